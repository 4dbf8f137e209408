// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The rows of the explorer. The scroll bar spans all of them; pages of them are read as they
// come into sight. Rows are counted from an anchor, so that traces which arrive later do not
// move the ones that are looked at.

import { listTraces } from "../server/api.js";
import { asked } from "./fields.js";

const PAGE = 100;

const KEPT_PAGES = 150;

const AT_ONCE = 2;

export class TraceRows {
  /** How many rows there are; while they are being counted, at least those that were read. */
  total = null;

  counted = false;

  capped = false;

  failure = null;

  selected = -1;

  scrollTop = 0;

  #query;

  #anchor = null;

  #pages = new Map();

  #reading = new Set();

  #wanted = [0, 1];

  #generation = 0;

  #changed;

  constructor(query) {
    this.#query = query;
  }

  /** Whom to tell that there is something new to draw. */
  onChange(listener) {
    this.#changed = listener;
  }

  row(position) {
    return this.#pages.get(Math.floor(position / PAGE))?.[position % PAGE];
  }

  positionOf(id) {
    for (const [page, rows] of this.#pages) {
      const found = rows.findIndex((row) => row.id === id);
      if (found >= 0) {
        return page * PAGE + found;
      }
    }
    return -1;
  }

  /** Reads from the top, anew. */
  async refresh() {
    this.#generation += 1;
    const mine = this.#generation;
    try {
      const page = await this.#read({});
      if (mine === this.#generation) {
        const selectedId = this.row(this.selected)?.id;
        this.#pages = new Map([[0, page.data]]);
        this.#anchor = page.first;
        this.failure = null;
        if (selectedId) {
          this.selected = this.positionOf(selectedId);
        }
        if (page.data.length < PAGE) {
          this.#know(page.data.length, false);
        } else {
          this.total = Math.max(this.total ?? 0, PAGE);
          this.#count(mine);
        }
        this.#reading.clear();
        this.#pump();
      }
    } catch (failure) {
      this.failure = failure;
    }
    this.#changed?.();
  }

  /** Takes longer than reading the first rows, so these do not wait for it. */
  async #count(mine) {
    try {
      const { total, total_capped: capped } = await listTraces(this.#parameters({ limit: 1, count: true }));
      if (mine === this.#generation) {
        this.#know(total, capped);
        this.#pump();
      }
    } catch (failure) {
      this.failure = failure;
    }
    this.#changed?.();
  }

  #know(total, capped) {
    this.total = total;
    this.capped = capped;
    this.counted = true;
    this.selected = Math.min(this.selected, total - 1);
  }

  /** Says which rows are in sight; what was in sight and is not any more is not read. */
  need(start, end) {
    this.#wanted = [];
    for (let page = Math.floor(start / PAGE); page * PAGE < end; page++) {
      this.#wanted.push(page);
    }
    this.#pump();
  }

  /** Reads those rows again that changed; says whether there were others. */
  async update(ids) {
    const mine = this.#generation;
    const known = [...ids].filter((id) => this.positionOf(id) >= 0);
    if (known.length > 0) {
      const { data } = await listTraces(this.#parameters({ ids: known }));
      if (mine === this.#generation) {
        data.forEach((row) => {
          const position = this.positionOf(row.id);
          this.#pages.get(Math.floor(position / PAGE))[position % PAGE] = row;
        });
        this.#changed?.();
      }
    }
    return known.length < ids.size;
  }

  #parameters(more) {
    const parameters = asked(this.#query);
    Object.entries(more).forEach(([name, value]) => [value].flat().forEach((one) => parameters.append(name, one)));
    return parameters;
  }

  #read(more) {
    return listTraces(this.#parameters({ limit: PAGE, ...more }));
  }

  #pump() {
    if (this.#anchor === null) {
      return;
    }
    const next = this.#wanted.find((page) => page * PAGE < this.total && !this.#pages.has(page) && !this.#reading.has(page));
    if (next === undefined || this.#reading.size >= AT_ONCE) {
      return;
    }
    const mine = this.#generation;
    this.#reading.add(next);
    this.#read({ cursor: this.#anchor, offset: next * PAGE }).then(({ data }) => {
      if (mine === this.#generation) {
        this.#pages.set(next, data);
        this.#forget(next);
      }
    }, (failure) => {
      this.failure = failure;
    }).finally(() => {
      if (mine === this.#generation) {
        this.#reading.delete(next);
        this.#changed?.();
        if (!this.failure) {
          this.#pump();
        }
      }
    });
    this.#pump();
  }

  #forget(near) {
    if (this.#pages.size > KEPT_PAGES) {
      const far = [...this.#pages.keys()].reduce((left, right) => (Math.abs(left - near) > Math.abs(right - near) ? left : right));
      this.#pages.delete(far);
    }
  }
}

let latest = { key: null, rows: null };

/** The rows of a query; those of the latest one are still there when the reader comes back from a trace. */
export function rowsOf(query) {
  const key = String(query);
  if (latest.key !== key) {
    latest = { key, rows: new TraceRows(query) };
  }
  return latest.rows;
}

/** The address of the list that a trace was opened from. */
export const listAddress = () => (latest.key ? `/?${latest.key}` : "/");

/** The trace before or after one in the list it was opened from. */
export function neighbour(id, step) {
  const position = latest.rows?.positionOf(id) ?? -1;
  return position < 0 ? undefined : latest.rows.row(position + step);
}
