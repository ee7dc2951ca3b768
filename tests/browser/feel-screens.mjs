/** The screens of what a phone keeps of visits and of small steps. */
import { openMine, someActivities, tellPast, tellPeak } from "./feel-steps.mjs";
import { feel, LIST } from "./steps.mjs";

async function lookAround(page, words) {
  await page.goto(LIST);
  await page.locator(".card").first().waitFor();
  await feel(page, words);
}

async function openSteps(page, words = "Sometimes") {
  await lookAround(page, words);
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await page.locator(".rung.now").waitFor();
}

/** Visits that are told of; each a number from 0 to 10, and what was expected. */
async function tell(page, ...visits) {
  const activities = await someActivities(page, visits.length);
  await tellPast(page, activities, visits.map((_, place) => 9 - place * 3));
  await openMine(page);
  for (const [place, [peak, expected]] of visits.entries()) await tellPeak(page, activities[place].title, peak, expected);
}

async function openStepsAfter(page) {
  await lookAround(page, "Sometimes");
  await tell(page, [4, 7], [3, undefined]);
  await page.goto("/about-me/next-steps");
  await page.locator(".rung.been").nth(1).waitFor();
  await page.locator(".rung.now").waitFor();
}

async function openChosen(page) {
  await openSteps(page);
  await page.getByRole("link", { name: "Do it" }).click();
  await page.getByRole("heading", { name: "Your next step" }).waitFor();
  await page.locator("summary", { hasText: "An easier one" }).click();
}

async function openStopped(page) {
  await openSteps(page);
  await page.getByRole("button", { name: "Stop next steps" }).click();
  await page.getByRole("heading", { name: "Next steps are stopped" }).waitFor();
}

async function openAsked(page) {
  await lookAround(page, "Often");
  await tellPast(page, await someActivities(page, 2));
  await openMine(page);
  await page.locator("summary", { hasText: "How was it?" }).first().click();
}

async function openCare(page) {
  await lookAround(page, "Often");
  await tell(page, [9, undefined], [10, undefined]);
  await page.locator(".care").waitFor();
}

async function openPreview(page) {
  await lookAround(page, "Hardly ever");
  await page.getByRole("button", { name: "Show the first three" }).click();
  await page.locator("[data-preview-list] li").nth(2).waitFor();
  await page.getByRole("radio", { name: "Very", exact: true }).check();
  await page.locator("[data-preview-list]").getByText(/Before: |New here\./).first().waitFor();
}

export const FEEL_SCREENS = [
  { name: "next-steps-nobody", title: "Next steps, before one says how one feels", open: (page) => page.goto("/about-me/next-steps") },
  { name: "next-steps", title: "Next steps, to begin with", open: (page) => openSteps(page) },
  { name: "next-steps-after", title: "Next steps, after two visits", open: openStepsAfter },
  { name: "next-steps-chosen", title: "A step somebody chose, and an easier one", open: openChosen },
  { name: "next-steps-stopped", title: "Next steps, stopped", open: openStopped },
  { name: "how-was-it", title: "Mine, where a visit can be told of", open: openAsked },
  { name: "care", title: "Mine, after two hard visits", open: openCare },
  { name: "about-me-preview", title: "About me, and how the list changes", open: openPreview },
];
