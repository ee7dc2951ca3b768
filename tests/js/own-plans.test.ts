import assert from "node:assert/strict";
import { test } from "node:test";
import { overlaps } from "../../static/src/own-plans";

const plan = { starts_at: "2026-12-01T14:00:00+00:00", ends_at: "2026-12-01T16:00:00+00:00" };
const at = (from: string, to: string) => [Date.parse(`2026-12-01T${from}Z`), Date.parse(`2026-12-01T${to}Z`)] as const;

test("plans that share a moment are at the same time, one after the other is not", () => {
  assert.ok(overlaps(plan, ...at("15:30:00", "17:00:00")));
  assert.ok(overlaps(plan, ...at("13:00:00", "18:00:00")));
  assert.ok(!overlaps(plan, ...at("16:00:00", "17:00:00")));
  assert.ok(!overlaps(plan, ...at("12:00:00", "14:00:00")));
});

test("a plan of which only the start is told counts from then", () => {
  assert.ok(overlaps({ ...plan, ends_at: null }, ...at("13:00:00", "14:30:00")));
  assert.ok(!overlaps({ ...plan, ends_at: null }, ...at("14:30:00", "15:30:00")));
});
