import assert from "node:assert/strict";
import { test } from "node:test";
import { drop, type Saved } from "../../static/src/phone-saves";
import { readFile, WrongFile, writeFile } from "../../static/src/saves-file";
import { merge } from "../../static/src/saves-sync";

const SAVE: Saved = { id: "0123456789ab", title: "Craft table", icon: "craft", starts_at: "2026-12-01T14:00:00+00:00", ends_at: null, time_zone: "Europe/London", area: null, saved_at: "2026-11-26T09:30:00.000Z" };

function save(id: string, changes: Partial<Saved> = {}): Saved {
  return { ...SAVE, id, ...changes };
}

function there(activity_id: string) {
  return { activity_id, title: "Craft table", time_zone: "Europe/London", area: null, next: null, saved_at: SAVE.saved_at };
}

test("a file brings back what went into it, and nothing of the phone's own notes", () => {
  assert.deepEqual(readFile(writeFile([{ ...SAVE, synced: true }])), [SAVE]);
  assert.equal(writeFile([{ ...SAVE, synced: true }]).includes("synced"), false);
  assert.deepEqual(readFile(writeFile([])), []);
});

const WRONG: [string, string][] = [
  ["no JSON", "{"],
  ["another file", '{"what":"else","version":1,"saves":[]}'],
  ["no list", '{"what":"alongside-saves","version":1,"saves":{}}'],
  ["a strange id", writeFile([save("../../etc/pw")])],
  ["a name too many", writeFile([SAVE]).replace('"title"', '"more": 1, "title"')],
  ["an icon that is none", writeFile([save(SAVE.id, { icon: "#x" })])],
  ["a zone that is none", writeFile([save(SAVE.id, { time_zone: "Mars/Base" })])],
  ["a time that is none", writeFile([save(SAVE.id, { starts_at: "2026-13-45T99:00:00Z" })])],
  ["far too many", writeFile(Array.from({ length: 501 }, () => SAVE))],
  ["far too long", " ".repeat(500_001)],
];

for (const [what, text] of WRONG) {
  test(`a wrong file is said calmly and is not half read: ${what}`, () => {
    assert.throws(() => readFile(text), (problem) => problem instanceof WrongFile && /Nothing was changed\.$/.test(problem.message));
  });
}

test("a file of a newer version says so", () => {
  assert.throws(() => readFile('{"what":"alongside-saves","version":2,"saves":[]}'), /newer Alongside/);
});

test("two lists become one: what either has stays", () => {
  const plan = merge([save("a")], [there("b")]);
  assert.deepEqual([plan.add, plan.drop, plan.gone, plan.take.map(({ id, synced }) => [id, synced])], [["a"], [], [], [["b", true]]]);
});

test("what was in both and was taken away in one goes from the other", () => {
  const rows = [save("a", { synced: true }), save("b", { synced: true, removed: true })];
  const plan = merge(rows, [there("b")]);
  assert.deepEqual([plan.add, plan.drop, plan.gone, plan.take], [[], ["b"], ["a"], []]);
});

test("only a bookmark that is kept elsewhere too is noted as taken away", () => {
  assert.deepEqual(drop([save("a")], "a"), { remove: ["a"] });
  assert.deepEqual(drop([save("a", { synced: true })], "a"), { put: [save("a", { synced: true, removed: true })] });
});
