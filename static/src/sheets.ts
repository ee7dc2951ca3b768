/** Sheets: one at a time, focus inside, closed by Esc, by Back, by the button or beside them. */
const FOCUSABLE = "a[href],button,input:not([type=hidden]),select,summary";

/** The open sheet, if there is one. */
export function openSheet(): HTMLDetailsElement | null {
  return document.querySelector<HTMLDetailsElement>(".sheet[open]");
}

/** Closes every sheet of a fresh page: none opens by itself. */
export function closeSheets(): void {
  for (const sheet of document.querySelectorAll<HTMLDetailsElement>(".sheet[open]")) sheet.open = false;
}

/** Goes to a field that may lie in a closed sheet or fold. */
export function goToField(id: string): boolean {
  const field = document.getElementById(id);
  if (!field) return false;
  field.closest(".sheet")?.classList.add("whole");
  for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  const target = field.matches(FOCUSABLE) ? field : field.querySelector<HTMLElement>(FOCUSABLE);
  target?.focus();
  return target !== null;
}

/** Listens for sheets that open and close, wherever the page puts them. */
export function watchSheets(): void {
  document.addEventListener("toggle", (event) => {
    if (event.target instanceof HTMLDetailsElement && event.target.matches(".sheet")) toggled(event.target);
  }, true);
  document.addEventListener("keydown", (event) => {
    const sheet = openSheet();
    if (sheet && event.key === "Escape") close(sheet);
    if (sheet && event.key === "Tab") keepInside(sheet, event);
  });
  addEventListener("popstate", () => openSheet()?.removeAttribute("open"));
}

/** Closes a sheet and takes its step out of the history. */
export function close(sheet: HTMLDetailsElement): void {
  sheet.open = false;
  sheet.querySelector("summary")?.focus();
}

function toggled(sheet: HTMLDetailsElement): void {
  const hasStep = history.state?.sheet === true;
  if (sheet.open) {
    requestAnimationFrame(() => setTimeout(() => sheet.classList.add("whole")));
    if (!hasStep) history.pushState({ ...history.state, sheet: true }, "");
    sheet.querySelector<HTMLElement>(".panel input:not([type=hidden])")?.closest(".panel")?.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  } else if (hasStep && !openSheet()) {
    history.back();
  }
}

function keepInside(sheet: HTMLDetailsElement, event: KeyboardEvent): void {
  const inside = [...sheet.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((field) => field.getClientRects().length > 0 && field.tagName !== "SUMMARY" || field.closest(".fold") !== null && field.tagName === "SUMMARY");
  const first = inside[0];
  const last = inside.at(-1);
  const now = document.activeElement;
  if (event.shiftKey && (now === first || now === sheet.querySelector("summary"))) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && now === last) {
    event.preventDefault();
    first?.focus();
  }
}
