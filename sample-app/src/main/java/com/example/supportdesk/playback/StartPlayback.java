// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.playback;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.example.supportdesk.SupportDeskProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** Starts the play-back in the background and says where to look. */
@Component
final class StartPlayback {

    private static final Log logger = LogFactory.getLog(StartPlayback.class);

    private final QuestionPlayer player;

    private final SupportDeskProperties properties;

    private final Environment environment;

    private final AsyncTaskExecutor executor;

    StartPlayback(QuestionPlayer player, SupportDeskProperties properties, Environment environment,
            @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
        this.player = player;
        this.properties = properties;
        this.environment = environment;
        this.executor = executor;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (this.properties.playQuestions()) {
            this.executor.execute(this::play);
        }
        else {
            sayWhereToLook();
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        this.player.stop();
    }

    private void play() {
        try {
            this.player.play();
            sayWhereToLook();
        }
        catch (IOException ex) {
            throw new UncheckedIOException("The file of questions cannot be read.", ex);
        }
    }

    private void sayWhereToLook() {
        String port = this.environment.getProperty("local.server.port", "8080");
        logger.info("Chat with the support desk at http://localhost:" + port + "/ and see the traces at "
                + this.properties.viewerUrl() + "/");
    }

}
