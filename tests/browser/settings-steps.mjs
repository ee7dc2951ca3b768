/** What people do in Settings, as the tests tell it. */

/** Becomes known on this phone, as holding a first place does, and opens Settings. */
export async function openSettings(page) {
  await page.goto("/help");
  await page.evaluate(async () => {
    const answer = await fetch("/api/v1/guests", { method: "POST" });
    if (!answer.ok) throw new Error(String(answer.status));
  });
  await page.goto("/settings");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
}

/** Makes the twelve words and gives them as they stand on the page. */
export async function makeWords(page) {
  await page.getByRole("button", { name: /my twelve words|new words/ }).click();
  await page.getByRole("heading", { level: 1, name: "Your twelve words" }).waitFor();
  return page.locator("[data-words] li").allInnerTexts();
}
