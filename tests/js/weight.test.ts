import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";

const TEMPLATES = "app/templates";
const BUILT = "static/dist";
/** Bytes as brotli of the first load of a page; what it loads later on is not counted. */
const MOST_STYLES = 6_000;
const MOST_SCRIPTS = 17_500;
/** Requests: these files, the page itself and the icons. */
const MOST_REQUESTS = 9;

const manifest = JSON.parse(readFileSync(`${BUILT}/manifest.json`, "utf8")) as Record<string, string>;

/** The text of a template with all that it extends and takes in. */
function whole(name: string, seen = new Set<string>()): string {
  if (seen.has(name)) return "";
  seen.add(name);
  const text = readFileSync(`${TEMPLATES}/${name}`, "utf8");
  const parts = [...text.matchAll(/(?:extends|include|import|from) "([\w.]+\.html)"/g)].map((found) => whole(found[1] ?? "", seen));
  return [text, ...parts].join("\n");
}

/** What the page of a template loads before anything is done on it. */
function loaded(name: string): string[] {
  const found = whole(name).matchAll(/<(?:link rel="stylesheet" href|script[^>]* src)="\{\{ asset\('([\w.-]+)'\) \}\}"/g);
  return [...new Set([...found].map((one) => one[1] ?? ""))];
}

function packed(files: string[], ending: string): number {
  const sizes = files.filter((file) => file.endsWith(ending)).map((file) => statSync(`${BUILT}/${manifest[file]}.br`).size);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What "Leave" shows without a signal has none of our looks, so that it could be anybody's. */
const BARE = ["base.html", "away.html"];
const pages = readdirSync(TEMPLATES).filter((name) => /^[^_].*\.html$/.test(name) && !BARE.includes(name));

test("there are pages to weigh, and each has the styles and scripts of all", () => {
  assert.ok(pages.length > 50);
  for (const name of pages) for (const file of ["main.css", "main.js", "early.js"]) assert.ok(loaded(name).includes(file), `${name} without ${file}`);
});

test("the first load of every page is light enough for a weak signal", () => {
  for (const name of pages) {
    const files = loaded(name);
    const [styles, scripts] = [packed(files, ".css"), packed(files, ".js")];
    assert.ok(styles <= MOST_STYLES, `${name}: ${styles} bytes of styles`);
    assert.ok(scripts <= MOST_SCRIPTS, `${name}: ${scripts} bytes of scripts`);
    assert.ok(files.length + 2 <= MOST_REQUESTS, `${name}: ${files.join(", ")}`);
  }
});
