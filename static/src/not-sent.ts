/** What waits on this phone to be sent, said where it was asked, with the way to take it back. */
import { ended, forget, onChange, waiting, withdraw } from "./outbox";
import type { Ask } from "./outbox-rules";
import { plans } from "./phone-plans";

const FIRST = "Not sent yet.";
const THEN: Record<string, string> = {
  PUT: "We send it when you are online. Your place is not held until then.",
  DELETE: "We send it when you are online. Until then the place stays as it was.",
  POST: "We send it when you are online. Nothing has changed until then.",
};
const NOW: Record<string, string> = {
  going: "Sent. Your place is held.",
  waitlisted: "Sent. You are on the waiting list.",
  offered: "Sent. A place is free for you.",
  cancelled: "Sent. You hold no place on this date.",
};

/** Says that a slow answer is waited for. */
export function showSending(form: HTMLFormElement): void {
  const line = document.createElement("p");
  line.className = "quiet";
  line.setAttribute("role", "status");
  spotOf(form)?.replaceChildren(line);
  // A status is read out when its text changes while it is in the page.
  requestAnimationFrame(() => (line.textContent = "Sending. This can take a moment."));
}

/** Takes away what was said. */
export function hide(form: HTMLFormElement): void {
  spotOf(form)?.replaceChildren();
}

/** Says that what was asked on a date is not sent yet, and goes on saying how it ends. */
export async function showNotSent(form: HTMLFormElement, occurrence: string): Promise<void> {
  const ask = (await waiting()).find(({ about }) => about.occurrence === occurrence);
  const spot = spotOf(form);
  if (!ask || !spot) return;
  show(spot, ask);
  spot.focus();
}

/** Says of what waits from an earlier visit, on the pages it is about; follows how it ends. */
export async function watchNotSent(): Promise<void> {
  onChange(() => void followUp().catch(() => undefined));
  const here = new Set([...document.querySelectorAll<HTMLInputElement>("[name=date]")].map(({ value }) => value));
  here.add(document.querySelector<HTMLElement>("[data-occurrence]")?.dataset["occurrence"] ?? "");
  const ask = (await waiting().catch(() => [])).find(({ about }) => here.has(about.occurrence));
  const spot = document.querySelector<HTMLElement>("[data-told]");
  if (ask && spot) show(spot, ask);
}

function show(spot: HTMLElement, ask: Ask): void {
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "button small";
  undo.textContent = "Do not send";
  undo.addEventListener("click", () => void takeBack(spot, ask.key));
  put(spot, FIRST, ` ${THEN[ask.method] ?? ""}`, undo);
  spot.dataset["told"] = ask.key;
}

async function takeBack(spot: HTMLElement, key: string): Promise<void> {
  spot.dataset["told"] = "";
  const isBack = await withdraw(key);
  put(spot, isBack ? "Not sent." : "It may have arrived already.", isBack ? " Nothing was changed." : " Mine says how it is as soon as you are online.");
  spot.focus();
}

/** Where something that waited is sent, says how it is now; nothing loads by itself. */
async function followUp(): Promise<void> {
  const spot = document.querySelector<HTMLElement>("[data-told]:not([data-told=''])");
  const key = spot?.dataset["told"] ?? "";
  if (!spot || (await waiting()).some((ask) => ask.key === key)) return;
  const end = (await ended()).find((ask) => ask.key === key);
  if (!end?.answer) return;
  spot.dataset["told"] = "";
  const plan = (await plans()).find(({ id }) => id === end.about.occurrence);
  const said = end.answer.status < 300 ? NOW[plan?.status ?? ""] ?? "Sent." : end.answer.said;
  const link = document.createElement("a");
  link.href = end.about.page;
  link.textContent = "See your place";
  put(spot, said, " ", ...(end.answer.status < 300 ? [link] : []));
  await forget(key);
}

function put(spot: HTMLElement, first: string, ...rest: (string | Node)[]): void {
  const bold = document.createElement("b");
  bold.textContent = first;
  const words = document.createElement("span");
  words.append(bold, ...rest.filter((one) => !(one instanceof HTMLButtonElement)));
  const notice = document.createElement("div");
  notice.className = "notice waiting";
  notice.setAttribute("role", "status");
  notice.append(words, ...rest.filter((one) => one instanceof HTMLButtonElement));
  spot.replaceChildren(notice);
}

function spotOf(form: HTMLFormElement): HTMLElement | null {
  return form.querySelector<HTMLElement>("[data-told]") ?? document.querySelector<HTMLElement>("[data-told]");
}
