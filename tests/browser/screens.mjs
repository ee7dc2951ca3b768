/** Every screen that the contact sheet shows, and how a person gets there. */
import { anOpenDate, aSmallDate, fillUp } from "./places.mjs";
import { makeWords, openSettings } from "./settings-steps.mjs";
import { feel, LIST, listWithBands, openFirst } from "./steps.mjs";

const FAR = "/?place=Berwick-upon-Tweed&format=in_person";

/**
 * `open` takes a fresh page to the screen. What covers the window is `isCover`: it is shown as the
 * window shows it, and not on paper. What the service worker makes is `isKept`.
 */
export const SCREENS = [
  { name: "nearby-first-visit", title: "Nearby, before a place is said", open: (page) => page.goto("/") },
  { name: "nearby", title: "Nearby", open: (page) => page.goto(LIST) },
  { name: "nearby-bands", title: "Nearby, for somebody who feels anxious often", open: (page) => listWithBands(page) },
  { name: "where", title: "The sheet for the place", isCover: true, open: (page) => openSheet(page, "Near") },
  { name: "when", title: "The sheet for the days", isCover: true, open: (page) => openSheet(page, "2 weeks") },
  { name: "filters", title: "The sheet for the filters", isCover: true, open: (page) => openSheet(page, "Filters") },
  { name: "nearby-empty", title: "Nothing found", open: (page) => page.goto("/?place=Wem&radius_km=1&format=in_person") },
  { name: "nearby-unknown", title: "A town nobody knows", open: (page) => page.goto("/?place=Zzyzxqq") },
  { name: "nearby-wrong", title: "A search with wrong answers", open: (page) => page.goto("/?place=Shrewsbury&radius_km=999&from=2026-13-45&age=old") },
  { name: "nearby-long", title: "Very long titles, and one in Arabic", open: (page) => listWithBands(page, FAR) },
  { name: "activity-told", title: "An activity of which all is told", open: (page) => openTold(page, -1) },
  { name: "activity-untold", title: "An activity of which nothing is told", open: (page) => openTold(page, 0) },
  { name: "activity-plain", title: "An activity, before one says how one feels", open: (page) => openPlain(page) },
  { name: "activity-long", title: "An activity with a very long title", open: (page) => openLong(page) },
  { name: "hold", title: "An activity with places, and all there is to say", open: (page) => openHold(page) },
  { name: "hold-support", title: "A support meetup without its own yes", open: (page) => openSupport(page) },
  { name: "hold-not-sent", title: "A hold that is not sent yet", open: (page) => openNotSent(page) },
  { name: "place-held", title: "A place that is held", open: (page) => openHeld(page) },
  { name: "place-back", title: "A place that was given back", open: (page) => openBack(page) },
  { name: "place-waiting", title: "On the waiting list", open: (page) => openWaiting(page) },
  { name: "place-offered", title: "A place that is offered", open: (page) => openOffered(page) },
  { name: "about-me", title: "About me", open: (page) => page.goto("/about-me") },
  { name: "about-me-open", title: "About me, with some answers and every fold open", open: (page) => openFolds(page) },
  { name: "about-me-wrong", title: "About me, with answers that need a look", open: (page) => openWrong(page) },
  { name: "settings-door", title: "Settings, for somebody who is not known", open: (page) => page.goto("/settings") },
  { name: "settings", title: "Settings", open: (page) => openSettings(page) },
  { name: "settings-wrong", title: "Settings, with an address that needs a look", open: (page) => openWrongAddress(page) },
  { name: "settings-words", title: "The twelve words", open: (page) => openWords(page) },
  { name: "settings-calendar", title: "The address of a private calendar", open: (page) => openCalendar(page) },
  { name: "settings-erase", title: "What goes with erasing", open: (page) => openErase(page) },
  { name: "signed-out", title: "Signed out", open: (page) => openSignedOut(page) },
  { name: "help", title: "Help now", open: (page) => page.goto("/help") },
  { name: "kept", title: "The kept copy of a list, without a connection", isKept: true, open: (page) => openKept(page) },
  { name: "offline", title: "Without a connection, a page that was never opened", open: (page) => page.goto("/offline") },
  { name: "docs", title: "The page about the API", open: (page) => page.goto("/docs") },
  { name: "not-here", title: "A page that is not here", open: (page) => page.goto("/activities/000000000000") },
];

async function openSheet(page, words) {
  await page.goto(LIST);
  await page.locator("summary", { hasText: words }).first().click();
  await page.locator(".sheet[open] .panel").waitFor();
}

/** Of the activities near the town, ordered by how many facts are told, the one at this place. */
async function openTold(page, place) {
  await feel(page, "Often");
  const { items } = await (await page.request.get(`/api/v1/activities${LIST.slice(1)}&limit=50`)).json();
  const told = ({ facts }) => Object.values(facts).filter((fact) => fact !== null).length;
  const { id } = items.toSorted((one, other) => told(one) - told(other)).at(place);
  await page.goto(`/activities/${id}`);
  await page.locator(".fit").waitFor();
}

async function openPlain(page) {
  await page.goto(LIST);
  await openFirst(page);
}

async function openLong(page) {
  await listWithBands(page, FAR);
  await page.locator(".card h3 a", { hasText: "Handwerker" }).click();
  await page.locator(".fit").waitFor();
}

async function openFolds(page) {
  await feel(page, "Often");
  await page.locator(".situation").nth(1).click();
  await page.locator(".situation[open] label", { hasText: "Very nervous" }).click();
  await page.evaluate(() => document.querySelectorAll("details:not([name])").forEach((fold) => (fold.open = true)));
}

async function openWrong(page) {
  await feel(page, "Often");
  await page.getByLabel("How far I like to go").fill("far");
  await page.getByRole("button", { name: "See what suits me" }).click();
  await page.locator(".notice.error").waitFor();
}

function datesOf(kind, number, page) {
  return anOpenDate(number, (one) => one.kind === kind, new URL(page.url()).origin);
}

async function openHold(page, number = 0) {
  await page.goto("/help");
  const open = await datesOf("interest_group", number, page);
  await page.goto(open.page);
  await page.getByText("More to say, if you like").click();
  return open;
}

async function openSupport(page) {
  await page.goto("/help");
  await page.goto((await datesOf("support_meetup", 0, page)).page);
  await page.getByRole("button", { name: "Hold my place" }).click();
  await page.locator(".notice.error").waitFor();
}

async function openNotSent(page) {
  await openHold(page, 1);
  await page.getByText("More to say, if you like").click();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Hold my place" }).click();
  await page.getByText("Not sent yet.").waitFor();
}

async function openHeld(page) {
  await openHold(page, 2);
  await page.getByRole("button", { name: "Hold my place" }).click();
  await page.getByRole("heading", { name: "Your place is held" }).waitFor();
}

async function openBack(page) {
  await openHold(page, 3);
  await page.getByRole("button", { name: "Hold my place" }).click();
  await page.getByRole("button", { name: "Not this time" }).click();
  await page.getByRole("heading", { name: "You gave your place back" }).waitFor();
}

async function openWaiting(page, number = 0) {
  await page.goto("/help");
  const open = await aSmallDate(number, new URL(page.url()).origin);
  const held = await fillUp(open.date, new URL(page.url()).origin);
  await page.goto(open.page);
  await page.getByRole("button", { name: "Join the waiting list" }).click();
  await page.getByRole("heading", { name: "You are on the waiting list" }).waitFor();
  return held;
}

async function openOffered(page) {
  const [first] = await openWaiting(page, 1);
  await first.leave();
  await page.reload();
  await page.getByRole("heading", { name: "A place is free for you" }).waitFor();
}

/** The age of the copy is written anew: the worker's clock does not stand still. */
async function openKept(page) {
  await page.goto(LIST);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
  await page.goto(LIST, { waitUntil: "networkidle" });
  const browser = await page.context().newCDPSession(page);
  await browser.send("Network.clearBrowserCache");
  await page.context().setOffline(true);
  await page.goto(LIST);
  await page.locator("[data-when]").evaluate((age) => (age.textContent = "14:05"));
  await page.getByText("You are offline").waitFor();
}

async function openWrongAddress(page) {
  await openSettings(page);
  await page.getByLabel("Your address").fill("sam at home");
  await page.getByRole("button", { name: "Send me that mail" }).click();
  await page.locator(".notice.error").waitFor();
}

/** The words are made by chance; for a picture they are always the same. */
async function openWords(page) {
  await openSettings(page);
  await makeWords(page);
  await page.locator("[data-words] li").evaluateAll((rows) => rows.forEach((row, place) => (row.textContent = ["apple", "garden", "teabag", "guitar"][place % 4])));
}

async function openCalendar(page) {
  await openSettings(page);
  await page.getByRole("button", { name: "Make my calendar" }).click();
  await page.locator("#address").evaluate((field) => (field.value = "https://alongside.example.org/api/v1/calendars/made-by-chance.ics"));
}

async function openErase(page) {
  await openSettings(page);
  await page.goto("/settings/erase");
}

async function openSignedOut(page) {
  await openSettings(page);
  await page.getByRole("button", { name: "Sign out on this phone" }).click();
  await page.getByText(/^Cleared\./).waitFor();
}
