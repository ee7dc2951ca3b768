import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forgetTab, heldAnswers, holdAnswers, holdSearch, lastSearch, rememberAnswers, rememberedAnswers } from "../../static/src/store";

/** What a tab keeps; localStorage must never be touched. */
class Kept {
  values = new Map<string, string>();
  getItem = (key: string) => this.values.get(key) ?? null;
  setItem = (key: string, text: string) => void this.values.set(key, text);
  clear = () => this.values.clear();
}

function put(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}

beforeEach(() => {
  put("sessionStorage", new Kept());
  put("localStorage", new Proxy({}, { get: () => assert.fail("localStorage was used") }));
});

test("a fresh tab does not know whether there are answers", () => {
  assert.equal(heldAnswers(), null);
});

test("answers and the last search stay for the tab until it is cleared", () => {
  holdAnswers("level=4");
  holdSearch("?place=Lewes");
  assert.deepEqual([heldAnswers(), lastSearch()], ["level=4", "?place=Lewes"]);
  forgetTab();
  assert.deepEqual([heldAnswers(), lastSearch()], [null, ""]);
});

test("a browser that keeps nothing still shows pages", () => {
  const broken = () => {
    throw new Error("no storage");
  };
  put("sessionStorage", { getItem: broken, setItem: broken, clear: broken });
  holdAnswers("level=4");
  forgetTab();
  assert.equal(heldAnswers(), null);
  assert.equal(lastSearch(), "");
});

test("a browser without a database says that it could not remember", async () => {
  put("indexedDB", { open: () => { throw new Error("none"); } });
  assert.equal(await rememberAnswers("level=4"), false);
  assert.equal(await rememberedAnswers(), null);
});
