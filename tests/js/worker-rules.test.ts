import assert from "node:assert/strict";
import { test } from "node:test";
import { ageWords, isMissing, isOld, isTrouble, keyOf, mayKeep, presentFile, whenWords, withNotice, withPresentFiles } from "../../static/src/worker-rules";

const FILES = ["/static/dist/main-aaaaaaaaaa.js", "/static/dist/main-bbbbbbbbbb.css", "/static/dist/icons-cccccccccc.svg"];
const NOW = new Date(2026, 10, 26, 15, 30);

function answer(headers: Record<string, string>, status = 200): Response {
  return new Response("", { status, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=60", ...headers } });
}

test("only Nearby is another page for another search", () => {
  assert.equal(keyOf(new URL("http://here/?place=Lewes")), "/?place=Lewes");
  assert.equal(keyOf(new URL("http://here/activities/0123456789ab?place=Lewes")), "/activities/0123456789ab");
  assert.equal(keyOf(new URL("http://here/help?place=Lewes#danger")), "/help");
});

test("only a page that says it may be kept is kept", () => {
  assert.ok(mayKeep(answer({})));
  for (const refused of [
    answer({}, 404),
    answer({}, 422),
    answer({ "cache-control": "no-store" }),
    answer({ "cache-control": "public, no-store" }),
    answer({ "cache-control": "max-age=60" }),
    answer({ "cache-control": "private" }),
    answer({ "content-type": "application/json" }),
    Object.defineProperty(answer({}), "redirected", { value: true }),
  ]) assert.ok(!mayKeep(refused));
  assert.deepEqual([200, 403, 404, 410, 500].filter((status) => isMissing(answer({}, status))), [404, 410]);
});

test("a page names the present files, and others only where they are here", () => {
  const text = '<script src="/static/dist/main-0123456789.js"></script><use href="/static/dist/icons-dddddddddd.svg#me"/><a href="/static/dist/gone-0123456789.js">';
  const here = new Set(["/static/dist/icons-dddddddddd.svg"]);
  assert.equal(
    withPresentFiles(text, FILES, (path) => here.has(path)),
    '<script src="/static/dist/main-aaaaaaaaaa.js"></script><use href="/static/dist/icons-dddddddddd.svg#me"/><a href="/static/dist/gone-0123456789.js">',
  );
  assert.equal(presentFile("/static/dist/main-0123456789.css", FILES), FILES[1]);
  assert.equal(presentFile("/static/dist/other-0123456789.css", FILES), undefined);
});

test("the notice of a copy says why and from when", () => {
  const page = "<div class=\"kept\" data-kept hidden>the copy from <time data-when>an earlier visit</time>.</div>";
  assert.equal(withNotice(page, "offline", "14:05"), '<div class="kept" data-kept="offline">the copy from <time data-when>14:05</time>.</div>');
  assert.equal(withNotice(page, "away", ""), '<div class="kept" data-kept="away">the copy from <time data-when>an earlier visit</time>.</div>');
  assert.equal(withNotice("<span data-kept hidden>", "slow", ""), '<span data-kept="slow">');
});

test("what somebody typed is never taken for the notice", () => {
  const field = '<input value="Shrewsbury, data-kept hidden type=submit formaction=/help x &lt;span data-kept hidden>">';
  assert.equal(withNotice(field, "offline", "14:05"), field);
});

test("an answer that only says not now gives way to a copy", () => {
  assert.deepEqual([200, 304, 404, 408, 410, 429, 500, 503].filter((status) => isTrouble({ status } as Response)), [408, 429, 500, 503]);
});

test("a copy is kept for thirty days, and one without a date until others push it out", () => {
  const made = (day: number) => new Headers({ date: new Date(2026, 10, day, 15, 30).toUTCString() });
  assert.ok(isOld(made(26 - 31), NOW));
  assert.ok(!isOld(made(26 - 29), NOW));
  assert.ok(!isOld(new Headers(), NOW));
});

test("a time of today is a clock time, of another day it names the day", () => {
  assert.match(whenWords(new Date(2026, 10, 26, 9, 5), NOW), /^(09:05|9:05\sam)$/);
  assert.match(whenWords(new Date(2026, 10, 25, 14, 5), NOW), /^Wed 25 Nov, (14:05|2:05\spm)$/);
  assert.match(whenWords(new Date(2025, 10, 26, 14, 5), NOW), /^Wed 26 Nov 2025, (14:05|2:05\spm)$/);
});

test("the age of a copy is when the server made it, and never lies ahead", () => {
  const made = (date: Date) => ageWords(new Headers({ date: date.toUTCString() }), NOW);
  assert.equal(made(new Date(2026, 10, 26, 9, 5)), whenWords(new Date(2026, 10, 26, 9, 5), NOW));
  assert.equal(made(new Date(2026, 10, 27, 9, 5)), whenWords(NOW, NOW), "a clock of another machine may run ahead");
  assert.equal(ageWords(new Headers(), NOW), "");
});
