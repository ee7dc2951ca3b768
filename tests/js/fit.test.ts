import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { wrongAnswers } from "../../static/src/about";
import { fitPage } from "../../static/src/fit";
import { Page } from "./page";

let level = 0;

/** A page of somebody whose answers no test before had. */
function opened(name: "nearby" | "activity", search = "?place=Lewes"): Page {
  const page = new Page(name, search);
  page.kept.set("answers", `level=${++level}`);
  page.classes.add("fitting");
  return page;
}

test("the list as it suits the answers takes the plain one's place, once", async () => {
  const page = opened("nearby");
  page.answers(200);
  assert.equal(await fitPage(), true);
  assert.equal(page.sent[0]?.body?.toString(), `place=Lewes&level=${level}&kept=device`);
  assert.equal(page.put.length, 1);
  assert.ok(!page.classes.has("fitting"));
  assert.equal(page.unfit.textContent, "");

  assert.equal(await fitPage(), false, "the same answers are not asked about again");
  assert.equal(page.sent.length, 1);
});

for (const [name, said] of [["nearby", /^We could not find out how these may suit you\. Here is the list/], ["activity", /^We could not .+ Everything else is here/]] as const) {
  test(`where asking fails, ${name} stays as it is, with a calm word`, async () => {
    for (const status of [503, null]) {
      const page = opened(name);
      if (status) page.answers(status);
      assert.equal(await fitPage(), false);
      assert.match(page.unfit.textContent, said);
      assert.equal(page.put.length, 0);
      assert.ok(!page.classes.has("fitting"));
    }
  });
}

test("an answer that can't be used is told, and the plain list stays", async () => {
  const page = opened("nearby");
  page.answers(422, "what to mend");
  assert.equal(await fitPage(), false);
  assert.match(page.unfit.textContent, /could not use one of your answers/);
  assert.equal(page.put.length, 0);
});

test("after the list has shown itself, nothing takes its place", async () => {
  const page = opened("nearby");
  page.heldFor = 3890;
  page.answer = () => new Promise((resolve) => setTimeout(() => resolve(new Response("late")), 60));
  assert.equal(await fitPage(), false);
  await pause(80);
  assert.equal(page.put.length, 0);
  assert.notEqual(page.unfit.textContent, "");
});

test("everything is shown without asking", async () => {
  const page = opened("nearby", "?place=Lewes&view=plain");
  assert.equal(await fitPage(), false);
  assert.equal(page.sent.length, 0);
  assert.ok(!page.classes.has("fitting"));
});

test("after answers were cleared, a page from the browser's memory is fetched anew", async () => {
  const page = opened("nearby");
  page.answers(200);
  await fitPage();
  page.kept.set("answers", "");
  assert.equal(await fitPage(), false);
  assert.equal(page.reloads, 1);
});

test("About me asks whether the answers can be used before it is left", async () => {
  const page = new Page("about");
  const form = Object.entries({ level: "4", max_km: "abc" });
  Object.defineProperty(globalThis, "FormData", { value: class { *[Symbol.iterator]() { yield* form; } }, configurable: true });
  page.answers(422, "what to mend");
  assert.deepEqual(await wrongAnswers({} as HTMLFormElement), { text: "what to mend" });
  assert.deepEqual([page.sent[0]?.path, page.sent[0]?.body?.toString()], ["/about-me", "level=4&max_km=abc&kept=device"]);
  page.answers(200);
  assert.equal(await wrongAnswers({} as HTMLFormElement), null);
  page.answer = () => Promise.reject(new Error("offline"));
  assert.equal(await wrongAnswers({} as HTMLFormElement), null, "nobody is held back by a lost connection");
});
