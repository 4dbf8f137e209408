// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.playback;

import java.time.Duration;
import java.util.List;

import com.example.supportdesk.chat.ChatRequest;
import com.example.supportdesk.playback.QuestionPlayer.Played;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "support-desk.play-questions=true")
@ExtendWith(OutputCaptureExtension.class)
class QuestionPlayerTest {

    @LocalServerPort
    private int port;

    @Autowired
    private QuestionPlayer player;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void play_happensInTheBackgroundAfterTheStart(CapturedOutput output) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> output.getOut().contains("Chat with the support desk at http://localhost:" + this.port + "/"));
        assertThat(output).contains("Played 10 of 28 questions", "Played 28 of 28 questions",
                "traces at http://127.0.0.1:4319/");
        assertThat(this.jdbc.sql("select count(*) from refunds where order_number = 'TC-10022'")
            .query(Integer.class)
            .single()).isOne();
    }

    @Test
    void play_goesOnAfterAFailure(CapturedOutput output) {
        Played played = this.player.play(List.of(new ChatRequest("a", "Hello", null), new ChatRequest("a", " ", null),
                new ChatRequest("a", "Hi", null)));
        assertThat(played).isEqualTo(new Played(3, 1));
        assertThat(output).contains("One of the played questions failed, the others go on");
    }

    @Test
    void play_asksAtLeastTwentyFourQuestions() throws Exception {
        Played played = this.player.play();
        assertThat(played.count()).isGreaterThanOrEqualTo(24);
        assertThat(played.failed()).isZero();
    }

}
