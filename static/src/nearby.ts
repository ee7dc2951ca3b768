/** Nearby: keeps the search for coming back, shortens addresses, adds the next cards below. */
import { heldAnswers, holdSearch } from "./store";
import { fetchMain, fitBody, Refused } from "./swap";

/** Keeps this search; the Nearby tab of other pages leads back to it. */
export function keepSearch(): void {
  if (location.search) holdSearch(location.search);
}

/** Sends only what was chosen, so that the address stays short. */
export function shortenAddress(form: HTMLFormElement): string {
  const said = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "");
  const query = new URLSearchParams(said).toString();
  return query ? `/?${query}` : "/";
}

const NOT_NOW = "We could not load more right now. The list so far is still here, and you can try again.";

/**
 * Adds the next cards to the list, instead of a new page. What is there stays when that fails; a
 * list that can't go on from here is started again. A second press while they come does nothing.
 */
export async function showMore(control: HTMLElement): Promise<void> {
  const list = document.querySelector(".cards");
  if (!list || control.ariaBusy) return;
  control.ariaBusy = "true";
  try {
    const main = await fetchMore(control);
    // Another list may have come in the meantime.
    if (!control.isConnected) return;
    const cards = [...main.querySelectorAll(".cards > *")];
    list.append(...cards);
    replaceMore(main, list.children.length);
    cards[0]?.querySelector<HTMLElement>("h3 a")?.focus();
  } catch (problem) {
    if (problem instanceof Refused) location.reload();
    else sayBeside(control);
  } finally {
    control.ariaBusy = null;
  }
}

/** The next part: by its address, or with the answers and a cursor that stands in no address. */
function fetchMore(control: HTMLElement): Promise<HTMLElement> {
  if (control instanceof HTMLAnchorElement) return fetchMain(control.pathname + control.search);
  const body = fitBody(location.search, heldAnswers() ?? "");
  body.set("cursor", control.dataset["more"] ?? "");
  return fetchMain("/", body);
}

function sayBeside(control: HTMLElement): void {
  const said = control.parentElement?.querySelector("[role=status]") ?? document.createElement("p");
  said.setAttribute("role", "status");
  said.textContent = "";
  control.before(said);
  // A status is read out when its text changes while it is in the page.
  requestAnimationFrame(() => (said.textContent = NOT_NOW));
}

function replaceMore(main: HTMLElement, shown: number): void {
  const more = main.querySelector(".more");
  const total = main.querySelector(".found b")?.textContent ?? "";
  const count = more?.querySelector("[data-count]");
  if (count) count.textContent = `${shown} of ${total}`;
  if (more) document.querySelector(".more")?.replaceWith(more);
}
