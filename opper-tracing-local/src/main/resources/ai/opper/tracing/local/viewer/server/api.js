// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The calls of the viewer, by name.

import { call, send } from "./call.js";

const BASE = "/local/api";

const get = (path, parameters, options) => {
  const query = parameters === undefined ? "" : String(parameters instanceof URLSearchParams ? parameters : new URLSearchParams(parameters));
  return call(`${BASE}${path}${query ? `?${query}` : ""}`, options);
};

export const listTraces = (parameters, options) => get("/traces", parameters, options);
export const getTrace = (id) => get(`/traces/${id}`);
export const findInTrace = (id, text) => get(`/traces/${id}/find`, { text });
export const deleteTrace = (id) => send("DELETE", `${BASE}/traces/${id}`);
export const exportAddress = (id, format) => `${BASE}/traces/${id}/export?format=${format}`;

export const getSpan = (id, payload) => get(`/spans/${id}`, payload ? { payload } : undefined);
export const payloadAddress = (id, part) => `${BASE}/spans/${id}/${part}`;
export const giveFeedback = (id, feedback) => send("PUT", `${BASE}/spans/${id}/feedback`, feedback);
export const takeFeedback = (id) => send("DELETE", `${BASE}/spans/${id}/feedback`);

export const facets = (field, prefix, parameters = {}) => get("/facets", { ...parameters, field, prefix, limit: 12 });
export const listSessions = (parameters) => get("/sessions", parameters);
export const getOverview = (parameters) => get("/overview", parameters);

export const listMetrics = (parameters) => get("/metrics", parameters);
export const metricSeries = (parameters) => get("/metrics/series", parameters);
export const metricValues = (parameters) => get("/metrics/values", parameters);
export const listThresholds = () => get("/thresholds");
export const addThreshold = (threshold) => send("POST", `${BASE}/thresholds`, threshold);
export const removeThreshold = (id) => send("DELETE", `${BASE}/thresholds/${id}`);

export const listDatasets = () => get("/datasets");
export const getDataset = (id) => get(`/datasets/${id}`);
export const addDataset = (name) => send("POST", `${BASE}/datasets`, { name });
export const renameDataset = (id, name) => send("PATCH", `${BASE}/datasets/${id}`, { name });
export const deleteDataset = (id) => send("DELETE", `${BASE}/datasets/${id}`);
export const listEntries = (id, parameters) => get(`/datasets/${id}/entries`, parameters);
export const addEntry = (id, entry) => send("POST", `${BASE}/datasets/${id}/entries`, entry);
export const changeEntry = (id, entryId, changes) => send("PATCH", `${BASE}/datasets/${id}/entries/${entryId}`, changes);
export const deleteEntry = (id, entryId) => send("DELETE", `${BASE}/datasets/${id}/entries/${entryId}`);
export const downloadAddress = (id) => `${BASE}/datasets/${id}/download`;

export const getStatus = () => get("/status");
export const login = (token) => send("POST", `${BASE}/login`, { token });
export const EVENTS = `${BASE}/events`;
