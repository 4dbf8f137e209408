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
  const both = (large, largeUnit, small, smallUnit) => `${large} ${largeUnit}${small > 0 ? ` ${small} ${smallUnit}` : ""}`;
  if (minutes < 60) {
    return both(minutes, "min", Math.round(seconds) % 60, "s");
  }
  return minutes < 2880 ? both(Math.floor(minutes / 60), "h", minutes % 60, "min") : both(Math.floor(minutes / 1440), "d", Math.floor((minutes % 1440) / 60), "h");
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const shortClock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

const isToday = (date) => date.toDateString() === new Date().toDateString();

export function clockTime(time) {
  const date = new Date(time);
  return isToday(date) ? clock.format(date) : `${day.format(date)} ${shortClock.format(date)}`;
}

export const dayOf = (time) => (isToday(new Date(time)) ? "Today" : day.format(new Date(time)));

export const wholeTime = (time) => whole.format(new Date(time));

const counts = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export const count = (number) => counts.format(number);
export const compactCount = (number) => (number < 10000 ? counts.format(number) : compact.format(number));
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** Dollars with the digits that a small sum needs. */
export function money(dollars) {
  if (dollars === 0 || dollars >= 1) {
    return `$${dollars.toFixed(2)}`;
  }
  return dollars < 0.00005 ? "<$0.0001" : `$${dollars.toFixed(dollars < 0.1 ? 4 : 3)}`;
}

/** 0.8190000000000001 is arithmetic, not measurement; exact values go into titles. */
export function figure(value) {
  if (typeof value !== "number") {
    return typeof value === "string" ? value : JSON.stringify(value);
  }
  return Math.abs(value) >= 1000 ? counts.format(Math.round(value)) : String(Number(value.toPrecision(4)));
}

export function bytes(length) {
  if (length < 1024) {
    return `${length} B`;
  }
  return length < 1024 * 1024 ? `${(length / 1024).toFixed(1)} KB` : `${(length / 1024 / 1024).toFixed(1)} MB`;
}

/** Control and direction characters made visible, so that what is shown is what is there. */
export const visible = (text) => text
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (one) => String.fromCharCode(0x2400 + one.charCodeAt(0)))
  .replace(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (one) => `⟨U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);

export const percent = (part, all) => (all ? `${((100 * part) / all).toFixed(part && part / all < 0.1 ? 1 : 0)}%` : "0%");

// What a reader looks for first when two kinds are equally frequent.
const IMPORTANCE = ["llm", "generation", "tool", "agent", "retriever", "guardrail", "evaluator"];

const importance = (type) => (IMPORTANCE.includes(type) ? IMPORTANCE.indexOf(type) : IMPORTANCE.length);

/** Pairs of type and number: models and tools first, then the most frequent; spans without a type are not named. */
export const composition = (types) => Object.entries(types)
  .filter(([type]) => type !== "")
  .sort(([left, leftCount], [right, rightCount]) => importance(left) - importance(right) || rightCount - leftCount);

// Above a second, clocks count by sixty and not by ten.
const CLOCK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400].map((seconds) => seconds * 1e6);

function stepOf(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  const decimal = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  return rough > 1e6 ? CLOCK_STEPS.find((candidate) => candidate >= rough) ?? decimal : decimal;
}

/** Round marks for a ruler, about `most`, between two offsets in microseconds; none where its label would be cut. */
export function ticks(from, to, most = 5) {
  const step = stepOf((to - from) / most);
  const marks = [];
  for (let mark = Math.ceil(from / step) * step; mark <= to - (to - from) * 0.1; mark += step) {
    marks.push(mark);
  }
  return marks;
}

/** A round duration without digits that say nothing: "1.5 s", not "1.50 s". */
export const tick = (microseconds) => (microseconds === 0 ? "0" : duration(microseconds).replace(/(\.\d*?)0+ /, "$1 ").replace(". ", " "));
