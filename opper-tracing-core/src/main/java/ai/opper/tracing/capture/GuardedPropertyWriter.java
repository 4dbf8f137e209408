// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.BeanPropertyWriter;

/** Writes a property so that a getter that throws costs that property only. */
final class GuardedPropertyWriter extends BeanPropertyWriter {

    private static final long serialVersionUID = 1L;

    private final transient ValueGuard guard;

    private final boolean hidden;

    GuardedPropertyWriter(BeanPropertyWriter writer, ValueGuard guard, boolean hidden) {
        super(writer);
        this.guard = guard;
        this.hidden = hidden;
    }

    private GuardedPropertyWriter(GuardedPropertyWriter writer, PropertyName name) {
        super(writer, name);
        this.guard = writer.guard;
        this.hidden = writer.hidden;
    }

    @Override
    protected BeanPropertyWriter _new(PropertyName newName) {
        return new GuardedPropertyWriter(this, newName);
    }

    @Override
    public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context) {
        if (this.hidden) {
            generator.writeName(this._name);
            generator.writeString(Redaction.PLACEHOLDER);
            return;
        }
        TokenStreamContext start = generator.streamWriteContext();
        int entries = start.getEntryCount();
        try {
            super.serializeAsProperty(bean, generator, context);
        }
        catch (Throwable failure) {
            recover(failure, bean, generator, start, entries);
        }
    }

    private void recover(Throwable failure, Object bean, JsonGenerator generator, TokenStreamContext start,
            int entries) {
        ValueGuard.rethrowIfNotOurs(failure);
        boolean nameMissing = generator.streamWriteContext() == start && start.getEntryCount() == entries
                && !getName().equals(start.currentName());
        if (nameMissing) {
            generator.writeName(this._name);
        }
        this.guard.recover(failure, bean, generator, start, entries);
    }

}
