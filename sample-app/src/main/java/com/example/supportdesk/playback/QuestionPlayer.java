// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.playback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.example.supportdesk.chat.ChatRequest;
import com.example.supportdesk.chat.SupportDesk;
import com.example.supportdesk.person.DataProcessing;
import com.example.supportdesk.person.Person;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Plays the questions of a file through the support desk, as if customers asked them. */
@Component
final class QuestionPlayer {

    private static final Log logger = LogFactory.getLog(QuestionPlayer.class);

    private static final int PROGRESS_STEP = 10;

    private final SupportDesk supportDesk;

    private final DataProcessing dataProcessing;

    private final JsonMapper json;

    private volatile boolean stopped;

    QuestionPlayer(SupportDesk supportDesk, DataProcessing dataProcessing, JsonMapper json) {
        this.supportDesk = supportDesk;
        this.dataProcessing = dataProcessing;
        this.json = json;
    }

    /**
     * Plays all questions and one batch of records, on the calling thread.
     * @return how many were played, and how many of these failed
     */
    Played play() throws IOException {
        List<ChatRequest> questions = read("questions.jsonl").lines()
            .map((line) -> this.json.readValue(line, ChatRequest.class))
            .toList();
        List<Person> persons = this.json.readValue(read("persons.json"), new TypeReference<>() {
        });
        Played played = play(questions);
        return this.stopped ? played : played.and(succeeds(() -> this.dataProcessing.process(persons)));
    }

    Played play(List<ChatRequest> questions) {
        Played played = new Played(0, 0);
        for (ChatRequest question : questions) {
            if (this.stopped) {
                return played;
            }
            played = played.and(succeeds(() -> this.supportDesk.ask(question, "playback")));
            if (played.count() % PROGRESS_STEP == 0 || played.count() == questions.size()) {
                logger.info("Played " + played.count() + " of " + questions.size() + " questions");
            }
        }
        return played;
    }

    void stop() {
        this.stopped = true;
    }

    private static boolean succeeds(Runnable work) {
        try {
            work.run();
            return true;
        }
        catch (RuntimeException ex) {
            logger.warn("One of the played questions failed, the others go on: " + ex);
            return false;
        }
    }

    private static String read(String file) throws IOException {
        return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
    }

    /** How many questions and batches were played, and how many of these failed. */
    record Played(int count, int failed) {

        Played and(boolean success) {
            return new Played(this.count + 1, success ? this.failed : this.failed + 1);
        }

    }

}
