/** The steps of posting: sent without leaving the page, so that no word is lost on a bad line. */
import { bringBack, forgetForm, keepForm, valuesOf } from "./draft-kept";
import { watchPin } from "./pin";
import { putMain } from "./swap";

const PATIENCE_MS = 15_000;
const CALM_MS = 700;
/** A wait that is longer is noticed, and said. */
const SLOW_MS = 800;
const SIGNED_OUT = [401, 403];
const HERE = [200, 422];

let later = 0;
let isUnderWay = false;

/** Brings the form of a step to life, if there is one. */
export async function watchStep(): Promise<void> {
  document.addEventListener("input", changed);
  document.addEventListener("submit", submitted);
  document.addEventListener("click", clicked);
  await open();
}

async function open(): Promise<void> {
  const form = stepForm();
  if (!form) return;
  const at = document.querySelector(".notice.error") ? null : await bringBack(form);
  const notice = form.querySelector<HTMLElement>("[data-brought]");
  if (at && notice) {
    notice.hidden = false;
    const said = notice.querySelector("span");
    if (said) said.textContent = `What you typed here at ${at} was not sent yet. It is here again.`;
  }
  watchPin(form);
}

function stepForm(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form.step");
}

function changed(event: Event): void {
  const form = stepForm();
  if (!form || !(event.target instanceof Node) || !form.contains(event.target)) return;
  clearTimeout(later);
  later = window.setTimeout(() => void keep(form), CALM_MS);
}

async function keep(form: HTMLFormElement): Promise<void> {
  const at = await keepForm(form);
  const said = form.querySelector("[data-kept]");
  if (at && said) said.textContent = `Draft kept on this phone at ${at}.`;
  await preview(form);
}

/** The card as it would read with what stands in the form now. */
async function preview(form: HTMLFormElement): Promise<void> {
  const path = form.dataset["preview"];
  const spot = form.querySelector("[data-live-card]");
  if (!path || !spot) return;
  try {
    const body = new URLSearchParams(valuesOf(form));
    body.set("step", form.getAttribute("action")?.split("/").pop() ?? "");
    const answer = await fetch(path, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE_MS) });
    const card = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-card]");
    if (!card) return;
    spot.replaceChildren(document.adoptNode(card));
    form.querySelector<HTMLElement>("[data-live]")?.removeAttribute("hidden");
  } catch {
    // Without a connection the form goes on; the preview waits.
  }
}

function clicked(event: MouseEvent): void {
  const control = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-not-brought]") : null;
  const form = stepForm();
  if (control && form) void forgetForm(form).then(() => location.reload());
}

function submitted(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("form.step")) return;
  event.preventDefault();
  // Pressed again while one waits for an answer, it would be sent twice.
  if (!isUnderWay) void send(form, event.submitter);
}

async function send(form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
  clearTimeout(later);
  isUnderWay = true;
  const slow = window.setTimeout(() => write(form, "slow"), SLOW_MS);
  const body = new URLSearchParams(valuesOf(form));
  if (by instanceof HTMLButtonElement && by.name) body.append(by.name, by.value);
  await keepForm(form);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(form.getAttribute("action") ?? "", { method: "POST", body, signal });
    if (answer.redirected) {
      await forgetForm(form);
      location.assign(answer.url);
    } else if (HERE.includes(answer.status)) await showAgain(await answer.text());
    else say(form, SIGNED_OUT.includes(answer.status) ? "out" : "failed");
  } catch {
    say(form, "offline");
  } finally {
    clearTimeout(slow);
    isUnderWay = false;
  }
}

/** The same step as the server sees it: something to mend, or the pin and the dates that were asked for. */
async function showAgain(page: string): Promise<void> {
  const main = new DOMParser().parseFromString(page, "text/html").querySelector("main");
  if (!main) return;
  putMain(main);
  const form = stepForm();
  if (form) {
    await keepForm(form);
    watchPin(form);
  }
  const spot = main.querySelector<HTMLElement>(".notice.error") ?? main.querySelector<HTMLElement>("#f-place, #dates");
  spot?.focus();
}

const LOST = {
  slow: "One moment. The connection is slow right now. What you typed is kept on this phone.",
  offline: "Alongside can't be reached right now. What you typed is kept on this phone. Try again when you are online.",
  failed: "That did not work just now. What you typed is kept on this phone. Please try again in a moment.",
  out: "You are signed out by now. What you typed is kept on this phone: sign in again, and it stands here.",
};

function say(form: HTMLFormElement, what: keyof typeof LOST): void {
  write(form, what)?.focus();
}

/** Writes it above the buttons, where it is also heard, and gives the place. */
function write(form: HTMLFormElement, what: keyof typeof LOST): HTMLElement | null {
  const spot = form.querySelector<HTMLElement>("[data-lost]");
  if (!spot) return null;
  const notice = document.createElement("p");
  notice.className = "notice waiting";
  notice.textContent = LOST[what];
  if (what === "out") {
    const way = document.createElement("a");
    way.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
    way.textContent = " Sign in";
    notice.append(way);
  }
  spot.replaceChildren(notice);
  return spot;
}
