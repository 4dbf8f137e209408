// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

import static org.assertj.core.api.Assertions.assertThat;

/** Values share generators, and what one does to it the next does not see. */
class RepeatedRenderingTest {

    private static final int TIMES = 3;

    private static final int RANDOM_VALUES = 500;

    private static final int MAX_BYTES = 1_000;

    private static final int MAX_DEPTH = 10;

    private static final Map<String, Object> VALUE = Map.of("list", List.of("a<b", 1, new BigDecimal("1E+3")));

    private static final String JSON = "{\"list\":[\"a<b\",1,1E+3]}";

    private final Captures captures = Captures.of(MAX_BYTES, MAX_DEPTH);

    @ParameterizedTest
    @EnumSource
    void value_looksTheSameWhateverWasRenderedBefore(Spoiler spoiler) {
        for (int time = 0; time < TIMES; time++) {
            assertThat(Captures.parse(this.captures.capture().value(new Spoiling(spoiler)))).isNotNull();
            assertThat(this.captures.json(VALUE)).isEqualTo(JSON);
        }
    }

    @Test
    void objectIds_areThoseOfOneValue() {
        Identified twice = new Identified();
        String once = this.captures.json(List.of(twice, twice));
        assertThat(once).isEqualTo("[{\"@id\":1,\"name\":\"x\"},1]");
        assertThat(this.captures.json(List.of(twice, twice))).isEqualTo(once);
        assertThat(this.captures.json(new Passing(twice))).isEqualTo("{\"@id\":1,\"name\":\"x\"}");
        assertThat(this.captures.json(new Passing(twice))).isEqualTo("{\"@id\":1,\"name\":\"x\"}");
    }

    @Test
    void value_isRenderedWhileAnotherIs() {
        Nesting nesting = new Nesting(this.captures);
        String expected = "{\"inner\":\"" + JSON.replace("\"", "\\\"") + "\"}";
        for (int time = 0; time < TIMES; time++) {
            assertThat(this.captures.json(nesting)).isEqualTo(expected);
        }
    }

    @Test
    void value_looksAsWithAGeneratorOfItsOwn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int time = 0; time < RANDOM_VALUES; time++) {
            Object value = RandomValues.value(random, 5);
            assertThat(this.captures.json(value)).as("seed %d, value %d", seed, time)
                .isEqualTo(Captures.of(MAX_BYTES, MAX_DEPTH).json(value));
        }
    }

    enum Spoiler {

        NOTHING {
            @Override
            void write(JsonGenerator generator) {
                // Something stands in for what is not written.
            }
        },

        TWO_VALUES {
            @Override
            void write(JsonGenerator generator) {
                generator.writeNumber(1);
                generator.writeNumber(2);
            }
        },

        OPEN_OBJECT {
            @Override
            void write(JsonGenerator generator) {
                generator.writeStartObject();
                generator.writeName("open");
            }
        },

        END_TOO_MANY {
            @Override
            void write(JsonGenerator generator) {
                generator.writeStartArray();
                generator.writeEndArray();
                generator.writeEndArray();
            }
        },

        FAILURE {
            @Override
            void write(JsonGenerator generator) {
                generator.writeStartArray();
                generator.writeString("half");
                throw new IllegalStateException("no");
            }
        },

        TOO_LARGE {
            @Override
            void write(JsonGenerator generator) {
                generator.writeStartArray();
                for (int index = 0; index < 10_000; index++) {
                    generator.writeString("many");
                }
                generator.writeEndArray();
            }
        },

        CLOSED {
            @Override
            void write(JsonGenerator generator) {
                generator.writeString("closed");
                generator.close();
            }
        },

        FLUSHED {
            @Override
            void write(JsonGenerator generator) {
                generator.writeString("flushed");
                generator.flush();
            }
        },

        OTHER_ESCAPES {
            @Override
            void write(JsonGenerator generator) {
                generator.setCharacterEscapes(new Shouting());
                generator.writeString("a<b");
            }
        },

        OTHER_FEATURES {
            @Override
            void write(JsonGenerator generator) {
                generator.configure(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN, true);
                generator.writeNumber(new BigDecimal("1E+3"));
            }
        };

        abstract void write(JsonGenerator generator);

    }

    @JsonSerialize(using = Spoiling.Serializer.class)
    record Spoiling(Spoiler spoiler) {

        static final class Serializer extends ValueSerializer<Spoiling> {

            @Override
            public void serialize(Spoiling value, JsonGenerator generator, SerializationContext context) {
                value.spoiler().write(generator);
            }

        }

    }

    /** Passes a value on to whatever writes values of its type. */
    @JsonSerialize(using = Passing.Serializer.class)
    record Passing(Object value) {

        static final class Serializer extends ValueSerializer<Passing> {

            @Override
            public void serialize(Passing value, JsonGenerator generator, SerializationContext context) {
                generator.writePOJO(value.value());
            }

        }

    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
    static final class Identified {

        public final String name = "x";

    }

    static final class Nesting {

        private final Captures captures;

        Nesting(Captures captures) {
            this.captures = captures;
        }

        public String getInner() {
            return this.captures.json(VALUE);
        }

    }

    private static final class Shouting extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['<'] = ESCAPE_CUSTOM;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return new SerializedString("!");
        }

    }

}
