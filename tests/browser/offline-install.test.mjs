import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { launchOptions } from "./chromium.mjs";
import { ADDRESS, onPhone, SMALL_PHONE } from "./phone.mjs";

const PHONE = "Keep Alongside on this phone";

function row(page) {
  return page.locator("section", { has: page.getByRole("heading", { name: PHONE }) });
}

/** The browser's own offer, as Chromium makes it, and how a person answers. */
function offers(page, outcome) {
  return page.addInitScript((outcome) => {
    addEventListener("load", () => {
      const offer = new Event("beforeinstallprompt", { cancelable: true });
      offer.prompt = () => {
        globalThis.asked = (globalThis.asked ?? 0) + 1;
        return Promise.resolve({ outcome });
      };
      globalThis.isHeldBack = !dispatchEvent(offer);
    });
  }, outcome);
}

test("Chromium finds nothing that would keep Alongside from being installed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "alongside-profile-"));
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions(), viewport: SMALL_PHONE, baseURL: ADDRESS });
  try {
    const page = await context.newPage();
    await page.goto("/");
    await page.evaluate(() => navigator.serviceWorker.ready);
    const browser = await context.newCDPSession(page);
    const { errors, data } = await browser.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors, []);
    const manifest = JSON.parse(data);
    for (const { src, sizes } of [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons)]) {
      const size = await page.evaluate(async (address) => {
        const image = Object.assign(new Image(), { src: address });
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      if (sizes !== "any") assert.equal(size, sizes, src);
    }
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the browser's own offer never comes by itself; a tap in About me brings it", onPhone({}, async ({ page }) => {
  await offers(page, "accepted");
  await page.goto("/");
  await page.waitForFunction(() => "isHeldBack" in globalThis);
  assert.deepEqual(await page.evaluate(() => [globalThis.isHeldBack, globalThis.asked]), [true, undefined]);
  await page.goto("/about-me");
  await row(page).getByRole("button", { name: "Keep it here" }).click();
  await row(page).getByText("Alongside is on this phone now.").waitFor();
  assert.equal(await page.evaluate(() => globalThis.asked), 1);
  await page.goto("/about-me", { waitUntil: "networkidle" });
  assert.equal(await row(page).isVisible(), false);
}));

test("a no to the browser's offer leaves the row, with the way by hand", onPhone({}, async ({ page }) => {
  await offers(page, "dismissed");
  await page.goto("/about-me");
  await row(page).getByRole("button", { name: "Keep it here" }).click();
  await page.waitForFunction(() => globalThis.asked === 1);
  await row(page).getByRole("button", { name: "Keep it here" }).click();
  await row(page).getByText(/browser's menu/).waitFor();
}));

test("who does not want to be asked again is not", onPhone({}, async ({ page }) => {
  await page.goto("/about-me");
  await row(page).getByRole("button", { name: "Do not ask again" }).click();
  await row(page).getByText("We will not ask again on this phone.").waitFor();
  await page.goto("/about-me", { waitUntil: "networkidle" });
  assert.equal(await row(page).isVisible(), false);
}));

for (const [isInstalled, what] of [[false, "an iPhone is told of Share, where it has no button of its own"], [true, "an iPhone that has it is not asked"]]) {
  test(what, onPhone({}, async ({ page }) => {
    await page.addInitScript((value) => Object.defineProperty(Navigator.prototype, "standalone", { get: () => value }), isInstalled);
    await page.goto("/about-me", { waitUntil: "networkidle" });
    assert.equal(await row(page).isVisible(), !isInstalled);
    if (isInstalled) return;
    assert.match(await row(page).innerText(), /Tap Share in your browser, then “Add to Home Screen”\./);
    assert.equal(await row(page).getByRole("button", { name: "Keep it here" }).isVisible(), false);
  }));
}
