import { after, before, describe, it } from "node:test";
import { holds } from "./everybody.mjs";
import { ORGANISE_SCREENS } from "./organise-screens.mjs";
import { openPhone } from "./phone.mjs";

/** Those that hold what the others do not: each part of a page is on one of them. */
const NAMES = [
  "sign-in-wrong", "sign-in-code", "organise-waiting",
  "step-what", "step-where-wrong", "step-when-wrong", "step-expect", "step-access", "step-check", "step-preview",
  "one", "dates", "date", "dates-repeat", "people", "helpers",
  "import-rows", "import-columns", "feeds", "review", "review-change", "report", "ask", "feedback",
];

describe("everybody can read and use", () => {
  let phone;

  before(async () => {
    phone = await openPhone({ reducedMotion: "reduce" });
  });
  after(() => phone.context.close());

  for (const name of NAMES) {
    const { title, open } = ORGANISE_SCREENS.find((screen) => screen.name === name);
    it(`${title}: light, dark, forced colours, 320 px with twice the text`, () => holds(phone.page, open));
  }
});
