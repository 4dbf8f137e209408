// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// No module: it has to run before the page is painted, lest it flash in the other theme.

try {
  document.documentElement.dataset.theme = JSON.parse(localStorage.getItem("local-opper.theme")) ?? "system";
} catch {
  document.documentElement.dataset.theme = "system";
}
