// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What a view has read from the server, and whether it could.

import { useCallback, useEffect, useRef, useState } from "../vendor/preact/hooks.mjs";
import { useChanges } from "./changes.js";

/** Reads now and whenever a dependency changes; only the latest answer counts. */
export function useResource(load, dependencies) {
  const [state, setState] = useState({ data: null, failure: null, loading: true });
  const turn = useRef(0);
  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    return load().then(
      (data) => mine === turn.current && setState({ data, failure: null, loading: false }),
      (failure) => mine === turn.current && setState((old) => ({ ...old, failure, loading: false })));
  }, dependencies);
  useEffect(() => {
    setState((old) => ({ ...old, loading: true }));
    reload();
    return () => {
      turn.current += 1;
    };
  }, dependencies);
  return { ...state, reload };
}

/** Runs the work when traces change, at most once in `pause` milliseconds and never twice at once. */
export function useLiveReload(reload, pause, concerns = () => true) {
  const due = useRef({ timer: 0, busy: false, again: false });
  const run = useRef(reload);
  run.current = reload;
  useEffect(() => () => clearTimeout(due.current.timer), []);
  const start = () => {
    due.current.timer = 0;
    due.current.busy = true;
    Promise.resolve(run.current()).finally(() => {
      due.current.busy = false;
      if (due.current.again) {
        due.current.again = false;
        due.current.timer = setTimeout(start, pause);
      }
    });
  };
  useChanges("traces", (ids) => {
    if (ids !== null && !concerns(ids)) {
      return;
    }
    if (due.current.busy) {
      due.current.again = true;
    } else if (!due.current.timer) {
      due.current.timer = setTimeout(start, pause);
    }
  });
}
