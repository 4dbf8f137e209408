// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The fields of an entry to be written.

import { useState } from "../vendor/preact/hooks.mjs";
import { changeEntry } from "../server/api.js";
import { button, div, form, label, p, textarea } from "../ui/html.js";

const FIELDS = [["input", "Input"], ["output", "Output"], ["expected", "Expected"], ["comment", "Comment"]];

const EMPTY = { input: null, output: null, expected: null, comment: null };

/** Edits an entry, or makes a new one with `save`. Empty fields are null. */
export function EntryEditor({ dataset, entry = EMPTY, save, onDone }) {
  const [texts, setTexts] = useState(Object.fromEntries(FIELDS.map(([name]) => [name, entry[name] ?? ""])));
  const [failure, setFailure] = useState(null);
  const submit = (event) => {
    event.preventDefault();
    const changes = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text === "" ? null : text]));
    (save ? save(changes) : changeEntry(dataset.id, entry.id, changes)).then(onDone, setFailure);
  };
  return form({ class: "entry-editor", onSubmit: submit },
    div({ class: "entry-fields" }, FIELDS.map(([name, text]) => label({ key: name, class: "field" }, text,
      textarea({ value: texts[name], rows: 4, spellcheck: false, onInput: (event) => setTexts({ ...texts, [name]: event.currentTarget.value }) })))),
    div({ class: "two" }, button({ class: "primary", type: "submit" }, "Save"), button({ class: "quiet", type: "button", onClick: onDone }, "Cancel")),
    failure && p({ class: "failure", role: "alert" }, failure.message));
}
