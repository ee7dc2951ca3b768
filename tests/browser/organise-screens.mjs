/** The screens of Organise, of signing in, and of those who read listings first; see `stage.py`. */
import { signInAs } from "./organiser.mjs";

export const FULL = "house";
export const EMPTY = "empty";
export const NEW = "newcomer";
const TEA = "Tea by the window";
const DRAFT = "Drawing together in the park";
const WALK = "A slow walk along the harbour";
const LONG = "Donaudampfschifffahrtsgesellschaftstreffen am Sonntag mit Kaffee und Kuchen für alle";

/** A calendar with an event to take, one that was, one without a start. */
const CALENDAR = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//made up//EN
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20261101T090000Z
DTSTART;TZID=Europe/London:20270105T140000
DTEND;TZID=Europe/London:20270105T153000
RRULE:FREQ=WEEKLY
SUMMARY:Mending circle
LOCATION:The Old Sail Loft, 12 Harbour Street, Penzance
END:VEVENT
BEGIN:VEVENT
UID:two@example.org
DTSTAMP:20261101T090000Z
DTSTART;TZID=Europe/London:20270109T100000
DTEND;TZID=Europe/London:20270109T120000
SUMMARY:${LONG}
LOCATION:The Old Sail Loft
END:VEVENT
BEGIN:VEVENT
UID:three@example.org
DTSTAMP:20261101T090000Z
SUMMARY:A morning without a time
END:VEVENT
BEGIN:VEVENT
UID:four@example.org
DTSTAMP:20201101T090000Z
DTSTART:20200105T140000Z
DTEND:20200105T153000Z
SUMMARY:Long ago
END:VEVENT
END:VCALENDAR
`;
const TABLE = "What happens;Begins;Over at;Where\nMending circle;2027-01-05 14:00;2027-01-05 15:30;The Old Sail Loft\nBoat talk;2027-01-12 14:00;2027-01-12 15:30;The Old Sail Loft\n";

/** Opens a page as somebody. */
function at(name, path) {
  return async (page) => {
    await signInAs(page.context(), name);
    await page.goto(path);
  };
}

/** The address of something of one's own by its title, with what follows. */
async function own(page, name, title, rest = "") {
  await signInAs(page.context(), name);
  const { items } = await (await page.request.get("/api/v1/me/activities?limit=50")).json();
  return `/organise/${items.find((one) => one.title === title).id}${rest}`;
}

function ofOwn(title, rest = "", name = FULL) {
  return async (page) => page.goto(await own(page, name, title, rest));
}

function step(name) {
  return ofOwn(DRAFT, `/edit/${name}`);
}

/** What is sent from a step as it stands, with a field changed to what does not fit. */
function wrongStep(name, label, value, button = "Continue") {
  return async (page) => {
    await step(name)(page);
    await page.getByLabel(label).first().fill(value);
    await page.getByRole("button", { name: button }).click();
    await page.locator(".notice.error").waitFor();
  };
}

/** The next date of the weekly table, by its id. */
async function nextDate(page) {
  const home = await own(page, FULL, TEA);
  await page.goto(home);
  return (await page.locator(".run-dates a", { hasText: "of 8" }).first().getAttribute("href")).split("/").at(-1);
}

function ofDate(path) {
  return async (page) => {
    const date = await nextDate(page);
    await page.goto(await own(page, FULL, TEA, path.replace("DATE", date)));
  };
}

async function bring(page, name, text) {
  await at(FULL, "/organise/import")(page);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByText("If it does not say where or when").click();
  await page.getByLabel("Town").fill("Penzance");
  await page.getByRole("button", { name: "Look at it" }).click();
  await page.waitForURL(/import\/.+/);
}

async function taken(page) {
  await bring(page, "sail-loft.ics", CALENDAR);
  await page.getByRole("button", { name: "Bring what is chosen" }).click();
  await page.getByText("now public").waitFor();
}

async function wrongImport(page) {
  await at(FULL, "/organise/import")(page);
  await page.getByRole("button", { name: "Look at it" }).click();
  await page.locator(".notice.error").waitFor();
}

/** The item of the queue whose title this is. */
function reviewed(title, then = async () => undefined) {
  return async (page) => {
    await at("moderator", "/review")(page);
    await page.getByRole("link", { name: title }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await then(page);
  };
}

async function open(page, path) {
  const { items } = await (await page.request.get("/api/v1/activities?place=Penzance&limit=50")).json();
  await page.goto(path.replace("ID", items.find((one) => one.title === TEA).id));
}

/** The date on which the visitor was. */
async function visited(page) {
  await at("visitor", "/help")(page);
  const { items } = await (await page.request.get("/api/v1/me/rsvps")).json();
  const past = items.find(({ occurrence }) => Date.parse(occurrence.starts_at) < Date.parse(items[0].now ?? new Date()));
  return `/occurrences/${(past ?? items[0]).occurrence.id}/feedback`;
}

async function send(page, words) {
  await page.getByRole("button", { name: words }).click();
}

export const ORGANISE_SCREENS = [
  { name: "sign-in", title: "Sign in", open: (page) => page.goto("/sign-in") },
  { name: "sign-in-wrong", title: "Sign in, with an address that needs a look", open: (page) => wrongAddress(page) },
  { name: "sign-in-code", title: "The code in the mail", open: (page) => askCode(page) },
  { name: "sign-in-enrol", title: "A moderator's passkey", open: (page) => page.goto("/sign-in/enrol") },
  { name: "sign-in-again", title: "Show again who you are", open: at(FULL, "/sign-in/again?next=/settings") },
  { name: "organise-door", title: "Organise, for somebody who is not signed in", open: (page) => page.goto("/organise") },
  { name: "organise-empty", title: "Organise, before anything is posted", open: at(EMPTY, "/organise") },
  { name: "organise", title: "Organise, with drafts and activities", open: at(FULL, "/organise") },
  { name: "organise-waiting", title: "Organise, for somebody whose listings are read first", open: at(NEW, "/organise") },
  { name: "organise-new", title: "A new activity: what it is", open: at(EMPTY, "/organise/new") },
  { name: "step-what", title: "Step: what it is", open: step("what") },
  { name: "step-where", title: "Step: where people meet", open: step("where") },
  { name: "step-where-wrong", title: "Step: where, with an answer that needs a look", open: wrongStep("where", "Town", "Zzyzxqq", "Put the pin on this town") },
  { name: "step-when", title: "Step: when it meets", open: step("when") },
  { name: "step-when-wrong", title: "Step: when, with an answer that needs a look", open: wrongStep("when", "To", "13:00") },
  { name: "step-expect", title: "Step: what it is like", open: step("expect") },
  { name: "step-people", title: "Step: who and how many", open: step("people") },
  { name: "step-people-wrong", title: "Step: who, with an answer that needs a look", open: wrongStep("people", "How many people have room", "many") },
  { name: "step-access", title: "Step: access and cost", open: step("access") },
  { name: "step-check", title: "Step: check and publish", open: step("check") },
  { name: "step-preview", title: "The preview", open: ofOwn(TEA, "/preview") },
  { name: "step-now", title: "What became of it", open: ofOwn(TEA, "/now") },
  { name: "step-now-waiting", title: "What became of it, while it waits", open: ofOwn("Bird table mornings", "/now", NEW) },
  { name: "one", title: "One activity", open: ofOwn(TEA) },
  { name: "one-waiting", title: "One activity with a change that waits", open: ofOwn(WALK, "", NEW) },
  { name: "one-returned", title: "One activity that came back", open: ofOwn("Knitting for beginners", "", NEW) },
  { name: "one-cancelled", title: "One activity that was cancelled", open: ofOwn("Choir for shy voices") },
  { name: "dates", title: "All dates", open: ofOwn(TEA, "/dates") },
  { name: "date", title: "One date", open: ofDate("/dates/DATE") },
  { name: "dates-repeat", title: "How it repeats", open: ofOwn(TEA, "/dates/repeat") },
  { name: "people", title: "Who comes", open: ofDate("/people/DATE") },
  { name: "helpers", title: "Who helps", open: ofOwn(TEA, "/helpers") },
  { name: "invited", title: "Asked to help", open: at(EMPTY, "/organise/invitations/browser-tests-invitation") },
  { name: "poster", title: "The poster", open: ofOwn(TEA, "/poster") },
  { name: "import", title: "Bring a calendar", open: at(FULL, "/organise/import") },
  { name: "import-wrong", title: "Bring a calendar, without one", open: wrongImport },
  { name: "import-rows", title: "What a calendar comes to", open: (page) => bring(page, "sail-loft.ics", CALENDAR) },
  { name: "import-columns", title: "What the columns of a table mean", open: (page) => bring(page, "table.csv", TABLE) },
  { name: "import-done", title: "What became of the rows", open: taken },
  { name: "feeds", title: "Calendars that are followed", open: at(FULL, "/organise/feeds") },
  { name: "feeds-empty", title: "Calendars that are followed: none", open: at(EMPTY, "/organise/feeds") },
  { name: "review", title: "What waits for a moderator", open: at("moderator", "/review") },
  { name: "review-new", title: "A new listing to read", open: reviewed("Bird table mornings") },
  { name: "review-change", title: "A change to read", open: reviewed(WALK) },
  { name: "review-hidden", title: "A listing that people reported", open: reviewed("Win money from home") },
  { name: "report", title: "Report an activity", open: (page) => open(page, "/activities/ID/report") },
  { name: "reported", title: "After a report", open: (page) => page.goto("/reported") },
  { name: "ask", title: "Ask the organiser", open: (page) => open(page, "/activities/ID/ask") },
  { name: "feedback", title: "Was it as described?", open: async (page) => page.goto(await visited(page)) },
  { name: "feedback-done", title: "After saying how it was", open: async (page) => page.goto(`${await visited(page)}?done=1`) },
  { name: "settings-organiser", title: "Settings, for somebody who organises", open: at(FULL, "/settings") },
];

async function wrongAddress(page) {
  await page.goto("/sign-in");
  await page.getByLabel("Your e-mail address").fill("olga at home");
  await send(page, "Send me a code");
  await page.locator(".notice.error").waitFor();
}

async function askCode(page) {
  await page.goto("/sign-in");
  await page.getByLabel("Your e-mail address").fill("somebody@example.org");
  await send(page, "Send me a code");
  await page.getByLabel("The code in the mail").waitFor();
}
