/** What was just done, where the person finds it. */

/** Brings whoever did something to the row that says so. */
export function focusDone(): void {
  document.querySelector<HTMLElement>(".done-row[tabindex]")?.focus();
}
