// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Knows in which region of the world a city lies. */
final class Cities {

    private static final String NORTH_AMERICA = "North America";

    private static final String EUROPE = "Europe";

    private static final Map<String, String> REGIONS = Map.ofEntries(Map.entry("new york", NORTH_AMERICA),
            Map.entry("san francisco", NORTH_AMERICA), Map.entry("chicago", NORTH_AMERICA),
            Map.entry("boston", NORTH_AMERICA), Map.entry("toronto", NORTH_AMERICA), Map.entry("london", EUROPE),
            Map.entry("paris", EUROPE), Map.entry("berlin", EUROPE), Map.entry("stockholm", EUROPE),
            Map.entry("amsterdam", EUROPE), Map.entry("utrecht", EUROPE), Map.entry("madrid", EUROPE),
            Map.entry("tokyo", "Asia"), Map.entry("mumbai", "Asia"), Map.entry("singapore", "Asia"),
            Map.entry("nairobi", "Africa"), Map.entry("lagos", "Africa"), Map.entry("sydney", "Oceania"),
            Map.entry("buenos aires", "South America"), Map.entry("bogotá", "South America"));

    private Cities() {
    }

    static Optional<String> region(String city) {
        return Optional.ofNullable(REGIONS.get(city.strip().toLowerCase(Locale.ROOT)));
    }

}
