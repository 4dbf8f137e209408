// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Asks for the server's token once and swaps it for a cookie.

import { useState } from "../vendor/preact/hooks.mjs";
import { login } from "../server/api.js";
import { button, form, h, input, label, p } from "../ui/html.js";
import { Notice } from "../ui/parts.js";

export function Login({ onEntered }) {
  const [token, setToken] = useState("");
  const [failure, setFailure] = useState(null);
  const enter = (event) => {
    event.preventDefault();
    login(token).then(onEntered, (error) => setFailure(error.status === 401 ? "This is not the token." : error.message));
  };
  return h(Notice, { title: "This Local Opper needs its token" },
    p({}, "It was started with opper.local.token. Enter the same text here."),
    form({ class: "login", onSubmit: enter },
      label({ class: "field" }, "Token",
        input({
          type: "password", value: token, autocomplete: "off", "aria-invalid": failure ? "true" : undefined,
          onInput: (event) => setToken(event.currentTarget.value),
        })),
      button({ class: "primary", type: "submit", disabled: token === "" }, "Enter")),
    failure && p({ class: "failure", role: "alert" }, failure));
}
