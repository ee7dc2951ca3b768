import { after, afterEach, before, describe, it } from "node:test";
import { holds } from "./everybody.mjs";
import { openPhone } from "./phone.mjs";
import { feel, LIST, listWithBands, openFirst } from "./steps.mjs";

const EMPTY = "/?place=Wem&radius_km=1&format=in_person";
const WRONG = "/?place=Shrewsbury&radius_km=999&from=2026-13-45&age=old";
const SCREENS = {
  "the first screen": (page) => page.goto("/"),
  "the list": (page) => page.goto(LIST),
  "the list with bands": (page) => listWithBands(page),
  "an activity": async (page) => {
    await listWithBands(page);
    await openFirst(page);
    await page.locator(".fit").waitFor();
  },
  "About me with all folds open": async (page) => {
    await feel(page, "Often");
    await page.evaluate(() => document.querySelectorAll("details:not([name])").forEach((fold) => (fold.open = true)));
    await page.locator(".situation").first().click();
  },
  "Help now with a country open": async (page) => {
    await page.goto("/help");
    await page.locator("details summary").first().click();
  },
  "the filters": async (page) => {
    await page.goto(LIST);
    await page.locator("summary", { hasText: "Filters" }).click();
  },
  "an empty list": async (page) => {
    await page.goto(EMPTY);
    await page.locator(".empty").waitFor();
  },
  "a search with wrong answers": (page) => page.goto(WRONG),
  "a town nobody knows": (page) => page.goto("/?place=Zzyzxqq"),
  "the page for no connection": (page) => page.goto("/offline"),
  "a page that is not here": (page) => page.goto("/activities/000000000000"),
};
describe("everybody can read and use", () => {
  let phone, page;

  before(async () => {
    phone = await openPhone({ reducedMotion: "reduce" });
    page = phone.page;
  });
  afterEach(() => page.evaluate(() => sessionStorage.clear()));
  after(() => phone.context.close());

  for (const [name, open] of Object.entries(SCREENS)) {
    it(`${name}: light, dark, forced colours, 320 px with twice the text`, () => holds(page, open));
  }
});
