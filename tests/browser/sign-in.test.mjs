import assert from "node:assert/strict";
import { test } from "node:test";
import { onPhone } from "./phone.mjs";

const NO_SCRIPT = { javaScriptEnabled: false };

test("without a script one asks for a code, and may paste it", onPhone(NO_SCRIPT, async ({ page }) => {
  await page.goto("/sign-in?next=/settings");
  await page.getByLabel("Your e-mail address").fill("olga@example.org");
  await page.getByRole("button", { name: "Send me a code" }).click();
  const field = page.getByLabel("The code in the mail");
  assert.equal(await field.getAttribute("autocomplete"), "one-time-code");
  await field.fill("1111 1111");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("One answer needs a look").waitFor();
  assert.equal(await page.getByLabel("The code in the mail").inputValue(), "1111 1111");
  assert.equal(await page.getByRole("button", { name: "Use my passkey" }).count(), 0);
}));
