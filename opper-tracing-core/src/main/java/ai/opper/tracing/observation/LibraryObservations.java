// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.List;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PatternMatchUtils;

/** Chooses which observations of other libraries become spans. */
public final class LibraryObservations {

    private final List<ContextMapper> mappers;

    private final String[] include;

    private final String[] exclude;

    private final ContextMapper named = new NamedContextMapper();

    /**
     * Makes a choice.
     * @param mappers what libraries' observations are known; the first that supports a
     * context has it
     * @param include names of further observations that become spans; {@code *} stands
     * for any characters
     * @param exclude names of observations that become no spans in any case
     */
    public LibraryObservations(List<ContextMapper> mappers, List<String> include, List<String> exclude) {
        this.mappers = List.copyOf(mappers);
        this.include = include.toArray(new String[0]);
        this.exclude = exclude.toArray(new String[0]);
    }

    /** Whether there is anything to choose. */
    boolean isEmpty() {
        return this.mappers.isEmpty() && this.include.length == 0;
    }

    /**
     * Finds what makes a span of an observation.
     * @param context the context of an observation that is being started
     * @return the mapper, or {@code null} when the observation is no span
     */
    @Nullable ContextMapper mapperFor(Observation.Context context) {
        String name = context.getName();
        if (name != null && PatternMatchUtils.simpleMatch(this.exclude, name)) {
            return null;
        }
        for (ContextMapper mapper : this.mappers) {
            if (mapper.supports(context)) {
                return mapper;
            }
        }
        return (name != null && PatternMatchUtils.simpleMatch(this.include, name)) ? this.named : null;
    }

}
