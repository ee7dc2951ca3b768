/** The screens of Settings, and how a person gets there. */
import { makeWords, openSettings } from "./settings-steps.mjs";

export async function openWrongAddress(page) {
  await openSettings(page);
  await page.getByLabel("Your address").fill("sam at home");
  await page.getByRole("button", { name: "Send me that mail" }).click();
  await page.locator(".notice.error").waitFor();
}

/** The words are made by chance; for a picture they are always the same. */
export async function openWords(page) {
  await openSettings(page);
  await makeWords(page);
  await page.locator("[data-words] li").evaluateAll((rows) => rows.forEach((row, place) => (row.textContent = ["apple", "garden", "teabag", "guitar"][place % 4])));
}

export async function openCalendar(page) {
  await openSettings(page);
  await page.getByRole("button", { name: "Make my calendar" }).click();
  await page.locator("#address").evaluate((field) => (field.value = "https://alongside.example.org/api/v1/calendars/made-by-chance.ics"));
}

export async function openErase(page) {
  await openSettings(page);
  await page.goto("/settings/erase");
}

export async function openSignedOut(page) {
  await openSettings(page);
  await page.getByRole("button", { name: "Sign out on this phone" }).click();
  await page.getByText(/^Cleared\./).waitFor();
}
