/** What people do on the screens, step by step, as the tests tell it. */
import assert from "node:assert/strict";

export const TOWN = "Shrewsbury";
export const LIST = `/?place=${TOWN}`;

/** Types a town on the first screen and asks for what is near. */
export async function findNear(page, town) {
  await page.goto("/");
  await page.getByLabel("Town or postcode").fill(town);
  await page.getByRole("button", { name: "Show activities" }).first().click();
  await page.locator(".found").waitFor();
}

/** Says in About me how anxious one feels, with the words of the page. */
export async function feel(page, words) {
  await page.goto("/about-me");
  await page.getByRole("radio", { name: words }).check();
}

/** The list as it suits somebody who feels anxious often (level 4). */
export async function listWithBands(page, address = LIST) {
  await feel(page, "Often");
  await page.goto(address);
  await page.locator(".band").first().waitFor();
}

/** Opens the first activity of a list, and gives its title. */
export async function openFirst(page) {
  const way = page.locator(".card h3 :is(a, button)").first();
  const title = await way.innerText();
  await way.click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  return title;
}

/** The tab of this name. */
export function tab(page, name) {
  return page.locator(".tabs").getByText(name, { exact: true });
}

/** Resolves when About me shows that one feels anxious often; the page fills itself in its own time. */
export function feelsOften(page) {
  return page.locator('[name=level][value="4"]:checked').waitFor({ state: "attached" });
}

/** Resolves when the list can be read: until the phone knows of no answers, it is kept back. */
function shown(page) {
  return page.locator("html:not(.fitting)").waitFor({ state: "attached" });
}

/** How many activities the page says there are. */
export async function total(page) {
  await shown(page);
  return Number(await page.locator(".found b").innerText());
}

/** The titles on the page, in order. */
export async function titles(page) {
  await shown(page);
  return page.locator(".card h3").allInnerTexts();
}

/** Sees that this tab knows no answers: the list has no bands, and About me is empty. */
export async function knowsNobody(page) {
  await page.goto(LIST);
  await page.locator(".card").first().waitFor();
  assert.equal(await page.locator(".band").count(), 0);
  await page.goto("/about-me", { waitUntil: "networkidle" });
  assert.equal(await page.getByRole("radio", { name: "Often" }).isChecked(), false);
}
