// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.springframework.context.SmartLifecycle;

import ai.opper.tracing.observation.SpanRecording;

/**
 * Stops watching over open spans when the application stops, so that no thread is left,
 * also by spans that are recorded after that.
 */
final class SpanRecordingLifecycle implements SmartLifecycle {

    private final SpanRecording recording;

    private volatile boolean running;

    SpanRecordingLifecycle(SpanRecording recording) {
        this.recording = recording;
    }

    @Override
    public void start() {
        this.recording.start();
        this.running = true;
    }

    @Override
    public void stop() {
        this.recording.close();
        this.running = false;
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** After shipping, which may wait for spans that end meanwhile. */
    @Override
    public int getPhase() {
        return SpanShipperLifecycle.PHASE - 1;
    }

}
