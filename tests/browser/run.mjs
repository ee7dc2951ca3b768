/**
 * Starts one server and one browser, runs the test files against them, and stops both.
 * `node run.mjs` runs all files, `node run.mjs help.test.mjs` the named ones.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { launchOptions } from "./chromium.mjs";
import { startServer } from "./server.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const NODE_TEST = ["--test", "--test-concurrency=2", "--test-timeout=900000", "--test-reporter=spec"];
const named = process.argv.slice(2);
const files = named.length ? named : readdirSync(HERE).filter((name) => name.endsWith(".test.mjs")).sort();

const [server, browser] = await Promise.allSettled([startServer(), chromium.launchServer(launchOptions())]);
try {
  for (const started of [server, browser]) if (started.status === "rejected") throw started.reason;
  const env = { ...process.env, BROWSER_TESTS_ADDRESS: server.value.address, BROWSER_TESTS_BROWSER: browser.value.wsEndpoint() };
  const tests = spawn(process.execPath, [...NODE_TEST, ...files], { cwd: HERE, env, stdio: "inherit" });
  const [code] = await once(tests, "exit");
  process.exitCode = code ?? 1;
} finally {
  await Promise.all([server.value?.stop(), browser.value?.close()]);
}
