/** The pin on the distance map: rings around the town, moved by keys, buttons or a tap. No tiles. */
import { apart, inWords, moved, type Point } from "./pin-geometry";

const SVG = "http://www.w3.org/2000/svg";
const REACHES = [250, 500, 1000, 2000, 5000];
const STEPS = 20;
const MOVES: Record<string, [number, number, string]> = {
  ArrowUp: [0, 1, "North"],
  ArrowLeft: [-1, 0, "West"],
  ArrowRight: [1, 0, "East"],
  ArrowDown: [0, -1, "South"],
};

/** Draws the map where a step asks for a pin and a point is known. */
export function watchPin(form: HTMLFormElement): void {
  const spot = form.querySelector<HTMLElement>("[data-pin]");
  const from = spot && pointOf(form);
  if (!spot || !from) return;
  const town = form.querySelector<HTMLInputElement>("[name=town]");
  // A town that was not found is not where the pin is.
  const name = town?.ariaInvalid === "true" ? "" : town?.value;
  new PinMap(form, spot, from, name || "the place you gave").draw();
}

function pointOf(form: HTMLFormElement): Point | null {
  const read = (name: string) => Number.parseFloat(form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? "");
  const [lat, lon] = [read("lat"), read("lon")];
  return Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) < 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

function made<K extends keyof HTMLElementTagNameMap>(tag: K, names: string, text = ""): HTMLElementTagNameMap[K] {
  const part = document.createElement(tag);
  part.className = names;
  part.textContent = text;
  return part;
}

function drawn(tag: string, values: Record<string, string | number>, text = ""): SVGElement {
  const part = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) part.setAttribute(name, String(value));
  part.textContent = text;
  return part;
}

class PinMap {
  private pin: Point;
  private reach = 2;
  private readonly map = drawn("svg", { viewBox: "-120 -120 240 240", class: "pin-map" });
  private readonly said = made("p", "small");
  private readonly handle = made("button", "pin-handle");

  constructor(private readonly form: HTMLFormElement, private readonly spot: HTMLElement, private readonly from: Point, private readonly name: string) {
    this.pin = from;
  }

  draw(): void {
    this.said.setAttribute("role", "status");
    this.handle.type = "button";
    this.handle.addEventListener("keydown", (event) => this.pressed(event));
    this.map.setAttribute("aria-hidden", "true");
    this.map.addEventListener("click", (event) => this.tapped(event as MouseEvent));
    const frame = made("div", "pin-frame");
    frame.append(this.map, this.handle);
    const ways = made("div", "pin-ways");
    for (const [east, north, word] of Object.values(MOVES)) ways.append(this.button(word, () => this.move(east, north)));
    ways.append(this.button("Closer", () => this.zoom(-1)), this.button("Farther", () => this.zoom(1)));
    this.spot.replaceChildren(frame, this.said, ways, made("p", "small quiet", "Streets are not shown. Distances are right."));
    this.spot.hidden = false;
    this.form.querySelector(".coordinates:not(:has([aria-invalid]))")?.removeAttribute("open");
    this.show();
  }

  private button(word: string, deed: () => void): HTMLButtonElement {
    const one = made("button", "button small", word);
    one.type = "button";
    one.addEventListener("click", deed);
    return one;
  }

  private get metres(): number {
    return REACHES[this.reach] ?? 1000;
  }

  private pressed(event: KeyboardEvent): void {
    const way = MOVES[event.key];
    if (!way) return;
    event.preventDefault();
    this.move(way[0], way[1]);
  }

  private move(east: number, north: number): void {
    const step = this.metres / STEPS;
    this.put(moved(this.pin, east * step, north * step));
  }

  private zoom(by: number): void {
    this.reach = Math.max(0, Math.min(REACHES.length - 1, this.reach + by));
    this.show();
  }

  private tapped(event: MouseEvent): void {
    const box = this.map.getBoundingClientRect();
    const scale = (this.metres / 100) * (240 / box.width);
    const [x, y] = [event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2];
    this.put(moved(this.from, x * scale, -y * scale));
  }

  private put(pin: Point): void {
    this.pin = pin;
    for (const [name, value] of Object.entries(pin)) {
      const field = this.form.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (field) field.value = value.toFixed(5);
    }
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.show();
  }

  private show(): void {
    const scale = 100 / this.metres;
    const [east, north] = apart(this.from, this.pin);
    const far = Math.max(1, Math.hypot(east, north) * scale / 112);
    const [x, y] = [(east * scale) / far, (-north * scale) / far];
    const rings = [1, 0.5, 0.25].map((part, place) => drawn("circle", { r: 100 * part, class: `ring-${3 - place}` }));
    const labels = [1, 0.5].map((part) => drawn("text", { y: -100 * part + 12, class: "ring-label" }, this.label(part)));
    this.map.replaceChildren(...rings, ...labels, drawn("text", { y: -106, class: "ring-label" }, "N"), drawn("circle", { r: 4, class: "pin-from" }));
    this.handle.style.left = `${((x + 120) / 240) * 100}%`;
    this.handle.style.top = `${((y + 120) / 240) * 100}%`;
    const said = inWords(this.from, this.pin, this.name);
    this.said.textContent = said;
    this.handle.setAttribute("aria-label", `${said} The arrow keys move it.`);
  }

  private label(part: number): string {
    const metres = this.metres * part;
    return metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
  }
}
