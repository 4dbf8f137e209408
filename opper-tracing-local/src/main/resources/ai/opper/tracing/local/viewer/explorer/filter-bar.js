// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The bar above the list: search, filters, saved filters and columns.

import { useEffect, useRef, useState } from "../vendor/preact/hooks.mjs";
import { button, div, form, h, input, kbd, label, option, select, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { Menu, Popover } from "../ui/popover.js";
import { Segments } from "../ui/parts.js";
import { useRemembered } from "../ui/remembered.js";
import { address, changed, navigate } from "../frame/router.js";
import { useKeys } from "../frame/shortcuts.js";
import { COLUMNS } from "./columns.js";
import { STATUSES, TIMES, chips } from "./fields.js";
import { FilterEditor } from "./filter-editor.js";

const SEARCH_AFTER_MS = 200;

/** The address follows what is typed, with a delay; the box follows the address only when that changes by itself. */
function Search({ text, onChange, onLeave }) {
  const box = useRef(null);
  const [typed, setTyped] = useState(text);
  const timer = useRef(0);
  const sent = useRef(text);
  useEffect(() => {
    if (text !== sent.current) {
      sent.current = text;
      setTyped(text);
    }
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useKeys({ "/": () => box.current.focus() }, []);
  const search = (value, after) => {
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = value.trim();
      onChange({ text: value.trim() });
    }, after);
  };
  const onKeyDown = (event) => {
    if (event.key === "Escape") {
      search("", 0);
      onLeave();
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      search(typed, 0);
      onLeave();
    }
  };
  return label({ class: "search" }, icon("search"), input({
    ref: box, type: "text", value: typed, placeholder: "Search names and payloads", "aria-label": "Search traces", spellcheck: false,
    onInput: (event) => search(event.currentTarget.value, SEARCH_AFTER_MS), onKeyDown,
  }), kbd({}, "/"));
}

function Saved({ query }) {
  const [saved, setSaved] = useRemembered("filters", []);
  const [name, setName] = useState("");
  const content = (close) => div({},
    saved.length > 0 && h(Menu, { close, items: saved.map((one) => ({ text: one.name, icon: icon("star"), action: () => navigate(`/?${one.query}`) })) }),
    form({
      class: "editor",
      onSubmit: (event) => {
        event.preventDefault();
        setSaved([...saved.filter((one) => one.name !== name), { name, query: String(query) }]);
        setName("");
        close();
      },
    }, label({ class: "field" }, "Save this filter as", input({ value: name, required: true, onInput: (event) => setName(event.currentTarget.value) })),
    div({ class: "two" }, button({ class: "primary", type: "submit" }, "Save"),
      saved.length > 0 && button({ class: "quiet", type: "button", onClick: () => setSaved([]) }, "Forget all"))));
  return h(Popover, { label: [icon("star"), "Saved"], name: "Saved filters", align: "end", content });
}

function Columns({ hidden, onHidden }) {
  const toggle = (key) => onHidden(hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key]);
  const items = COLUMNS.filter((column) => !column.fixed).map((column) => ({
    text: column.label, pressed: String(!hidden.includes(column.key)), stays: true, action: () => toggle(column.key),
    icon: hidden.includes(column.key) ? span({ class: "icon" }) : icon("check"),
  }));
  return h(Popover, { label: icon("columns"), name: "Columns", title: "Columns", align: "end", content: (close) => h(Menu, { items, close }) });
}

function Chip({ chip, query, onChange }) {
  return div({ class: "filter-chip" },
    h(Popover, {
      class: "chip-text", name: `${chip.field.label} ${chip.text}, change`, label: [span({ class: "muted" }, chip.field.label), span({ class: "chip-value" }, chip.text)],
      content: (close) => h(FilterEditor, { field: chip.field, query: changed(query, chip.without), onChange, close }),
    }),
    button({ class: "chip-off", type: "button", "aria-label": `Remove ${chip.field.label} ${chip.text}`, onClick: () => onChange(chip.without) }, icon("cross")));
}

export function FilterBar({ query, hidden, onHidden, onLeave }) {
  const onChange = (changes) => navigate(address("/", changed(query, changes)), { replace: true });
  const active = chips(query);
  return div({ class: "filter-bar", role: "search" },
    h(Search, { text: query.get("text") ?? "", onChange, onLeave }),
    h(Segments, { name: "Status", value: query.get("status") ?? "", choices: STATUSES, onChange: (status) => onChange({ status }) }),
    select({ class: "quiet", "aria-label": "Time", value: query.get("since") ?? "", onChange: (event) => onChange({ since: event.currentTarget.value, from: null, to: null }) },
      TIMES.map(([value, text]) => option({ key: value, value }, text))),
    h(Popover, {
      label: [icon("filter"), "Filter"], name: "Add filter",
      content: (close) => h(FilterEditor, { query, onChange, close }),
    }),
    div({ class: "bar-end" }, h(Saved, { query }), h(Columns, { hidden, onHidden })),
    active.length > 0 && div({ class: "chips-line" }, active.map((chip) => h(Chip, { key: chip.field.key + chip.text, chip, query, onChange })),
      button({ class: "bare", type: "button", onClick: () => navigate("/", { replace: true }) }, "Clear all")));
}
