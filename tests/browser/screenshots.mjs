/**
 * Takes a picture of every screen in every look, and lays them out: one page of all, one sheet for
 * each screen. `node screenshots.mjs` takes all, `node screenshots.mjs help about-me` the named.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { launchOptions } from "./chromium.mjs";
import { contactSheet } from "./contact-sheet.mjs";
import { SCREENS } from "./screens.mjs";
import { startServer } from "./server.mjs";

const MOMENT = "2026-11-23T09:00:00+00:00";
const ROOT = resolve(fileURLToPath(new URL(".", import.meta.url)), "../..");
const OUT = join(ROOT, "var", "screenshots");
const PHONE = { width: 375, height: 667 };

/** Each look: its caption, the size of its window, and what is set in the browser and on the page. */
const LOOKS = [
  { name: "window", caption: "375 x 667, as it opens", size: PHONE, isWindow: true },
  { name: "light", caption: "375 px, light", size: PHONE },
  { name: "dark", caption: "375 px, dark", size: PHONE, media: { colorScheme: "dark" } },
  { name: "text-200", caption: "320 px, twice the text", size: { width: 320, height: 568 }, root: { fontSize: "200%" } },
  { name: "rtl", caption: "375 px, right to left", size: PHONE, root: { direction: "rtl" } },
  { name: "forced", caption: "375 px, forced colours", size: PHONE, media: { forcedColors: "active" } },
  { name: "desktop", caption: "1280 px", size: { width: 1280, height: 800 } },
  { name: "print", caption: "A4 paper", size: { width: 718, height: 1000 }, media: { media: "print" } },
];
const PLAIN = { colorScheme: "light", forcedColors: "none", media: "screen" };

const LANES = 2;
const MOST_HIGH = 12_000;

const named = process.argv.slice(2);
const screens = named.length ? SCREENS.filter((screen) => named.includes(screen.name)) : SCREENS;
const started = Date.now();
if (!named.length) rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const [server, browser] = await Promise.all([startServer(MOMENT), chromium.launch(launchOptions())]);
try {
  const waiting = [...screens];
  await Promise.all(Array.from({ length: LANES }, async () => {
    for (let screen = waiting.shift(); screen; screen = waiting.shift()) screen.pictures = await takeAll(screen);
  }));
  const page = join(OUT, "index.html");
  writeFileSync(page, contactSheet(screens));
  await takeSheets(page);
  console.log(`${screens.length} screens in ${Math.round((Date.now() - started) / 1000)} s: ${relative(ROOT, page)}`);
} finally {
  await Promise.all([server.stop(), browser.close()]);
}

async function takeAll(screen) {
  const context = await browser.newContext({
    viewport: PHONE, baseURL: server.address, locale: "en-GB", timezoneId: "Europe/London",
    reducedMotion: "reduce", serviceWorkers: screen.isKept ? "allow" : "block",
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.clock.setFixedTime(MOMENT);
  await screen.open(page);
  const pictures = [];
  for (const look of looksOf(screen)) pictures.push(await take(page, screen, look));
  await context.close();
  return pictures;
}

function looksOf(screen) {
  return screen.isCover ? LOOKS.filter(({ name }) => !["window", "print"].includes(name)) : LOOKS;
}

/** Takes one picture and gives its caption, file and size. The window is as high as the page, within reason. */
async function take(page, screen, look) {
  const { width } = look.size;
  let { height } = look.size;
  await page.setViewportSize(look.size);
  await page.emulateMedia({ ...PLAIN, ...look.media });
  await page.evaluate(dress, look.root ?? {});
  if (!screen.isCover && !look.isWindow) {
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    height = Math.min(Math.max(height, whole), MOST_HIGH);
    await page.setViewportSize({ width, height });
  }
  const file = `${screen.name}.${look.name}.png`;
  await page.screenshot({ path: join(OUT, file) });
  return { caption: look.caption, file, width, height };
}

/** Runs in the page. */
function dress({ fontSize = "", direction = "ltr" }) {
  document.documentElement.style.fontSize = fontSize;
  document.documentElement.dir = direction;
  document.activeElement?.blur();
  scrollTo(0, 0);
}

async function takeSheets(index) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(pathToFileURL(index).href);
  for (const { name } of screens) await page.locator(`#${name}`).screenshot({ path: join(OUT, `sheet.${name}.png`) });
}
