/** How the Chromium of this machine is found and started. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

// To paint in the browser's own process takes a seventh less of a machine than to hand it to another.
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

const LIGHT = "chromium-headless-shell";
const WHOLE = ["chromium", "google-chrome"];

/** The files that need more than the light one: it shows no messages and has no push service. */
export const NEED_WHOLE = new Set(["push.test.mjs"]);

/** How Playwright finds and starts the Chromium of this machine. */
export function launchOptions() {
  return options(WHOLE);
}

/**
 * The same engine without a browser's windows around it, where there is one: a fresh phone costs a
 * fifth there.
 */
export function lightOptions() {
  return options([LIGHT, ...WHOLE]);
}

function options(names) {
  return { executablePath: findChromium(names), headless: true, args: FLAGS, timeout: 60_000 };
}

function findChromium(names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (!found) throw new Error("Chromium is missing. On Debian: apt-get install chromium chromium-headless-shell");
  return found;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
