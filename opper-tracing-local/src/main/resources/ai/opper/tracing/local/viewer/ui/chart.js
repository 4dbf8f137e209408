// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// A chart over time, drawn by uPlot in the colours of the theme.

import { useEffect, useRef } from "../vendor/preact/hooks.mjs";
import { div } from "./html.js";
import { colour, useTheme } from "../frame/theme.js";
import uPlot from "../vendor/uplot/uPlot.esm.js";

const FONT = '11px Inter, ui-sans-serif, system-ui, sans-serif';

const axis = (muted, line, more) => ({
  stroke: muted, font: FONT, grid: { stroke: line, width: 1 }, ticks: { show: false }, gap: 4, ...more,
});

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });

const isMidnight = (time) => time.getHours() === 0 && time.getMinutes() === 0;

const timesOf = (_, marks) => marks.map((mark) => {
  const time = new Date(mark * 1000);
  return isMidnight(time) ? day.format(time) : clock.format(time);
});

const linesOf = (series) => series.map(({ label, colour: name, fill, bars, dash, width = 1.5, value }) => {
  const stroke = colour(name);
  return {
    label, stroke, width: bars ? 0 : width, dash, points: { show: false }, spanGaps: true, value: value && ((plot, raw) => (raw === null ? "–" : value(raw))),
    fill: fill ? stroke.replace(/^rgb\((.*)\)$/, `rgba($1, ${fill})`) : undefined,
    paths: bars ? uPlot.paths.bars({ size: [0.75, 40], gap: 1 }) : uPlot.paths.linear(),
  };
});

/**
 * `times` in seconds, `series` of `{ label, values, colour, fill?, bars?, value? }`; `onPick(index)`
 * is called for a click on the chart, `limits` are horizontal lines of `{ value, colour }`.
 */
export function Chart({ name, times, series, height = 150, format, onPick, limits = [], zero = true }) {
  const self = useRef(null);
  const { dark } = useTheme();
  useEffect(() => {
    const place = self.current;
    const muted = colour("text-muted");
    const line = colour("line");
    const plot = new uPlot({
      width: place.clientWidth, height, legend: { live: true, show: true }, padding: [10, 22, 0, 4],
      cursor: { y: false, points: { size: 6 }, drag: { x: false } },
      scales: { x: { time: true }, y: { range: (_, least, most) => {
        const low = zero ? Math.min(0, least ?? 0) : least ?? 0;
        const high = Math.max(most ?? 1, ...limits.map((limit) => limit.value));
        const room = (high - low || 1) * 0.08;
        return [zero ? low : low - room, high + room];
      } } },
      axes: [axis(muted, line, { size: 24, grid: { show: false }, values: timesOf }), axis(muted, line, { size: 56, values: (_, marks) => marks.map(format) })],
      series: [{ value: (_, seconds) => (seconds ? new Date(seconds * 1000).toLocaleString() : "") }, ...linesOf(series)],
      hooks: {
        draw: [(drawn) => limits.forEach((limit) => {
          const y = drawn.valToPos(limit.value, "y", true);
          drawn.ctx.save();
          drawn.ctx.strokeStyle = colour(limit.colour);
          drawn.ctx.setLineDash([5, 4]);
          drawn.ctx.beginPath();
          drawn.ctx.moveTo(drawn.bbox.left, y);
          drawn.ctx.lineTo(drawn.bbox.left + drawn.bbox.width, y);
          drawn.ctx.stroke();
          drawn.ctx.restore();
        })],
      },
    }, [times, ...series.map((one) => one.values)], place);
    const observer = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height }));
    observer.observe(place);
    const onClick = () => plot.cursor.idx !== null && onPick?.(plot.cursor.idx);
    plot.over.addEventListener("click", onClick);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [times, series, dark, height, limits]);
  return div({ class: onPick ? "chart pickable" : "chart", ref: self, role: "img", "aria-label": name });
}

/** Seconds of points, as uPlot wants them. */
export const secondsOf = (points) => points.map((point) => Date.parse(point.time) / 1000);
