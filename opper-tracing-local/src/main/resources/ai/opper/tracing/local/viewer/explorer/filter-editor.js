// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Adds a filter: first its field, then its value, with what the server suggests.

import { useEffect, useState } from "../vendor/preact/hooks.mjs";
import { facets } from "../server/api.js";
import { button, div, form, h, h3, input, label, option, p, select, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { count } from "../ui/format.js";
import { FIELDS } from "./fields.js";

const SUGGEST_AFTER_MS = 120;

function useSuggestions(field, prefix) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => facets(field, prefix).then(({ data }) => wanted && setFound(data), () => wanted && setFound([])), found ? SUGGEST_AFTER_MS : 0);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [field, prefix]);
  return found;
}

function Values({ field, query, apply }) {
  const [typed, setTyped] = useState("");
  const found = useSuggestions(field.facet, typed);
  const chosen = query.getAll(field.key);
  const add = (value) => apply({ [field.key]: field.many ? [...new Set([...chosen, value])] : value });
  const submit = (event) => {
    event.preventDefault();
    if (typed.trim()) {
      add(typed.trim());
    }
  };
  return form({ class: "editor", onSubmit: submit },
    label({ class: "field" }, field.label, input({ value: typed, placeholder: field.help ?? "Type or choose", onInput: (event) => setTyped(event.currentTarget.value) })),
    div({ class: "suggestions" }, (found ?? []).map(({ value, count: number }) => button({
      key: value, type: "button", class: "menu-item", disabled: chosen.includes(value), onClick: () => add(value),
    }, span({ class: "grow" }, value), span({ class: "muted" }, count(number)))),
    found?.length === 0 && p({ class: "muted" }, "Nothing like this so far.")));
}

function Range({ field, query, apply }) {
  const [least, most] = field.range;
  const start = (name) => (query.has(name) ? field.scale.to(query.get(name)) : "");
  const [bounds, setBounds] = useState({ [least]: start(least), [most]: start(most) });
  const submit = (event) => {
    event.preventDefault();
    apply(Object.fromEntries(Object.entries(bounds).map(([name, text]) => [name, text === "" ? null : field.scale.of(text)])));
  };
  const bound = (name, text) => label({ class: "field" }, text, input({
    type: "number", min: 0, step: "any", value: bounds[name], onInput: (event) => setBounds({ ...bounds, [name]: event.currentTarget.value }),
  }));
  return form({ class: "editor", onSubmit: submit }, h3({}, `${field.label} in ${field.unit}`),
    div({ class: "two" }, bound(least, "At least"), bound(most, "At most")), button({ class: "primary", type: "submit" }, "Filter"));
}

const localTime = (text) => {
  const time = new Date(text);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
};

function Times({ field, query, apply }) {
  const [bounds, setBounds] = useState(Object.fromEntries(field.times.map((name) => [name, query.has(name) ? localTime(query.get(name)) : ""])));
  const submit = (event) => {
    event.preventDefault();
    apply({ since: null, ...Object.fromEntries(Object.entries(bounds).map(([name, text]) => [name, text && new Date(text).toISOString()])) });
  };
  return form({ class: "editor", onSubmit: submit }, field.times.map((name) => label({ key: name, class: "field" }, name === "from" ? "From" : "To", input({
    type: "datetime-local", step: 1, value: bounds[name], onInput: (event) => setBounds({ ...bounds, [name]: event.currentTarget.value }),
  }))), button({ class: "primary", type: "submit" }, "Filter"));
}

function Comparison({ field, query, apply }) {
  const found = useSuggestions("metric", "");
  const [typed, setTyped] = useState({ dimension: "", operator: "<", value: "" });
  const dimension = typed.dimension || (found?.[0]?.value ?? "");
  const change = (name) => (event) => setTyped({ ...typed, [name]: event.currentTarget.value });
  const submit = (event) => {
    event.preventDefault();
    if (dimension && typed.value !== "") {
      apply({ metric: [...query.getAll(field.key), dimension + typed.operator + typed.value] });
    }
  };
  return form({ class: "editor", onSubmit: submit },
    label({ class: "field" }, "Metric", select({ value: dimension, onChange: change("dimension") }, (found ?? []).map(({ value }) => option({ key: value, value }, value)))),
    div({ class: "two" },
      label({ class: "field" }, "is", select({ value: typed.operator, onChange: change("operator") },
        [["<", "below"], ["<=", "at most"], [">", "above"], [">=", "at least"], ["=", "equal to"]].map(([value, text]) => option({ key: value, value }, text)))),
      label({ class: "field" }, "value", input({ type: "number", step: "any", value: typed.value, onInput: change("value") }))),
    button({ class: "primary", type: "submit" }, "Filter"));
}

const Choices = ({ field, apply }) => div({ class: "menu" }, field.choices.map(([value, text]) => button({
  key: value, type: "button", class: "menu-item", onClick: () => apply({ [field.key]: value }),
}, text)));

const editorOf = (field) => (field.range ? Range : field.times ? Times : field.comparison ? Comparison : field.choices ? Choices : Values);

export function FilterEditor({ field: initial = null, query, onChange, close }) {
  const [field, setField] = useState(initial);
  const apply = (changes) => {
    onChange(changes);
    close();
  };
  if (!field) {
    return div({ class: "menu fields" }, FIELDS.map((one) => button({ key: one.key, type: "button", class: "menu-item", onClick: () => setField(one) },
      span({ class: "grow" }, one.label), icon("chevron"))));
  }
  return h(editorOf(field), { key: field.key, field, query, apply });
}
