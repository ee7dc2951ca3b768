/**
 * Starts one server and one browser, runs the test files against them, and stops both.
 * `node run.mjs` runs all files, `node run.mjs help.test.mjs` the named ones.
 *
 * Two files at a time share a machine with the server they drive. One that failed is run once
 * more, alone: what fails again is broken, what passes then is named at the end.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { launchOptions, lightOptions, NEED_WHOLE } from "./chromium.mjs";
import { startServer } from "./server.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const FEW = 4;
const named = process.argv.slice(2);
const files = named.length ? named : readdirSync(HERE).filter((name) => name.endsWith(".test.mjs")).sort();

const light = files.filter((name) => !NEED_WHOLE.has(name));
const whole = files.filter((name) => NEED_WHOLE.has(name));

const server = await startServer();
try {
  const env = { ...process.env, BROWSER_TESTS_ADDRESS: server.address, BROWSER_TESTS_FOLDER: server.folder };
  const failed = [...(await drive(light, lightOptions, env)), ...(await drive(whole, launchOptions, env))];
  const alone = failed.filter((one) => one.passedAlone).map((one) => one.name);
  const again = failed.filter((one) => !one.passedAlone).map((one) => one.name);
  if (alone.length) console.log(`\nPassed only when run alone, please look why: ${alone.join(", ")}`);
  if (again.length) console.log(`\nFailed: ${again.join(", ")}`);
  process.exitCode = again.length ? 1 : 0;
} finally {
  await server.stop();
}

/** Runs test files in one browser, the failed ones again; each that failed, and whether it passed then. */
async function drive(names, options, env) {
  if (!names.length) return [];
  const browser = await chromium.launchServer(options());
  try {
    const ours = { ...env, BROWSER_TESTS_BROWSER: browser.wsEndpoint() };
    const failed = await runFiles(names, 2, ours);
    const again = failed.length && failed.length <= FEW ? await runFiles(failed, 1, ours) : failed;
    return failed.map((name) => ({ name, passedAlone: !again.includes(name) }));
  } finally {
    await browser.close();
  }
}

/** Runs test files, so many at a time; the names of those in which something failed. */
async function runFiles(names, atOnce, env) {
  const folder = mkdtempSync(join(tmpdir(), "alongside-failures-"));
  const list = join(folder, "failed");
  const reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=./failures.mjs", `--test-reporter-destination=${list}`];
  try {
    const options = ["--test", `--test-concurrency=${atOnce}`, "--test-timeout=900000", ...reporters];
    const tests = spawn(process.execPath, [...options, ...names], { cwd: HERE, env, stdio: "inherit" });
    const [code] = await once(tests, "exit");
    const failed = readFileSync(list, "utf8").split("\n").filter(Boolean);
    // With 1 it says that something failed; with all else it did not come to its end.
    if (code !== 0 && (code !== 1 || !failed.length)) throw new Error("The tests ended without saying all that failed.");
    return failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
