/** Opens the browser as a person's phone, and watches all that leaves it and all it complains of. */
import { after } from "node:test";
import { chromium } from "playwright-core";

export const ADDRESS = process.env.BROWSER_TESTS_ADDRESS;
export const SMALL_PHONE = { width: 375, height: 667 };
const PROFILE_IN_TEXT = /\b(level|answer_\w+|feel_\w+|pace|interest|max_km|free_time|budget_\w+|state)=|very_nervous/;

let connected;

after(() => connected?.then((browser) => browser.close()));

/** The browser that all tests share; closed for this file when its last test is done. */
export function sharedBrowser() {
  connected ??= chromium.connect(process.env.BROWSER_TESTS_BROWSER);
  return connected;
}

/** Options of a phone that keeps the app for when there is no signal, as phones do. */
export const KEEPS_APP = { serviceWorkers: "allow" };

/**
 * A fresh phone: nothing remembered, nothing allowed. `options` are those of a context.
 *
 * It keeps no app unless `KEEPS_APP` is among them: fetching all of that costs more than most tests
 * do, and what a worker answers goes past `page.route`.
 */
export async function openPhone(options = {}) {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: SMALL_PHONE, baseURL: ADDRESS, serviceWorkers: "block", ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  return { context, page, seen: watch(context, page) };
}

/** A test's body that gets a fresh phone and gives it back. */
export function onPhone(options, visit) {
  return async () => {
    const phone = await openPhone(options);
    try {
      await visit(phone);
    } finally {
      await phone.context.close();
    }
  };
}

/** Collects requests, cookies and complaints of a context, and dialogs of its first page. */
export function watch(context, page) {
  const seen = { requests: [], complaints: [], cookies: [], dialogs: [] };
  context.on("request", (request) => seen.requests.push(request));
  context.on("response", async (response) => {
    const headers = await response.allHeaders().catch(() => ({}));
    if (headers["set-cookie"]) seen.cookies.push(response.url());
  });
  const complain = (text) => {
    // Chromium remarks when it leaves the fade between two pages out because one of them was slow,
    // as a word in the console or as a broken promise of its own; Playwright, that it let no worker in.
    if (!/ViewTransition opt-in|Transition was aborted|registration blocked by Playwright/.test(text)) seen.complaints.push(text);
  };
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(message.text());
  });
  context.on("weberror", (error) => complain(error.error().message));
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return seen;
}

/** Requests that tell something about the person by their address or by where they come from. */
export function leaks(seen) {
  return seen.requests
    .flatMap((request) => [request.url(), request.headers().referer ?? ""])
    .filter((text) => PROFILE_IN_TEXT.test(decodeURIComponent(text)));
}

/** Addresses asked for that are not this server's. */
export function foreign(seen) {
  return seen.requests.map((request) => request.url()).filter((url) => !url.startsWith(`${ADDRESS}/`) && !url.startsWith("data:"));
}
