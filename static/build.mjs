// Builds static/dist: hashed scripts and styles, the icons that are used, their compressed
// copies, and manifest.json, which tells the pages what is called what.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "dist");
const common = { bundle: true, minify: true, write: false, target: "es2022", metafile: true, legalComments: "none" };

/** `main` is on every page; of the others each page has those that it needs, of the styles one. */
const MODULES = ["main", "docs", "own", "mine", "organise", "passkeys", "push", "feel-about", "feel-mine", "steps", "late"];
const SCRIPTS = ["early", "worker"];
const STYLES = ["main", "nearby", "activity", "about", "mine", "climb", "own", "organise", "posting", "preview", "poster", "docs"];

/** Every file below a folder whose name ends in one of the endings. */
function files(folder, endings) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The icon sheet with only those symbols whose quoted name stands in a source file. */
function icons() {
  const sheet = readFileSync(join(here, "icons/icons.svg"), "utf8");
  const sources = [...files(join(here, "../app"), [".py"]), ...files(join(here, "../app/templates"), [".html"]), ...files(join(here, "src"), [".ts"])];
  const text = sources.map((file) => readFileSync(file, "utf8")).join("\n");
  const named = new Set([...text.matchAll(/["'#]([a-z][a-z-]+)["']/g)].map((found) => found[1]));
  return sheet.replace(/<symbol id="([a-z-]+)".*<\/symbol>\n/g, (whole, id) => (named.has(id) ? whole : "")).replace(/\n/g, "");
}

async function bundle(entry, extra) {
  const result = await build({ ...common, ...extra, entryPoints: [join(here, "src", entry)] });
  const foreign = Object.keys(result.metafile.inputs).filter((path) => path.includes("node_modules"));
  return { text: result.outputFiles[0].contents, foreign };
}

function write(name, contents) {
  const bytes = Buffer.from(contents);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const hashed = name.replace(/(\.\w+)$/, `-${hash}$1`);
  writeFileSync(join(out, hashed), bytes);
  writeFileSync(join(out, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const packed = brotliCompressSync(bytes, quality);
  writeFileSync(join(out, `${hashed}.br`), packed);
  console.log(`${hashed}  ${bytes.length} bytes, ${packed.length} as brotli`);
  return hashed;
}

/** The licences of packages whose code ended up in a bundle; no file when there is none. */
function licences(paths) {
  const names = new Set(paths.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)[1]));
  return [...names].sort().map((name) => {
    const folder = join(here, "../node_modules", name);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name}\n\n${file ? readFileSync(join(folder, file), "utf8") : "No licence text in the package."}`;
  }).join("\n\n");
}

/** What the last build wrote: it stays for one build more, for pages that are still open. */
function lastBuild() {
  try {
    return Object.values(JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")));
  } catch {
    return [];
  }
}

/** Takes away what neither this build nor the last one wrote. */
function tidy(kept) {
  for (const name of readdirSync(out)) {
    if (!kept.some((start) => name.startsWith(start))) rmSync(join(out, name));
  }
}

const before = lastBuild();
mkdirSync(out, { recursive: true });
const bundles = {};
for (const name of MODULES) bundles[`${name}.js`] = await bundle(`${name}.ts`, { format: "esm" });
for (const name of SCRIPTS) bundles[`${name}.js`] = await bundle(`${name}.ts`, { format: "iife" });
for (const name of STYLES) bundles[`${name}.css`] = await bundle(`${name}.css`, {});
const manifest = Object.fromEntries(Object.entries(bundles).map(([name, { text }]) => [name, write(name, text)]));
manifest["icons.svg"] = write("icons.svg", icons());
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
const foreign = Object.values(bundles).flatMap((one) => one.foreign);
tidy([...before, ...Object.values(manifest), "manifest.json"]);
if (foreign.length > 0) writeFileSync(join(out, "LICENSES.txt"), licences(foreign));
