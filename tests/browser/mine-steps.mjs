/** Mine as it can look: what the server tells of a person's places, and what a phone keeps. */

const HOUR = 3_600_000;
const PLACES = [
  { title: "Craft table at the library", status: "going", starts: 29 },
  { title: "Slow river walk for beginners", status: "offered", starts: 50, offer_until: 26 },
  { title: "A table for stories, board games, and whoever would like to sit beside them", status: "waitlisted", starts: 360, position: 3 },
  { title: "Quiet reading hour", status: "going", starts: -160 },
];

/** The server's list of places, made up; `date` is the state of the first one. */
export async function tellPlaces(page, date = "scheduled") {
  const now = await page.evaluate(() => Date.now());
  const at = (hours) => new Date(now + hours * HOUR).toISOString();
  const items = PLACES.map(({ title, starts, offer_until, ...rest }, place) => ({
    ...rest, party_size: 1, visibility: "quiet", ...(offer_until ? { offer_until: at(offer_until) } : {}),
    occurrence: { id: `date${place}`, activity_id: `activity${place}`, title, kind: "interest_group", topics: ["board_games"], starts_at: at(starts), ends_at: at(starts + 1.5), time_zone: "Europe/London", status: place === 0 ? date : "scheduled", place: { name: null, area: "Millbrook" } },
  }));
  await page.route("**/api/v1/me/rsvps", (route) => route.fulfill({ json: { items } }));
}
