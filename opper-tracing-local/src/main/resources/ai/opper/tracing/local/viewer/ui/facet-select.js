// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// A choice among what the server has seen in a field; choosing changes the address.

import { facets } from "../server/api.js";
import { useResource } from "../server/resource.js";
import { address, changed, navigate } from "../frame/router.js";
import { option, select } from "./html.js";

export function FacetSelect({ field, name, path, query, parameter = field }) {
  const { data } = useResource(() => facets(field, ""), [field]);
  const value = query.get(parameter) ?? "";
  const values = [...new Set([value, ...(data?.data ?? []).map((facet) => facet.value)].filter(Boolean))];
  return select({
    class: "quiet", "aria-label": name, value,
    onChange: (event) => navigate(address(path, changed(query, { [parameter]: event.currentTarget.value })), { replace: true }),
  }, option({ value: "" }, `Any ${name.toLowerCase()}`), values.map((one) => option({ key: one, value: one }, one)));
}
