/** How the Chromium of this machine is found and started. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

/** How Playwright finds and starts the Chromium of this machine. */
export function launchOptions() {
  return { executablePath: findChromium(), headless: true, args: FLAGS, timeout: 60_000 };
}

function findChromium() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of ["chromium", "google-chrome"]) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        continue;
      }
    }
  }
  throw new Error("Chromium is missing. On Debian: apt-get install chromium");
}
