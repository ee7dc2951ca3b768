/** What a person tells of visits, step by step, as the tests tell it. */
const DAY = 86_400_000;

/** The first activities of the town, as the API tells of them. */
export async function someActivities(page, count) {
  const answer = await page.request.get("/api/v1/activities?place=Shrewsbury&format=in_person&limit=20");
  return (await answer.json()).items.slice(0, count);
}

/** The server's list of places, made up: dates that were, some days ago, and one to come. */
export async function tellPast(page, activities, days = [9, 2]) {
  const now = await page.evaluate(() => Date.now());
  const items = activities.map(({ id, title }, place) => {
    const starts = now - (days[place] ?? -3) * DAY;
    return {
      status: "going", party_size: 1, visibility: "quiet",
      occurrence: { id: `date${place}`, activity_id: id, title, starts_at: new Date(starts).toISOString(), ends_at: new Date(starts + 3_600_000).toISOString(), time_zone: "Europe/London", status: "scheduled", place: { name: null, area: "Shrewsbury" } },
    };
  });
  await page.route("**/api/v1/me/rsvps", (route) => route.fulfill({ json: { items } }));
}

/** Opens Mine and has it ask for the places. */
export async function openMine(page) {
  await page.goto("/mine");
  await page.getByRole("button", { name: "Check for changes" }).click();
  await page.locator('[data-section="past"] [data-felt]').first().waitFor();
}

/** Answers how a visit was, with a number from 0 to 10, and waits until it was worked in. */
export async function tellPeak(page, title, peak, expected) {
  const row = page.locator('[data-section="past"] li', { hasText: title });
  await row.locator("summary").click();
  await row.getByLabel("Or as a number, from 0 to 10").selectOption(String(peak));
  if (expected !== undefined) await row.getByLabel("What had you expected?").selectOption(String(expected));
  await row.getByRole("button", { name: "Keep my answer" }).click();
  await row.getByText(/^Kept (until you close this tab|on this phone)\./).waitFor();
  return row;
}

/** The numbers that visits taught, as this tab keeps them; null where there are none. */
export function learned(page) {
  return page.evaluate(() => JSON.parse(new URLSearchParams(sessionStorage.getItem("answers") ?? "").get("state") ?? "null"));
}

/** The first activities of the town that somebody who is hardly ever anxious reads as comfortable. */
export async function comfortableActivities(page, count) {
  const data = { place: "Shrewsbury", format: ["in_person"], sort: "fit", limit: 20, profile: { level: 1 } };
  const { items } = await (await page.request.post("/api/v1/matches", { data })).json();
  return items.filter(({ fit }) => fit.band === "comfortable" && !fit.band_to).slice(0, count);
}
