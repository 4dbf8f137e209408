// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// A thumb and a comment.

import { useEffect, useState } from "../vendor/preact/hooks.mjs";
import { giveFeedback, takeFeedback } from "../server/api.js";
import { button, form, input, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";

export function Feedback({ spanId, feedback, onChanged }) {
  const [comment, setComment] = useState(feedback?.comment ?? "");
  const [said, setSaid] = useState("");
  useEffect(() => setComment(feedback?.comment ?? ""), [feedback?.comment]);
  const run = (work, done) => work.then(() => {
    setSaid(done);
    onChanged();
  }, (failure) => setSaid(failure.message));
  const give = (score) => run(giveFeedback(spanId, { score, comment: comment.trim() || null }), "Saved");
  const thumb = (score, symbol, name) => {
    const pressed = feedback !== null && (feedback.score >= 0.5) === (score === 1);
    return button({
      class: "quiet small thumb", type: "button", "aria-label": name, title: pressed ? "Take back" : name, "aria-pressed": String(pressed),
      onClick: () => (pressed ? run(takeFeedback(spanId), "Taken back") : give(score)),
    }, icon(symbol));
  };
  const submit = (event) => {
    event.preventDefault();
    give(feedback.score);
  };
  return form({ class: "feedback", onSubmit: submit },
    thumb(1, "thumbUp", "Good"), thumb(0, "thumbDown", "Bad"),
    feedback && input({ class: "comment", value: comment, placeholder: "Comment", "aria-label": "Comment", onInput: (event) => setComment(event.currentTarget.value) }),
    feedback && comment.trim() !== (feedback.comment ?? "") && button({ class: "primary small", type: "submit" }, "Save comment"),
    span({ class: "muted", role: "status" }, said));
}
