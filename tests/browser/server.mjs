/** One server for all browser tests: its own database, the demo neighbourhood, a free port. */
import { execFile, spawn } from "node:child_process";
import { createECDH } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = resolve(HERE, "../..");
const BIN = join(ROOT, ".venv", "bin");
const READY_WITHIN_MS = 120_000;
const run = promisify(execFile);

/**
 * Starts it; gives its address and a way to stop it that leaves nothing behind. With a `moment`
 * (ISO, with its offset) its clock stands still there.
 */
export async function startServer(moment) {
  const folder = mkdtempSync(join(tmpdir(), "alongside-browser-"));
  try {
    const port = await freePort();
    const env = environment(folder, port);
    await fill(folder, env, moment);
    const server = spawn(join(BIN, "gunicorn"), moment ? ["--pythonpath", HERE, `frozen:serve_at("${moment}")`] : [], { cwd: ROOT, env, stdio: ["ignore", "ignore", "pipe"] });
    const address = `http://127.0.0.1:${port}`;
    await ready(server, address);
    // It ends with this process: the mails it writes are read at /dev/mail, as after `make run`.
    const worker = moment ? null : spawn(join(BIN, "flask"), ["worker", "--with-parent"], { cwd: ROOT, env, stdio: "ignore" });
    return { address, folder, stop: () => stop([server, worker].filter(Boolean), folder) };
  } catch (problem) {
    rmSync(folder, { recursive: true, force: true });
    throw problem;
  }
}

function environment(folder, port) {
  const { DATABASE_URL: _, APP_ENV: __, ...kept } = process.env;
  return { ...kept, PYTHONPATH: ROOT, DATA_DIR: folder, HOST: "127.0.0.1", PORT: String(port), WEB_WORKERS: "1", RATE_LIMITS: "off", HELP_COUNTRY: "GB", ...pushKey() };
}

/** A key for messages on phones, as `flask push keys` makes one. */
function pushKey() {
  const key = createECDH("prime256v1");
  key.generateKeys();
  const padded = Buffer.concat([Buffer.alloc(32), key.getPrivateKey()]).subarray(-32);
  return { VAPID_PRIVATE_KEY: padded.toString("base64url"), VAPID_SUBJECT: "mailto:ravi@example.org" };
}

/** The towns that `make setup` compiled, and all that `fill.py` puts in. */
async function fill(folder, env, moment) {
  const towns = resolve(ROOT, process.env.DATA_DIR ?? "var", "places.sqlite");
  if (!existsSync(towns)) throw new Error("The gazetteer is missing: run `make setup` first.");
  symlinkSync(towns, join(folder, "places.sqlite"));
  await run(join(BIN, "python"), [join(HERE, "fill.py"), join(HERE, "long_words.ics"), ...(moment ? [moment] : [])], { cwd: ROOT, env });
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

async function ready(server, address) {
  let said = "";
  server.stderr.on("data", (text) => (said += text));
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await pause(150)) {
    if (server.exitCode !== null) throw new Error(`The server ended while starting:\n${said}`);
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.ok) return;
  }
  server.kill("SIGKILL");
  throw new Error(`The server was not ready in time:\n${said}`);
}

async function stop(processes, folder) {
  for (const one of processes) {
    if (one.exitCode !== null) continue;
    one.kill("SIGTERM");
    await once(one, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
}
