// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;

/** Gives each value a context of its own, though values share a generator. */
final class CaptureWriter extends ObjectWriter {

    private static final long serialVersionUID = 1L;

    CaptureWriter(ObjectMapper mapper) {
        super(mapper, mapper.serializationConfig());
    }

    /**
     * What a value leaves there, such as the ids of its objects, is not the next one's.
     */
    SerializationContext newContext() {
        return _serializationContext();
    }

}
