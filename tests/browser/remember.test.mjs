import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { launchOptions } from "./chromium.mjs";
import { ADDRESS, KEEPS_APP, leaks, onPhone, SMALL_PHONE, watch } from "./phone.mjs";
import { feel, feelsOften, knowsNobody, LIST, listWithBands, tab } from "./steps.mjs";

/** All that the page keeps on this device, whatever it calls it. */
function kept(page) {
  return page.evaluate(async () => {
    const ask = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const remembered = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await ask(indexedDB.open(name));
      for (const store of database.objectStoreNames) remembered.push(...(await ask(database.transaction(store).objectStore(store).getAll())));
      database.close();
    }
    return { tab: { ...sessionStorage }, local: { ...localStorage }, remembered };
  });
}

test("what is not asked to be remembered is gone when the tab is closed", onPhone({}, async ({ context, page }) => {
  await listWithBands(page);
  const here = await kept(page);
  assert.match(JSON.stringify(here.tab), /level=4/);
  assert.deepEqual([here.remembered, here.local], [[], {}]);
  await page.close();

  const later = await context.newPage();
  await knowsNobody(later);
}));

test("what was asked to be remembered is there after the browser was closed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "alongside-profile-"));
  const visit = async (look) => {
    const context = await chromium.launchPersistentContext(folder, { ...launchOptions(), viewport: SMALL_PHONE, baseURL: ADDRESS });
    try {
      await look(await context.newPage());
    } finally {
      await context.close();
    }
  };
  try {
    await visit(async (page) => {
      await feel(page, "Often");
      await page.getByRole("switch", { name: "Remember on this phone" }).check();
      await page.getByText("Remembered on this phone.").waitFor();
    });
    await visit(async (page) => {
      const seen = watch(page.context(), page);
      await page.goto(LIST);
      await page.locator(".band").first().waitFor();
      await tab(page, "About me").click();
      await feelsOften(page);
      await page.locator("#remember:checked").waitFor();
      assert.deepEqual((await kept(page)).local, {});
      assert.deepEqual(leaks(seen), []);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

for (const [where, address] of [["About me", "/about-me"], ["Help now", "/help"]]) {
  test(`Clear this phone on ${where} removes the answers, remembered or not, and the last search`, onPhone(KEEPS_APP, async ({ page }) => {
    await page.goto(LIST);
    await feel(page, "Often");
    await page.getByRole("switch", { name: "Remember on this phone" }).check();
    await page.getByText("Remembered on this phone.").waitFor();
    assert.match(JSON.stringify((await kept(page)).remembered), /level=4/);

    await page.goto(address);
    await page.getByRole("button", { name: /^Clear/ }).click();
    await page.getByText(/^Cleared\./).waitFor();
    const left = await kept(page);
    assert.deepEqual(left.remembered, []);
    assert.deepEqual(left.local, {});
    assert.deepEqual(Object.values(left.tab).filter(Boolean), []);

    await page.goto(LIST);
    await page.locator(".card").first().waitFor();
    assert.equal(await page.locator(".band").count(), 0);
    await page.goto("/about-me", { waitUntil: "networkidle" });
    assert.equal(await page.getByRole("radio", { name: "Often" }).isChecked(), false);
  }));
}

test("switching Remember off forgets on the phone and keeps this tab", onPhone({}, async ({ page }) => {
  await feel(page, "Often");
  const remember = page.getByRole("switch", { name: "Remember on this phone" });
  await remember.check();
  await page.getByText("Remembered on this phone.").waitFor();
  await remember.uncheck();
  await page.getByText(/No longer remembered/).waitFor();
  const here = await kept(page);
  assert.deepEqual(here.remembered, []);
  assert.match(JSON.stringify(here.tab), /level=4/);
}));

test("a browser that keeps nothing still shows what suits, as without a script", onPhone({}, async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = { get: () => { throw new DOMException("denied", "SecurityError"); } };
    Object.defineProperty(window, "sessionStorage", refuse);
    Object.defineProperty(window, "indexedDB", refuse);
  });
  await feel(page, "Often");
  await page.getByRole("button", { name: "See what suits me" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.getByText("Your answers live only in this page", { exact: false }).or(page.getByLabel("Town or postcode")).first().waitFor();
  const field = page.getByLabel("Town or postcode");
  if (await field.isVisible()) {
    await field.fill("Shrewsbury");
    await page.getByRole("button", { name: "Show activities" }).first().click();
  }
  await page.locator(".band").first().waitFor();
}));
