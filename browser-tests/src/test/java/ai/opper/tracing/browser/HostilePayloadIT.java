// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a payload holds, it is shown and nothing else happens. The session fails on
 * dialogs, errors and violations of the content security policy.
 */
class HostilePayloadIT {

    private static final String HTML = "</pre><script>alert(1)</script><img src=x onerror=alert(2)><b>bold</b>";

    @RegisterExtension
    static final ViewerSession viewer = new ViewerSession((poster) -> new SupportDesk(poster).play(Instant.now()));

    @Test
    void html_isTextInEveryPlace() {
        String trace = "01890000-0000-7000-8000-0000000000aa";
        String text = SupportDesk.quoted(HTML);
        viewer.poster()
            .post("/v2/spans",
                    """
                            {"trace_id":"%s","name":%s,"type":%s,"input":%s,"output":{"html":%s},"error":%s,
                             "start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:01Z",
                             "meta":{"tags":{"t":%s},"model":%s,"session_id":%s,"user_id":%s,"service_name":%s,
                                     "findings":[{"name":%s,"value":%s}],"events":[{"name":%s,"time":"2026-01-01T00:00:00Z"}],"x":%s}}"""
                        .formatted(trace, text, text, text, text, text, text, text, text, text, text, text, text, text,
                                text));
        viewer.go("/traces/" + trace);
        assertThat(viewer.find(".detail h2")).containsText(HTML);
        assertThat(viewer.find(".payload-body.text").last()).containsText(HTML);
        nothingWasMade();
        viewer.go("/?text=bold");
        assertThat(viewer.rows().first()).containsText(HTML);
        nothingWasMade();
        viewer.go("/sessions?text=bold");
        assertThat(viewer.find(".session-row").first()).containsText(HTML);
        viewer.find(".session-row").first().click();
        assertThat(viewer.find(".turn")).hasCount(1);
        nothingWasMade();
        viewer.go("/overview?since=2592000000");
        assertThat(viewer.find(".tile").first()).isVisible();
        nothingWasMade();
        viewer.go("/compare?left=%s&right=%s".formatted(trace, trace));
        assertThat(viewer.find(".compare-side").first()).containsText(HTML);
        nothingWasMade();
    }

    private static void nothingWasMade() {
        assertThat(viewer.find("main img, main script, main iframe, main [onerror], main [style*=expression]"))
            .hasCount(0);
    }

    @Test
    void markdown_isSanitised() {
        String trace = "01890000-0000-7000-8000-0000000000ab";
        post(trace, SupportDesk.quoted("""
                # Title
                <script>alert(1)</script><img src=x onerror=alert(2)>

                [bad](javascript:alert(3)) [good](https://example.org) ![pic](https://example.org/p.png)

                <style>body{display:none}</style><form><input name=x></form><a href=x id=app class=top>y</a>"""));
        viewer.go("/traces/" + trace);
        viewer.page().getByText("Markdown").click();
        Locator markdown = viewer.find(".markdown");
        assertThat(markdown.locator("h1")).hasText("Title");
        assertThat(markdown).containsText("<script>alert(1)</script><img src=x onerror=alert(2)>");
        assertThat(markdown).containsText("![pic](https://example.org/p.png)");
        assertThat(markdown.locator("script, img, style, form, input, [onerror], [id], [class]")).hasCount(0);
        assertThat(markdown.locator("a[href]")).hasCount(1);
        assertThat(markdown.locator("a[href]")).hasAttribute("href", "https://example.org");
        assertThat(markdown.locator("a[href]")).hasAttribute("rel", "noopener noreferrer");
    }

    @Test
    void terminalEscapesAndDirectionMarks_areMadeVisible() {
        String trace = "01890000-0000-7000-8000-0000000000ac";
        post(trace, "\"red \\u001b[31mtext\\u0007 and \\u202eright to left\"");
        viewer.go("/traces/" + trace);
        assertThat(viewer.find(".payload-body")).containsText("red ␛[31mtext␇ and ⟨U+202E⟩right to left");
    }

    @Test
    void deepNesting_foldsAndAnswers() {
        String trace = "01890000-0000-7000-8000-0000000000ad";
        int depth = 400;
        post(trace, "[".repeat(depth) + "1" + "]".repeat(depth));
        viewer.go("/traces/" + trace);
        assertThat(viewer.find(".json-row").first()).isVisible();
        viewer.find(".json-row .toggle[aria-expanded=false]").click();
        assertThat(viewer.find(".json-row .toggle[aria-expanded=false]")).hasCount(1);
    }

    @Test
    void payloadOfMegabytes_beginsCutAndIsShownOnRequest() {
        String trace = "01890000-0000-7000-8000-0000000000ae";
        post(trace, "\"" + "long text ".repeat(300_000) + "\"");
        viewer.go("/traces/" + trace);
        assertThat(viewer.find(".cut")).containsText("2.9 MB");
        assertThat(viewer.find(".payload-body").textContent().length()).isLessThan(300_000);
        viewer.page().getByText("Show all").click();
        assertThat(viewer.find(".cut")).hasCount(0);
        assertThat(viewer.find(".payload-body").textContent()).hasSize(3_000_000);
        assertThat(longestTextLaidOutAtOnce()).isEqualTo(16_000);
    }

    // A browser that lays out megabytes at once does nothing else meanwhile.
    private static Object longestTextLaidOutAtOnce() {
        return viewer.page()
            .evaluate(
                    """
                            () => {
                              const texts = document.createTreeWalker(document.querySelector(".payload-body"), NodeFilter.SHOW_TEXT);
                              let longest = 0;
                              while (texts.nextNode()) {
                                const { parentElement, length } = texts.currentNode;
                                const apart = getComputedStyle(parentElement).contentVisibility === "auto";
                                longest = Math.max(longest, apart ? length : Infinity);
                              }
                              return longest;
                            }""");
    }

    @Test
    void invalidUtf8_isRefusedOrShownHarmlessly() {
        byte[] head = "{\"name\":\"broken.bytes\",\"input\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\"}".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + 3 + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        body[head.length] = (byte) 0xff;
        body[head.length + 1] = (byte) 0xc0;
        body[head.length + 2] = (byte) 0x80;
        System.arraycopy(tail, 0, body, head.length + 3, tail.length);
        int status = viewer.poster().postBytes("/v2/spans", body);
        assertThat(status).isIn(200, 400);
        viewer.go("/?text=broken.bytes");
        assertThat((status == 200) ? viewer.rows() : viewer.page().getByText("No trace matches")).hasCount(1);
    }

    private static void post(String trace, String input) {
        viewer.poster()
            .post("/v2/spans",
                    "{\"trace_id\":\"%s\",\"name\":\"hostile\",\"start_time\":\"2026-01-01T00:00:00Z\",\"end_time\":\"2026-01-01T00:00:01Z\",\"input\":%s}"
                        .formatted(trace, input));
    }

}
