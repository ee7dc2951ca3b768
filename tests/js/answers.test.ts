import assert from "node:assert/strict";
import { test } from "node:test";
import { inBestFit, isSearch, readAnswers } from "../../static/src/answers";

test("answers hold what was said of the person and nothing of the search", () => {
  const form: [string, string][] = [["place", "Lewes"], ["kind", "volunteering"], ["level", "4"], ["interest", "walking"], ["interest", "sewing"], ["free_time", "mon_morning"]];
  assert.equal(readAnswers(form), "level=4&interest=walking&interest=sewing&free_time=mon_morning");
});

test("a form left as it was says nothing", () => {
  const form: [string, string][] = [["level", ""], ["answer_party", ""], ["feel_speak", "usual"], ["pace", "balanced"], ["budget_minor", ""], ["budget_currency", "GBP"]];
  assert.equal(readAnswers(form), "");
});

test("a currency alone is no answer, with a budget it belongs to it", () => {
  assert.equal(readAnswers([["budget_currency", "EUR"]]), "");
  assert.equal(readAnswers([["budget_minor", "500"], ["budget_currency", "EUR"]]), "budget_minor=500&budget_currency=EUR");
});

test("only what Nearby can be asked counts as a search", () => {
  assert.deepEqual(["?place=Lewes", "?utm_source=letter", ""].map(isSearch), [true, false, false]);
});

test("asking what suits keeps the search and drops its order", () => {
  assert.equal(inBestFit("?place=Lewes&kind=volunteering&view=plain&sort=soonest"), "?place=Lewes&kind=volunteering");
  assert.equal(inBestFit("?sort=nearest"), "");
});
