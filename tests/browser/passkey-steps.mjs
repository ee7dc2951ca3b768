/** Passkeys by the browser's own stand-in for a phone's lock, and moderators by the operator's command. */
import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ADDRESS } from "./phone.mjs";
import { press } from "./posting-steps.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = resolve(HERE, "../..");
const run = promisify(execFile);

/** Passkeys are bound to a name, never to a number: on this machine that is localhost. */
export const HOME = ADDRESS.replace("127.0.0.1", "localhost");

/** Gives the page of a phone a lock that knows its owner; passkeys made with it stay in it. */
export async function giveLock(page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await browser.send("WebAuthn.addVirtualAuthenticator", { options });
  return {
    count: async () => (await browser.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
    knowOwner: (isUserVerified) => browser.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

/** What a command of the server under test says. */
export async function command(name, ...words) {
  const { DATABASE_URL: _, APP_ENV: __, ...kept } = process.env;
  const env = { ...kept, PYTHONPATH: ROOT, DATA_DIR: process.env.BROWSER_TESTS_FOLDER, PORT: new URL(ADDRESS).port };
  const { stdout } = await run(join(ROOT, ".venv", "bin", name), words, { cwd: ROOT, env });
  return stdout;
}

/** Lets an hour pass for whoever signed in by this address. */
export function anHourLater(address) {
  return command("python", join(HERE, "age.py"), address);
}

/** Makes a moderator by the operator's command, and their passkey by its link; ends on the page of review. */
export async function enrol(page, address) {
  const said = await command("flask", "moderators", "add", address);
  const [link] = /http\S+\/sign-in\/enrol#\S+/.exec(said);
  await page.goto(link);
  await press(page, page.getByRole("button", { name: "Make my passkey" }));
  await page.getByRole("heading", { level: 1, name: "Review" }).waitFor();
  return link;
}
