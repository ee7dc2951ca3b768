import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, inWords, moved } from "../../static/src/pin-geometry";

const LEWES = { lat: 50.87398, lon: 0.00879 };

test("a pin that is moved lies that far away, on every side", () => {
  for (const [east, north] of [[300, 0], [0, -250], [-120, 900]] as const) {
    const [e, n] = apart(LEWES, moved(LEWES, east, north));
    assert.ok(Math.abs(e - east) < 1 && Math.abs(n - north) < 1, `${east} ${north}: ${e} ${n}`);
  }
});

test("over the line where days change a pin stays near", () => {
  const fiji = { lat: -17, lon: 179.9999 };
  const pin = moved(fiji, 50, 0);
  assert.ok(pin.lon < -179.99);
  assert.ok(Math.abs(apart(fiji, pin)[0] - 50) < 1);
});

test("where it lies is told in words", () => {
  assert.equal(inWords(LEWES, LEWES, "Lewes"), "The pin is at Lewes.");
  assert.equal(inWords(LEWES, moved(LEWES, 0, 200), "Lewes"), "The pin is about 200 m north of Lewes.");
  assert.equal(inWords(LEWES, moved(LEWES, -250, -250), "Lewes"), "The pin is about 350 m south-west of Lewes.");
  assert.equal(inWords(LEWES, moved(LEWES, 2000, 0), "Lewes"), "The pin is about 2.0 km east of Lewes.");
});
