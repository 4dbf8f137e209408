// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The entries of one dataset.

import { useState } from "../vendor/preact/hooks.mjs";
import { addEntry, deleteDataset, deleteEntry, listEntries, renameDataset } from "../server/api.js";
import { useChanges } from "../server/changes.js";
import { useResource } from "../server/resource.js";
import { button, div, form, h, h2, input, label, li, ol, p, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { clockTime, plural } from "../ui/format.js";
import { Popover } from "../ui/popover.js";
import { link, loading } from "../ui/parts.js";
import { JsonTree } from "../payload/json-tree.js";
import { looksLikeJson } from "../payload/json.js";
import { visible } from "../ui/format.js";
import { navigate } from "../frame/router.js";
import { EntryEditor } from "./entry-editor.js";

const part = (name, text) => text !== null && div({ class: "entry-part" }, div({ class: "entry-part-name" }, name),
  looksLikeJson(text) ? h(JsonTree, { source: text, name }) : div({ class: "prose" }, visible(text)));

function Entry({ dataset, entry, onChanged }) {
  const [editing, setEditing] = useState(false);
  const [failure, setFailure] = useState(null);
  const done = () => {
    setEditing(false);
    onChanged();
  };
  const remove = () => deleteEntry(dataset.id, entry.id).then(onChanged, setFailure);
  return li({ class: "card entry" },
    div({ class: "entry-head" }, entry.trace_id ? link(`/traces/${entry.trace_id}?span=${entry.span_id}`, { class: "link" }, entry.span_name ?? "span") : span({ class: "muted" }, "its span is gone"),
      span({ class: "muted" }, clockTime(entry.created_at)), div({ class: "bar-end" },
        button({ class: "bare small", type: "button", onClick: () => setEditing(!editing) }, icon("edit"), "Edit"),
        button({ class: "bare small bad", type: "button", "aria-label": "Delete entry", title: "Delete", onClick: remove }, icon("trash")))),
    failure && p({ class: "failure", role: "alert" }, failure.message),
    editing ? h(EntryEditor, { dataset, entry, onDone: done })
      : div({ class: "entry-parts" }, part("Input", entry.input), part("Output", entry.output), part("Expected", entry.expected), part("Comment", entry.comment)));
}

function Settings({ dataset, onChanged, close }) {
  const [name, setName] = useState(dataset.name);
  const [failure, setFailure] = useState(null);
  const [sure, setSure] = useState(false);
  const rename = (event) => {
    event.preventDefault();
    renameDataset(dataset.id, name.trim()).then(() => {
      onChanged();
      close();
    }, setFailure);
  };
  const remove = () => (sure ? deleteDataset(dataset.id).then(() => navigate("/datasets", { replace: true }), setFailure) : setSure(true));
  return form({ class: "editor", onSubmit: rename },
    label({ class: "field" }, "Name", input({ value: name, required: true, onInput: (event) => setName(event.currentTarget.value) })),
    div({ class: "two" }, button({ class: "primary", type: "submit" }, "Rename"),
      button({ class: "quiet bad", type: "button", onClick: remove }, sure ? `Delete ${plural(dataset.entry_count, "entry", "entries")}?` : "Delete")),
    failure && p({ class: "failure", role: "alert" }, failure.message));
}

export function Dataset({ dataset }) {
  const [more, setMore] = useState([]);
  const [next, setNext] = useState(null);
  const [adding, setAdding] = useState(false);
  const load = () => listEntries(dataset.id, { limit: 50 }).then((page) => {
    setMore([]);
    setNext(page.next);
    return page;
  });
  const { data, failure, reload } = useResource(load, [dataset.id]);
  useChanges("datasets", reload, [reload]);
  const showMore = () => listEntries(dataset.id, { limit: 50, cursor: next }).then((page) => {
    setMore([...more, ...page.data]);
    setNext(page.next);
  });
  const add = (entry) => addEntry(dataset.id, entry);
  const added = () => {
    setAdding(false);
    reload();
  };
  return div({ class: "dataset" },
    div({ class: "dataset-head" }, h2({}, dataset.name), span({ class: "muted" }, plural(dataset.entry_count, "entry", "entries")), div({ class: "bar-end" },
      button({ class: "quiet small", type: "button", onClick: () => setAdding(!adding) }, icon("plus"), "Add entry"),
      h(Popover, { class: "quiet small", label: "Rename or delete", name: "Rename or delete", align: "end", content: (close) => h(Settings, { dataset, onChanged: reload, close }) }))),
    failure && p({ class: "failure", role: "alert" }, failure.message),
    adding && div({ class: "card entry" }, h(EntryEditor, { dataset, save: add, onDone: added })),
    !data && !failure && loading(),
    data && data.data.length === 0 && p({ class: "muted" }, "Nothing in it yet. Save a span to it, or add an entry by hand."),
    ol({ class: "entries" }, [...(data?.data ?? []), ...more].map((entry) => h(Entry, { key: entry.id, dataset, entry, onChanged: reload }))),
    next && button({ class: "quiet", type: "button", onClick: showMore }, "Show more"));
}
