/** Asks for the same page with the answers of this device, and puts its main part in place. */

/** A little less than the 4 s after which cards.css shows a list that is held back. */
export const PATIENCE_MS = 3900;
const WRONG = 422;

/** The answers could not be used; `main` is the page that says what to mend. */
export class Refused extends Error {
  constructor(readonly main: HTMLElement) {
    super("refused");
  }
}

/** The body of the request: the search, the answers, and that a script keeps them. */
export function fitBody(query: string, answers: string): URLSearchParams {
  const body = new URLSearchParams(query);
  for (const [name, value] of new URLSearchParams(answers)) body.append(name, value);
  body.set("kept", "device");
  return body;
}

/** The main part of the page at a path, as the answers make it; throws when it can't be had in time. */
export async function fetchMain(path: string, body?: URLSearchParams, patience = PATIENCE_MS): Promise<HTMLElement> {
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(path, body ? { method: "POST", body, signal } : { signal });
  if (!response.ok && response.status !== WRONG) throw new Error(String(response.status));
  const read = new DOMParser().parseFromString(await response.text(), "text/html");
  const main = read.querySelector("main");
  if (!main) throw new Error("no main part");
  if (response.status === WRONG) throw new Refused(main);
  return main;
}

/** Replaces the main part; what had the focus by its id or address has it again. */
export function putMain(main: HTMLElement): void {
  const old = document.querySelector("main");
  const focused = old?.contains(document.activeElement) ? document.activeElement : null;
  const again = focused && (focused.id ? `#${CSS.escape(focused.id)}` : focused.getAttribute("href"));
  // A form that was begun stays as it is.
  for (const begun of old?.querySelectorAll("[data-keep]") ?? []) main.querySelector(`#${begun.id}`)?.replaceWith(begun);
  old?.replaceWith(main);
  if (again) main.querySelector<HTMLElement>(again.startsWith("#") ? again : `a[href="${CSS.escape(again)}"]`)?.focus({ preventScroll: true });
}
