// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The whole trace in a strip, of any number of spans: drag over it to zoom.

import { useLayoutEffect, useRef, useState } from "../vendor/preact/hooks.mjs";
import { canvas, div, span } from "../ui/html.js";
import { kindOf } from "../ui/icons.js";
import { colour, useTheme } from "../frame/theme.js";
import { endOf } from "./tree.js";

const HEIGHT = 40;

function paint(element, tree, zoom, now) {
  const width = element.clientWidth;
  const scale = devicePixelRatio || 1;
  element.width = width * scale;
  element.height = HEIGHT * scale;
  const pen = element.getContext("2d");
  pen.scale(scale, scale);
  const colours = new Map();
  const step = Math.min(4, (HEIGHT - 6) / tree.all.length);
  tree.all.forEach((node, position) => {
    const name = node.error ? "bad" : `kind-${kindOf(node.type)}`;
    pen.fillStyle = colours.get(name) ?? colours.set(name, colour(name)).get(name);
    const left = (node.at / zoom.whole) * width;
    pen.fillRect(left, 3 + position * step, Math.max(((endOf(node, now) - node.at) / zoom.whole) * width, 1), Math.max(step * 0.75, 0.6));
  });
}

export function Minimap({ tree, zoom, now }) {
  const self = useRef(null);
  const theme = useTheme();
  const [drag, setDrag] = useState(null);
  useLayoutEffect(() => {
    const draw = () => paint(self.current, tree, zoom, now);
    const observer = new ResizeObserver(draw);
    observer.observe(self.current);
    draw();
    return () => observer.disconnect();
  }, [tree, zoom.whole, theme.dark]);
  const share = (event) => {
    const box = self.current.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const onPointerUp = (event) => {
    const [from, to] = [drag.from, share(event)].sort((left, right) => left - right);
    setDrag(null);
    if (to - from > 0.004) {
      zoom.show(from * zoom.whole, to * zoom.whole);
    } else {
      const half = (zoom.to - zoom.from) / 2;
      zoom.show(to * zoom.whole - half, to * zoom.whole + half);
    }
  };
  const [from, to] = drag ? [drag.from, drag.to].sort((left, right) => left - right) : [zoom.from / zoom.whole, zoom.to / zoom.whole];
  return div({
    class: "minimap", title: "Drag to zoom",
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: share(event), to: share(event) });
    },
    onPointerMove: (event) => drag && setDrag({ ...drag, to: share(event) }),
    onPointerUp: (event) => drag && onPointerUp(event),
  },
  canvas({ ref: self, role: "img", "aria-label": "The whole trace in time" }),
  (zoom.zoomed || drag) && [
    span({ key: "before", class: "shade", style: { left: 0, width: `${100 * from}%` } }),
    span({ key: "window", class: "window", style: { left: `${100 * from}%`, width: `${100 * (to - from)}%` } }),
    span({ key: "after", class: "shade", style: { left: `${100 * to}%`, right: 0 } }),
  ]);
}
