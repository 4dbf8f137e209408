// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which part of a list a request asks for.
 *
 * @param offset how many entries it leaves out
 * @param limit how many it wants at most
 */
record Page(int offset, int limit) {

    private static final int DEFAULT_LIMIT = 100;

    static Page of(ReceivedRequest request) {
        return new Page(number(request, "offset", 0, 0), number(request, "limit", DEFAULT_LIMIT, 1));
    }

    /**
     * Reads a page that has a largest size.
     * @param request the request
     * @param maxLimit how many entries may be asked for
     * @return the page
     * @throws Refusal when it asks for more
     */
    static Page of(ReceivedRequest request, int maxLimit) {
        Page page = of(request);
        if (page.limit > maxLimit) {
            throw Refusal.unprocessable("limit", "must be at most " + maxLimit);
        }
        return page;
    }

    <T> Stream<T> from(List<T> all) {
        return all.stream().skip(this.offset).limit(this.limit);
    }

    private static int number(ReceivedRequest request, String name, int otherwise, int minimum) {
        String text = request.parameter(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= minimum) {
                return number;
            }
        }
        catch (NumberFormatException ex) {
            // refused below, like a number that is too small
        }
        throw Refusal.unprocessable(name, "must be an integer of at least " + minimum);
    }

}
