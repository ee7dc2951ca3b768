/** Every screen that the contact sheet shows, and how a person gets there. */
import { anOpenDate, aSmallDate, fillUp } from "./places.mjs";
import { FEEL_SCREENS } from "./feel-screens.mjs";
import { ORGANISE_SCREENS } from "./organise-screens.mjs";
import { tellPlaces } from "./mine-steps.mjs";
import { keepHold, openDates } from "./outbox-steps.mjs";
import { openCalendar, openErase, openSignedOut, openWords, openWrongAddress } from "./settings-screens.mjs";
import { openSettings } from "./settings-steps.mjs";
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
  { name: "bring", title: "Bring a friend", open: (page) => openBring(page) },
  { name: "invite", title: "What a friend opens", open: (page) => openInvite(page) },
  { name: "invite-ended", title: "An invitation that has ended", open: (page) => page.goto("/invites/nobody-made-this-one") },
  { name: "mine-empty", title: "Mine, when nothing is planned or saved", open: (page) => openEmptyMine(page) },
  { name: "mine", title: "Mine, with something in each part", open: (page) => openFullMine(page) },
  { name: "mine-offline", title: "Mine without a connection, and a place that is not asked for yet", open: (page) => openMineOffline(page) },
  { name: "mine-cancelled", title: "Mine, when a date was called off", open: (page) => openMineCancelled(page) },
  { name: "plans-door", title: "The list of places, for somebody who is not known", open: (page) => page.goto("/mine/plans") },
  { name: "plans", title: "The list of places, without a script", open: (page) => openPlans(page) },
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
  { name: "link-over", title: "A link in a mail that does nothing any more", open: (page) => page.goto("/links/nobody-made-this-one") },
  { name: "mailbox", title: "The mails of somebody who tries Alongside out", open: (page) => page.goto("/dev/mail") },
  { name: "help", title: "Help now", open: (page) => page.goto("/help") },
  { name: "kept", title: "The kept copy of a list, without a connection", isKept: true, open: (page) => openKept(page) },
  { name: "offline", title: "Without a connection, a page that was never opened", open: (page) => page.goto("/offline") },
  { name: "docs", title: "The page about the API", open: (page) => page.goto("/docs") },
  { name: "not-here", title: "A page that is not here", open: (page) => page.goto("/activities/000000000000") },
  ...FEEL_SCREENS,
  ...ORGANISE_SCREENS,
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

async function openHeld(page, number = 2) {
  await openHold(page, number);
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

async function openBring(page) {
  await openHeld(page, 4);
  await page.getByRole("link", { name: "Bring a friend" }).click();
  await page.getByRole("heading", { name: "Bring a friend" }).waitFor();
}

async function openInvite(page) {
  await openBring(page);
  await page.getByLabel("A few words, if you like").fill("Shall we go together?");
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.goto(new URL(await page.locator("[data-link]").innerText()).pathname);
}

async function openEmptyMine(page) {
  await page.goto("/mine");
  await page.getByText("No plans yet.").waitFor();
}

/** Somebody with places, as Mine knows it: one was held on this phone. */
async function openMine(page, date) {
  await openHeld(page, 5);
  await tellPlaces(page, date);
  await page.goto("/mine");
  await page.locator(".plan").first().waitFor();
}

async function openFullMine(page) {
  await openHold(page, 4);
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("[data-save][aria-pressed=true]").waitFor();
  await openMine(page);
}

async function openMineOffline(page) {
  await openMine(page);
  await keepHold(page, (await openDates(page))[0]);
  await page.context().setOffline(true);
  await page.getByText("You are offline.").waitFor();
  await page.getByText("Not sent yet.").locator("visible=true").waitFor();
}

async function openMineCancelled(page) {
  await openMine(page, "cancelled");
  await page.getByRole("heading", { name: "What changed" }).waitFor();
}

async function openPlans(page) {
  await openHeld(page, 4);
  await page.goto("/mine/plans");
}
