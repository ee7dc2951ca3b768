import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { locate, rounded } from "../../static/src/location";

class Field {
  type = "";
  name = "";
  value = "";
}

/** A form with the place field, as far as `locate` asks for one. */
function form() {
  const fields: Field[] = [Object.assign(new Field(), { name: "place", value: "Lewes" })];
  return {
    fields,
    querySelector: (selector: string) => fields.find((field) => selector.includes(field.name)) ?? null,
    append: (field: Field) => fields.push(field),
  };
}

function phone(geolocation: unknown): void {
  Object.defineProperty(globalThis, "navigator", { value: { geolocation }, configurable: true });
  Object.defineProperty(globalThis, "document", { value: { createElement: () => new Field() }, configurable: true });
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, "navigator");
  Reflect.deleteProperty(globalThis, "document");
});

test("a place is rounded to about a kilometre", () => {
  assert.deepEqual([50.123456, -4.987654, 0.004, -0.001, 179.999].map(rounded), ["50.12", "-4.99", "0.00", "0.00", "180.00"]);
});

test("only the rounded point goes into the form, instead of what was typed", () => {
  phone({ getCurrentPosition: (found: (at: unknown) => void) => found({ coords: { latitude: 50.123456, longitude: -4.987654 } }) });
  const search = form();
  let sent = 0;
  locate(search as unknown as HTMLFormElement, () => undefined, () => sent++);
  assert.deepEqual(search.fields.map((field) => [field.name, field.value]), [["place", ""], ["lat", "50.12"], ["lon", "-4.99"]]);
  assert.equal(sent, 1);
});

test("a refusal is answered calmly and nothing is sent", () => {
  phone({ getCurrentPosition: (_: unknown, refused: (problem: unknown) => void) => refused({ code: 1, PERMISSION_DENIED: 1 }) });
  const said: string[] = [];
  locate(form() as unknown as HTMLFormElement, (text) => said.push(text), () => assert.fail("sent"));
  assert.equal(said.at(-1), "That is fine. Typing a town works as well.");
});

test("a phone that can't say where it is leaves typing", () => {
  phone(undefined);
  const said: string[] = [];
  locate(form() as unknown as HTMLFormElement, (text) => said.push(text), () => assert.fail("sent"));
  assert.match(said.at(-1) ?? "", /Typing a town works as well/);
});
