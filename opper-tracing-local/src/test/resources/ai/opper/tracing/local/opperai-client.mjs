// Drives Local Opper with Opper's published client, as its users do; an assertion that fails ends it with a status.
import assert from "node:assert/strict";
import { Opper } from "opperai";
import * as errors from "opperai/models/errors";

// The address includes the version.
const serverURL = `${process.env.OPPER_URL}/v2`;
const unknown = "01890000-0000-7000-8000-00000000dead";
const opper = new Opper({ httpBearer: process.env.OPPER_TOKEN, serverURL });

const root = await opper.spans.create({
  name: "turn",
  type: "agent",
  input: { question: "Where is it?" },
  startTime: new Date("2026-11-20T10:00:00.123Z"),
  meta: { session_id: "s-1", model: "m", input_tokens: 3, output_tokens: 4 },
});
assert.match(root.id, /^[0-9a-f-]{36}$/);
const child = await opper.spans.create({ name: "step", parentId: root.id, traceId: root.traceId });
assert.equal(child.traceId, root.traceId);
const updated = await opper.spans.update(root.id, {
  output: "There.",
  endTime: new Date("2026-11-20T10:00:02.123Z"),
  score: 7,
});
assert.equal(updated.output, "There.");
const read = await opper.spans.get(root.id);
assert.equal(read.input, '{"question":"Where is it?"}');
assert.equal(read.startTime.toISOString(), "2026-11-20T10:00:00.123Z");
assert.equal(read.score, 7);

const metric = await opper.spanMetrics.createMetric(root.id, { dimension: "quality", value: 0.75, comment: "fine" });
assert.equal(metric.spanId, root.id);
assert.equal((await opper.spanMetrics.get(root.id, metric.id)).value, 0.75);
assert.equal((await opper.spanMetrics.updateMetric(root.id, metric.id, { value: 0.5 })).value, 0.5);
assert.equal((await opper.spanMetrics.list(root.id)).meta.totalCount, 1);
await assert.rejects(opper.spanMetrics.createMetric(root.id, { dimension: "quality", value: 0.5, comment: "fine" }),
  errors.ConflictError);

const feedback = await opper.spans.submitFeedback(root.id, { score: 1, comment: "right", saveToDataset: true });
assert.equal(feedback.exampleSaved, true);
assert.equal((await opper.spans.get(root.id)).feedback.score, 1);
const example = await opper.spans.saveExamples(root.id);
assert.equal(example.output, "There.");
assert.equal(example.expected, "There.");

const traces = await opper.traces.list("turn", 0, 10);
assert.equal(traces.meta.totalCount, 1);
assert.equal(traces.data[0].durationMs, 2000);
assert.equal(traces.data[0].totalTokens, 7);
const trace = await opper.traces.get(root.traceId);
assert.equal(trace.status, "ok");
assert.equal(trace.spans.length, 2);
assert.equal(trace.spans[0].data.model, "m");
assert.equal(trace.spans[0].metrics[0].dimension, "quality");

await assert.rejects(opper.spans.get(unknown), errors.NotFoundError);
await assert.rejects(opper.spans.create({ name: "" }), errors.RequestValidationError);
await assert.rejects(opper.traces.get("nonsense"), errors.RequestValidationError);
await assert.rejects(new Opper({ httpBearer: "wrong", serverURL }).traces.list(),
  errors.UnauthorizedError);
await assert.rejects(opper.call({ name: "x", instructions: "y", input: "z" }), (error) => {
  assert.equal(error.statusCode, 501);
  assert.match(error.message + error.body, /Local Opper/);
  return true;
});

await opper.spanMetrics.delete(root.id, metric.id);
await opper.spans.delete(child.id);
assert.equal((await opper.traces.get(root.traceId)).spans.length, 1);
console.log("opperai speaks with Local Opper");
