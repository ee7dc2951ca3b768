import assert from "node:assert/strict";
import { test } from "node:test";
import { kept } from "./gate.mjs";
import { ADDRESS, foreign, KEEPS_APP, onPhone } from "./phone.mjs";
import { openSettings } from "./settings-steps.mjs";

const SAID = "[data-push-said]";
const MESSAGE = { title: "Reminder", text: "Tomorrow 18:00", tag: "a1b2c3", path: "/settings" };

/**
 * A browser whose push service answers as `how` says; the real one can't be reached from here. The
 * subscription it gives is one that the server takes.
 */
function standIn(page, how, permission = "granted") {
  return page.addInitScript(({ how, permission }) => {
    const p256dh = "BIVliXQqF1i1GEFE7V-K5WcPJubxcQQ1xd3ZHoQtS1R8AJAQcdsOM4aPM2IWgxeujZ9y88h8YB9s0AXrozokhq0";
    const asked = (globalThis.asked = { permission: 0, subscribe: 0, unsubscribe: 0 });
    let now = sessionStorage.getItem("stand-in") ? make() : null;
    const bytes = () => {
      const key = document.querySelector("[data-push]").dataset.push;
      return Uint8Array.from(atob(`${key.replaceAll("-", "+").replaceAll("_", "/")}=`), (letter) => letter.charCodeAt(0));
    };
    function make() {
      const endpoint = "https://updates.push.services.mozilla.com/wpush/v2/stand-in";
      return {
        endpoint,
        options: { get applicationServerKey() { return bytes().buffer; } },
        toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh, auth: "AAECAwQFBgcICQoLDA0ODw" } }),
        unsubscribe: async () => {
          asked.unsubscribe += 1;
          now = null;
          sessionStorage.removeItem("stand-in");
          return true;
        },
      };
    }
    PushManager.prototype.getSubscription = async () => now;
    PushManager.prototype.subscribe = async () => {
      asked.subscribe += 1;
      if (how === "silent") return new Promise(() => undefined);
      if (how === "broken") throw new DOMException("no service", "AbortError");
      sessionStorage.setItem("stand-in", "on");
      return (now = make());
    };
    let said = "default";
    Object.defineProperty(Notification, "permission", { get: () => said });
    Notification.requestPermission = async () => {
      asked.permission += 1;
      return (said = permission);
    };
  }, { how, permission });
}

const on = (page) => page.getByRole("button", { name: "Tell me on this phone" });
const off = (page) => page.getByRole("button", { name: "Turn off on this phone" });
const asked = (page) => page.evaluate(() => globalThis.asked);

async function subscriptions(page) {
  const answer = await page.request.get("/api/v1/me/export", { headers: { cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ") } });
  return (await answer.json()).push_subscriptions.map(({ endpoint }) => endpoint);
}

test("nothing is asked before a tap; then it is on, and off again in one tap", onPhone(KEEPS_APP, async ({ page, seen }) => {
  await standIn(page, "answers");
  await openSettings(page);
  await page.getByText("Off on this phone.").waitFor();
  assert.deepEqual(await asked(page), { permission: 0, subscribe: 0, unsubscribe: 0 });
  assert.deepEqual(await subscriptions(page), []);

  await on(page).click();
  await page.getByText(/^On\. This phone shows a short message/).waitFor();
  assert.equal((await subscriptions(page)).length, 1);
  assert.ok(await off(page).evaluate((button) => button === document.activeElement), "the way back has the focus");

  await off(page).click();
  await page.getByText("Off on this phone.").waitFor();
  assert.deepEqual(await subscriptions(page), []);
  assert.deepEqual(await asked(page), { permission: 1, subscribe: 1, unsubscribe: 1 });
  assert.deepEqual(foreign(seen), []);
}));

test("it is still on at the next visit, and the server hears that the phone is there", onPhone(KEEPS_APP, async ({ page }) => {
  await standIn(page, "answers");
  await openSettings(page);
  await on(page).click();
  await off(page).waitFor();
  const told = page.waitForRequest((request) => request.url().endsWith("/push/subscriptions") && request.method() === "POST");
  await page.reload();
  await told;
  await off(page).waitFor();
  assert.equal((await asked(page)).permission, 0, "nothing is asked again");
}));

for (const [name, permission, words] of [
  ["refused for good", "denied", /does not let Alongside show messages.*E-mail and a calendar/],
  ["left unanswered", "default", /Nothing is turned on/],
]) {
  test(`a permission that is ${name} is said calmly`, onPhone(KEEPS_APP, async ({ page }) => {
    await standIn(page, "answers", permission);
    await openSettings(page);
    await on(page).click();
    await page.locator(SAID, { hasText: words }).waitFor();
    assert.equal((await asked(page)).subscribe, 0);
    assert.ok(await on(page).isVisible());
  }));
}

test("a push service that fails is said calmly", onPhone(KEEPS_APP, async ({ page }) => {
  await standIn(page, "broken");
  await openSettings(page);
  await on(page).click();
  await page.locator(SAID, { hasText: "message service did not answer" }).waitFor();
  assert.deepEqual(await subscriptions(page), []);
}));

test("a push service that never answers is not waited for", onPhone(KEEPS_APP, async ({ page }) => {
  await page.clock.install();
  await standIn(page, "silent");
  await openSettings(page);
  await on(page).click();
  await page.getByText(/asking its maker's message service/).waitFor();
  await page.clock.runFor(16_000);
  await page.locator(SAID, { hasText: "message service did not answer" }).waitFor();
}));

for (const [deed, tap] of [
  ["Signing out", async (page) => {
    await page.getByRole("button", { name: "Sign out on this phone" }).click();
    await page.getByText(/^Cleared\./).waitFor();
  }],
  ["Clear this phone", async (page) => {
    await page.getByRole("button", { name: "Clear this phone" }).click();
    await page.getByText(/^Cleared\./).waitFor();
  }],
]) {
  test(`${deed} ends it here too`, onPhone(KEEPS_APP, async ({ page }) => {
    await standIn(page, "answers");
    await openSettings(page);
    await on(page).click();
    await off(page).waitFor();
    await tap(page);
    assert.equal(await page.evaluate(() => sessionStorage.getItem("stand-in")), null);
  }));
}

/** A page in the worker's care, and a way to hand the worker a message. */
async function withWorker(context, page) {
  await context.grantPermissions(["notifications"], { origin: ADDRESS });
  await openSettings(page);
  await kept(page);
  const browser = await context.newCDPSession(page);
  const registered = new Promise((resolve) => browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)));
  await browser.send("ServiceWorker.enable");
  const registrationId = await registered;
  return (said) => browser.send("ServiceWorker.deliverPushMessage", { origin: ADDRESS, registrationId, data: typeof said === "string" ? said : JSON.stringify(said) });
}

function shown(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = await registration.getNotifications();
    return all.map(({ title, body, tag, data, badge }) => ({ title, body, tag, data, badge }));
  });
}

async function waitShown(page, title) {
  for (let tries = 0; tries < 100; tries += 1) {
    const all = await shown(page);
    if (all.some((one) => one.title === title)) return all;
    await page.waitForTimeout(50);
  }
  throw new Error(`no message ${title}`);
}

test("a message shows its neutral words once for each tag, without a badge", onPhone(KEEPS_APP, async ({ context, page }) => {
  const deliver = await withWorker(context, page);
  await deliver(`${JSON.stringify(MESSAGE)}${" ".repeat(300)}`);
  assert.deepEqual(await waitShown(page, "Reminder"), [{ title: "Reminder", body: "Tomorrow 18:00", tag: "a1b2c3", data: { path: "/settings" }, badge: "" }]);
  await deliver({ ...MESSAGE, title: "Reminder again" });
  const after = await waitShown(page, "Reminder again");
  assert.equal(after.length, 1, "what is said again takes the place of what was said before");
}));

test("a message that can't be read says nothing but that there is news", onPhone(KEEPS_APP, async ({ context, page }) => {
  const deliver = await withWorker(context, page);
  await deliver("<html>");
  const [one] = await waitShown(page, "Alongside");
  assert.equal(one.body, "There is news about your places.");
}));

test("a tap on a message leads to its page, and nowhere outside", onPhone(KEEPS_APP, async ({ context, page }) => {
  await withWorker(context, page);
  const [worker] = context.serviceWorkers();
  const led = await worker.evaluate(async () => {
    const opened = [];
    Object.defineProperty(clients, "openWindow", { value: async (href) => void opened.push(href), configurable: true });
    Object.defineProperty(clients, "matchAll", { value: async () => [{ url: `${location.origin}/settings`, focus: async () => void opened.push("focused") }], configurable: true });
    for (const path of ["/settings", "/occurrences/0123456789ab/place", "https://evil.example/", "//evil.example/", "javascript:alert(1)", 7]) {
      const event = new ExtendableEvent("notificationclick");
      Object.defineProperty(event, "notification", { value: { close() {}, data: { path } } });
      self.dispatchEvent(event);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return { opened, origin: location.origin };
  });
  const own = (path) => `${led.origin}${path}`;
  assert.deepEqual(led.opened, ["focused", own("/occurrences/0123456789ab/place"), own("/mine"), own("/mine"), own("/mine"), own("/mine")]);
}));
