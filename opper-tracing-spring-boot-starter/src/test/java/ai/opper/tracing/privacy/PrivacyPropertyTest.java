// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Redactor;
import ai.opper.tracing.autoconfigure.OtlpCollector;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the setting that is to hide them, no secret is seen at any door. The seed of a
 * run is printed with its failure; {@code -Dprivacy.seed=...} repeats it.
 */
class PrivacyPropertyTest {

    private static final int ROUNDS = Integer.getInteger("opper.privacy.rounds", 1);

    private static final int SOME_SPANS = 1_000;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final long seed = Long.getLong("privacy.seed", new Random().nextLong());

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @AutoClose
    private final OtlpCollector collector = OtlpCollector.start();

    @AutoClose
    private final Door.Log log = new Door.Log();

    @TempDir
    private Path spool;

    /**
     * A way to hide everything.
     *
     * @param name what it is called
     * @param hidesNames whether names and bare numbers are hidden too
     * @param redactor a bean of the application
     * @param properties its configuration
     */
    record Setting(String name, boolean hidesNames, @Nullable Redactor redactor, List<String> properties) {

        @Override
        public String toString() {
            return this.name;
        }

    }

    static List<Setting> settings() {
        String source = "opper.tracing.opentelemetry.enabled=true";
        String patterns = "opper.tracing.redaction.patterns=" + Secrets.PATTERN;
        String strict = "opper.tracing.privacy=strict";
        String v3 = "opper.tracing.api-version=v3";
        Redactor masking = (name, text) -> {
            String masked = text.replaceAll(Secrets.PATTERN, "hidden");
            boolean dropped = !text.equals(masked) && text.hashCode() % 2 == 0;
            return dropped ? null : masked;
        };
        Redactor failing = (name, text) -> {
            throw new IllegalStateException(text);
        };
        return List.of(new Setting("patterns", true, null, List.of(patterns, source)),
                new Setting("patterns with v3", true, null, List.of(patterns, v3, source)),
                new Setting("strict", false, null, List.of(strict)),
                new Setting("strict with v3", false, null, List.of(strict, v3)),
                new Setting("masking and dropping redactor", true, masking, List.of(source)),
                new Setting("failing redactor", true, failing, List.of(source)));
    }

    private List<Door> doors(PrivateApplication application) {
        return List.of(new Door.Requests(this.api), new Door.SpoolFiles(this.spool), this.log,
                new Door.Otlp(this.collector), new Door.Calls(this.api), application.bean(OtherTracer.class),
                new Door.Meters(application.bean(MeterRegistry.class)), new Door.Actuator(application));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void secrets_areSeenAtNoDoor(Setting setting) {
        Map<String, Set<String>> leaks = new LinkedHashMap<>();
        try (PrivateApplication application = start(setting.redactor(), setting.properties())) {
            Secrets secrets = new Secrets(new Random(this.seed), false, setting.hidesNames());
            for (int round = 0; round < ROUNDS; round++) {
                look(application, round == 0, new Places(application, secrets)::plantEverywhere, secrets, leaks);
            }
        }
        assertThat(leaks).as("seed " + this.seed).isEmpty();
    }

    @Test
    void hiddenPlaces_areSeenAtNoDoor() {
        Map<String, Set<String>> leaks = new LinkedHashMap<>();
        try (PrivateApplication application = start(null, List.of())) {
            Secrets secrets = new Secrets(new Random(this.seed), false, true);
            for (int round = 0; round < ROUNDS; round++) {
                look(application, round == 0, new Places(application, secrets)::plantWhereItIsHidden, secrets, leaks);
            }
        }
        assertThat(leaks).as("seed " + this.seed).isEmpty();
    }

    /**
     * If nothing were planted, or no door were watched, the other tests could not fail.
     */
    @Test
    void withoutAnySetting_everyPlaceIsSeenAndAtEveryDoor() {
        Map<String, Set<String>> seen = new LinkedHashMap<>();
        Secrets secrets = new Secrets(new Random(this.seed), true, true);
        try (PrivateApplication application = start(null, List.of("opper.tracing.opentelemetry.enabled=true"))) {
            look(application, true, new Places(application, secrets)::plantEverywhere, secrets, seen);
        }
        assertThat(seen).containsOnlyKeys("requests", "spool", "log", "otlp", "calls", "other tracer", "meters",
                "actuator");
        Set<String> unseen = unseen(secrets, seen.get("requests"));
        assertThat(unseen).containsExactly("HTTP method", "Micrometer's name", "Micrometer's tag",
                "high cardinality value", "late tag");
        // What comes from OpenTelemetry goes to no second backend: an SDK has exporters
        // of its own.
        Set<String> unseenByOtlp = unseen(secrets, seen.get("otlp"));
        assertThat(unseenByOtlp).containsAll(unseen)
            .allMatch((place) -> unseen.contains(place) || place.startsWith("OpenTelemetry's "));
        assertThat(seen.get("other tracer")).contains("span name", "span type");
        assertThat(seen.get("calls")).containsExactly("name around a call", "tag around a call",
                "tag key around a call");
    }

    private static Set<String> unseen(Secrets secrets, Set<String> seen) {
        Set<String> unseen = new TreeSet<>(secrets.places());
        unseen.removeAll(seen);
        // Of what was thrown only the first message is told.
        unseen.removeIf((place) -> place.startsWith("cause of ") || place.startsWith("suppressed by "));
        return unseen;
    }

    private PrivateApplication start(@Nullable Redactor redactor, List<String> properties) {
        PrivateApplication application = PrivateApplication.start(this.api, this.spool, redactor, Stream
            .concat(properties.stream(), Stream.of("opper.tracing.otlp.endpoint=" + this.collector.url(),
                    "opper.tracing.otlp.flush-interval=10ms"))
            .toList());
        this.log.listen();
        return application;
    }

    /**
     * What is planted first has to wait in the spool; some spans are refused for good.
     */
    private void look(PrivateApplication application, boolean spooled, Runnable planting, Secrets secrets,
            Map<String, Set<String>> found) {
        List<Door> doors = doors(application);
        if (spooled) {
            this.api.always(Reply.status(503));
            planting.run();
            Awaitility.await().atMost(PATIENCE).until(() -> doors.get(1).seen().length() > SOME_SPANS);
            search(doors, secrets, found);
            this.api.behave();
        }
        else {
            this.api.behave();
            planting.run();
        }
        this.api.when((request) -> request.body().contains("refused ")).always(Reply.status(422));
        // The span of a request may end when its answer has been read.
        OpperTracer tracer = application.bean(OpperTracer.class);
        Awaitility.await().atMost(PATIENCE).until(() -> tracer.flush(PATIENCE).pending() == 0);
        search(doors, secrets, found);
    }

    private static void search(List<Door> doors, Secrets secrets, Map<String, Set<String>> found) {
        for (Door door : doors) {
            String seen = door.seen();
            boolean takesKey = door instanceof Door.Requests;
            assertThat(takesKey ? "" : seen).as(door.name()).doesNotContain(PrivateApplication.KEY);
            Set<String> places = secrets.foundIn(seen);
            if (!places.isEmpty()) {
                found.computeIfAbsent(door.name(), (name) -> new TreeSet<>()).addAll(places);
            }
        }
    }

}
