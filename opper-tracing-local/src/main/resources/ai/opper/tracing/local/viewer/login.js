// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Asks for the server's token once and swaps it for a cookie.

import { useState } from "/viewer/vendor/hooks.mjs";
import { login } from "./api.js";
import { button, div, h1, input, label, p } from "./html.js";

export function Login({ onEntered }) {
  const [token, setToken] = useState("");
  const [failure, setFailure] = useState(null);
  const enter = () => login(token).then(onEntered, () => setFailure("This is not the token."));
  return div({ class: "notice" },
    h1({}, "This Local Opper needs its token"),
    p({}, "It was started with opper.local.token. Enter the same text here."),
    label({ class: "login" }, "Token",
      input({
        type: "password", value: token, autocomplete: "off", "aria-invalid": failure ? "true" : undefined,
        onInput: (event) => setToken(event.currentTarget.value),
        onKeyDown: (event) => event.key === "Enter" && enter(),
      })),
    button({ class: "primary", onClick: enter, disabled: token === "" }, "Enter"),
    failure && p({ class: "failure", role: "alert" }, failure));
}
