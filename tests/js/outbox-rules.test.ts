import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, type Ask, enqueue, isFinal, isNews, nextAsk, takeBack, tried } from "../../static/src/outbox-rules";

const ABOUT = { title: "Craft table", starts_at: "2026-12-01T14:00:00+00:00", page: "/activities/a" };
const NOBODY = new Set<string>();

function ask(key: string, changes: Partial<Ask> = {}, occurrence = "one"): Ask {
  return { key, method: "PUT", path: `/api/v1/occurrences/${occurrence}/rsvp`, body: { needs: "A seat by the door" }, about: { ...ABOUT, occurrence }, number: 1, tries: 0, after: 0, perhaps: false, ...changes };
}

test("an answer or a refusal ends an ask; trouble and haste do not", () => {
  assert.deepEqual([200, 201, 401, 404, 409, 422].map(isFinal), Array(6).fill(true));
  assert.deepEqual([408, 425, 429, 500, 502, 503].map(isFinal), Array(6).fill(false));
});

test("a newer ask on the same date replaces one that was not sent, and no other", () => {
  const rows = [ask("hold"), ask("other", { number: 2 }, "two"), ask("told", { number: 3, answer: { status: 409, said: "Full" } })];
  const { put, remove } = enqueue(rows, ask("leave", { method: "DELETE" }));
  assert.deepEqual(remove, ["hold", "told"]);
  assert.deepEqual(put?.map(({ key, number }) => [key, number]), [["leave", 4]]);
});

test("an ask that may have reached the server is asked again before anything else goes", () => {
  const lost = ask("hold", { perhaps: true });
  assert.deepEqual(enqueue([lost], ask("leave", { method: "DELETE" })).remove, []);
  const rows = [ask("leave", { number: 2 }), lost, ask("other", { number: 3 }, "two")];
  assert.equal(nextAsk(rows, NOBODY, 0)?.key, "hold");
  assert.equal(nextAsk(rows, new Set(["hold"]), 0), undefined, "it decides who sends the rest");
});

test("asks go in the order in which they were made, each when its pause is over", () => {
  const rows = [ask("second", { number: 2 }, "two"), ask("first", { after: 5000 }), ask("done", { number: 3, answer: { status: 200, said: "" } })];
  assert.equal(nextAsk(rows, NOBODY, 4000)?.key, "second");
  assert.equal(nextAsk(rows, NOBODY, 5000)?.key, "first");
  assert.equal(nextAsk(rows, new Set(["first", "second"]), 5000), undefined);
});

test("pauses grow, keep what the server asks for, and end", () => {
  const now = 1_000_000;
  assert.equal(tried(ask("a"), 503, null, now).after - now, 5_000);
  assert.equal(tried(ask("a", { tries: 2 }), 503, null, now).after - now, 20_000);
  assert.equal(tried(ask("a"), 429, "120", now).after - now, 120_000);
  assert.equal(tried(ask("a", { tries: 40 }), null, null, now).after - now, 900_000);
});

test("only a try without an answer may have been done", () => {
  assert.deepEqual([null, 503, 429].map((status) => tried(ask("a"), status, null, 0).perhaps), [true, true, false]);
  assert.equal(tried(ask("a", { perhaps: true }), 429, null, 0).perhaps, true);
});

test("what was asked in detail goes with the answer", () => {
  const after = answered(ask("a"), { status: 201, said: "" });
  assert.equal(JSON.stringify(after).includes("door"), false);
});

test("do not send: an unsent ask goes, a perhaps done hold is given back after it, silently", () => {
  assert.deepEqual(takeBack([ask("a")], "a", "b", false), { remove: ["a"] });
  const rows = [ask("a", { perhaps: true })];
  const { put = [], remove } = takeBack(rows, "a", "b", false);
  assert.equal(remove, undefined);
  assert.deepEqual(put.map(({ key, method, number }) => [key, method, number]), [["a", "PUT", 1], ["b", "DELETE", 2]]);
  assert.equal(put[1]?.body, undefined);
  for (const one of put) assert.equal(isNews(answered(one, { status: 404, said: "" })), false);
});

test("do not send leaves what can't be known to be undone", () => {
  assert.deepEqual(takeBack([ask("a", { perhaps: true })], "a", "b", true), {}, "there was a place before");
  assert.deepEqual(takeBack([ask("a", { perhaps: true, method: "DELETE" })], "a", "b", false), {});
  assert.deepEqual(takeBack([ask("a", { answer: { status: 200, said: "" } })], "a", "b", false), {});
  assert.deepEqual(takeBack([], "a", "b", false), {});
});
