// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// How numbers and times read.

/** Microseconds since 1970, exact, from the server's RFC 3339 times. */
export function micros(time) {
  const fraction = (time.match(/\.(\d+)/)?.[1] ?? "").padEnd(6, "0").slice(0, 6);
  return Date.parse(time.replace(/\.\d+/, "")) * 1000 + Number(fraction);
}

export function duration(microseconds) {
  if (microseconds < 1000) {
    return `${Math.round(microseconds)} µs`;
  }
  const milliseconds = microseconds / 1000;
  if (milliseconds < 10) {
    return `${milliseconds.toFixed(1)} ms`;
  }
  if (milliseconds < 999.5) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) {
    return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  }
  const minutes = Math.floor(Math.round(seconds) / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds) % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

export function clockTime(time) {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return today ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`;
}

export const wholeTime = (time) => whole.format(new Date(time));

const counts = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export const count = (number) => counts.format(number);
export const compactCount = (number) => (number < 10000 ? counts.format(number) : compact.format(number));
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

export function bytes(length) {
  if (length < 1024) {
    return `${length} B`;
  }
  return length < 1024 * 1024 ? `${(length / 1024).toFixed(1)} KB` : `${(length / 1024 / 1024).toFixed(1)} MB`;
}

// What a reader looks for first when two kinds are equally frequent.
const IMPORTANCE = ["llm", "generation", "tool", "agent", "retriever", "guardrail", "evaluator"];

const importance = (type) => (IMPORTANCE.includes(type) ? IMPORTANCE.indexOf(type) : IMPORTANCE.length);

/** "1 llm · 2 tool", the most frequent first; spans without a type are not named. */
export function composition(types, most = Infinity) {
  const named = Object.entries(types)
    .filter(([type]) => type !== "")
    .sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || importance(left) - importance(right));
  const shown = named.slice(0, most).map(([type, number]) => `${count(number)} ${type}`);
  return [...shown, ...(named.length > most ? [`+${named.length - most}`] : [])].join(" · ");
}

/** Round steps for a ruler of about five marks. */
export function ticks(length) {
  const rough = length / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const marks = [];
  for (let mark = 0; mark <= length * 0.96; mark += step) {
    marks.push(mark);
  }
  return marks;
}
