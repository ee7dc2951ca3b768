/** The one entry: each page works without it; this makes them quicker to hand. */
import { keepForm, showSituations, startAbout, wrongAnswers } from "./about";
import { inBestFit, isSearch } from "./answers";
import { fitPage, watchPlace } from "./fit";
import { floatLeave } from "./leave-float";
import { startShift } from "./leave-setting";
import { locate } from "./location";
import { keepSearch, shortenAddress, showMore } from "./nearby";
import { clearPhone, startRemember } from "./remember";
import { registerWorker, watchNetwork } from "./shell";
import { holdInstall, offerInstall } from "./shell-install";
import { listPages } from "./shell-pages";
import { share } from "./share";
import { closeSheets, close, goToField, openSheet, watchSheets } from "./sheets";
import { heldAnswers, holdSearch, lastSearch } from "./store";
import { putMain } from "./swap";
import { wakeOwn } from "./wake";

const page = document.body.dataset["page"];

function say(selector: string): (text: string) => void {
  return (text) => {
    const spot = document.querySelector(selector);
    if (spot) spot.textContent = text;
  };
}

function aboutForm(): HTMLFormElement | null {
  return page === "about" ? document.querySelector<HTMLFormElement>("form#here") : null;
}

/** Leaves for an address; an open sheet's step in the history is replaced, not kept. */
function leaveFor(address: string): void {
  if (openSheet() && history.state?.sheet) location.replace(address);
  else location.assign(address);
}

function clicked(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.defaultPrevented) return;
  const control = event.target.closest<HTMLElement>("button, a");
  if (!control) return;
  const form = control.closest("form");
  if (control.matches("[data-locate]") && form) locate(form, say("[data-located]"), () => leaveFor(shortenAddress(form)));
  else if (control.matches("[data-clear]")) void cleared();
  else if (control.matches("[data-print]")) print();
  else if (control.matches("[data-share]")) void share(control, say("[data-shared]"));
  else if (control.matches(".close")) closeAround(control);
  else if (control.matches(".notice.error a") && goToField(control.getAttribute("href")?.slice(1) ?? "")) event.preventDefault();
  else if (control.matches("[data-more], .more a[href*='cursor=']") && isPlainClick(event)) {
    event.preventDefault();
    void showMore(control);
  }
}

/** A link may be opened elsewhere, as its reader likes. */
function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

function closeAround(control: HTMLElement): void {
  const sheet = control.closest<HTMLDetailsElement>(".sheet");
  if (sheet) close(sheet);
}

async function cleared(): Promise<void> {
  const form = aboutForm();
  await clearPhone(form, say("[data-cleared]"));
  for (const toggle of document.querySelectorAll<HTMLInputElement>(".switch")) toggle.checked = toggle.id === "shift";
  if (form) showSituations(form);
  pointTabs();
}

/** Clears the phone after signing out or erasing; a link that anybody may have sent takes nothing away. */
async function leave(): Promise<void> {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (document.referrer.startsWith(`${location.origin}/`) && arrival?.type === "navigate") return cleared();
  say("[data-cleared]")("Nothing was cleared just now, as this page was not opened from Settings.");
  document.querySelector("[data-not-cleared]")?.removeAttribute("hidden");
}

function submitted(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form === aboutForm()) {
    event.preventDefault();
    void seeWhatSuits(form);
  } else if (form.matches(".head") && form.method === "get") {
    event.preventDefault();
    leaveFor(shortenAddress(form));
  }
}

async function seeWhatSuits(form: HTMLFormElement): Promise<void> {
  keepForm(form, document.querySelector<HTMLInputElement>("#remember")?.checked ?? false);
  if (heldAnswers() === null) {
    // A browser that keeps nothing for a tab still sends the form, as without a script.
    form.submit();
    return;
  }
  const wrong = await wrongAnswers(form);
  if (!wrong) {
    location.assign(`/${inBestFit(lastSearch())}`);
    return;
  }
  putMain(wrong);
  await openAbout();
  focusProblem();
}

/** Brings the form of About me to life. */
async function openAbout(): Promise<void> {
  const form = aboutForm();
  const toggle = document.querySelector<HTMLInputElement>("#remember");
  if (!form || !toggle) return;
  await startAbout(form, () => toggle.checked);
  await startRemember(toggle, form, say("[data-remembered]"));
}

function focusProblem(): void {
  document.querySelector<HTMLElement>(".notice.error")?.focus();
}

/** Keeps the search that a link brought along; the address of this page needs none of it. */
function takeSearch(): void {
  if (!isSearch(location.search)) return;
  const query = new URLSearchParams(location.search);
  const date = query.get("date");
  query.delete("date");
  holdSearch(`?${query}`);
  history.replaceState(history.state, "", date ? `${location.pathname}?date=${date}` : location.pathname);
}

/** The Nearby tab and the ways back lead to the last search. */
function pointTabs(): void {
  if (page === "nearby") return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.tabs a[href^="/?"], .tabs a[href="/"], .back a')) link.href = `/${lastSearch()}`;
}

async function start(): Promise<void> {
  registerWorker();
  watchNetwork();
  holdInstall();
  closeSheets();
  watchSheets();
  document.addEventListener("click", clicked);
  document.addEventListener("submit", submitted);
  if (page === "nearby") keepSearch();
  if (page === "about" || page === "activity" || page === "mine") takeSearch();
  pointTabs();
  floatLeave();
  wakeOwn();
  if (page === "about") {
    void offerInstall();
    await openAbout();
  } else if (page === "help") {
    await startShift(document.querySelector("#shift"), say("[data-shift-said]"));
  } else if (page === "left") {
    await leave();
  } else if (page === "offline") {
    await listPages();
  } else if (page === "nearby" || page === "activity") {
    watchPlace();
    if (await fitPage()) pointTabs();
  }
  focusProblem();
}

addEventListener("pageshow", (event) => {
  // Answers may have changed while this page lay in the browser's own memory.
  if (event.persisted && (page === "nearby" || page === "activity")) void fitPage();
});
void start();
