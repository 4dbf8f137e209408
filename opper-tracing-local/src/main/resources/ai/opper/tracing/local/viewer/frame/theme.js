// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Light, dark, or what the system says.

import { useEffect, useState } from "../vendor/preact/hooks.mjs";
import { button } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { remember } from "../ui/remembered.js";

const THEMES = { system: "dark", dark: "light", light: "system" };

const ICONS = { system: "system", dark: "moon", light: "sun" };

const listeners = new Set();

const prefersDark = matchMedia("(prefers-color-scheme: dark)");

const announce = () => listeners.forEach((listener) => listener({}));

prefersDark.addEventListener("change", announce);

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
  announce();
}

/** Draws again when the theme changes: for canvases, whose colours are no style. */
export function useTheme() {
  const [, redraw] = useState({});
  useEffect(() => {
    listeners.add(redraw);
    return () => listeners.delete(redraw);
  }, []);
  const chosen = document.documentElement.dataset.theme;
  const dark = chosen === "dark" || (chosen === "system" && prefersDark.matches);
  return { chosen, dark };
}

/** A colour of the style sheets as the canvas wants it. */
export function colour(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

export function ThemeSwitch() {
  const { chosen } = useTheme();
  const title = `Theme: ${chosen}. Switch to ${THEMES[chosen]}`;
  return button({ class: "bare", type: "button", title, "aria-label": title, onClick: () => setTheme(THEMES[chosen]) }, icon(ICONS[chosen]));
}

