import assert from "node:assert/strict";
import { test } from "node:test";
import { fitBody } from "../../static/src/swap";

test("the body holds the search and the answers, and says that the device keeps them", () => {
  const body = fitBody("?place=Lewes&kind=volunteering&kind=support_meetup", "level=4&interest=walking&interest=sewing");
  assert.equal(body.toString(), "place=Lewes&kind=volunteering&kind=support_meetup&level=4&interest=walking&interest=sewing&kept=device");
});
