// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Closes a connection on which nothing has come or gone for a while. The event loop knows
 * when, while the pool would need a thread that looks from time to time.
 */
final class IdleCloser extends IdleStateHandler {

    private static final Duration MARGIN = Duration.ofSeconds(1);

    private IdleCloser(Duration idle) {
        super(0, 0, idle.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Makes one for one connection.
     * @param idle how long nothing must have happened
     * @param responseTimeout how long an answer may take, which is not idle
     * @return a handler
     */
    static IdleCloser after(Duration idle, Duration responseTimeout) {
        Duration patient = responseTimeout.plus(MARGIN);
        return new IdleCloser((idle.compareTo(patient) > 0) ? idle : patient);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        ChannelFuture unused = context.close();
    }

}
