/** Settings: copying what is shown once, the twelve words or the address of a calendar. */

/** Copies where a button asks for it, and says whether that was possible. */
export function watchSecrets(): void {
  document.querySelector("[data-copy-words]")?.addEventListener("click", () => void copy(words(), "Copied. Paste them somewhere only you can see."));
  document.querySelector("[data-copy-address]")?.addEventListener("click", () => void copy(address(), "Copied."));
}

function words(): string {
  return [...document.querySelectorAll("[data-words] li")].map((word) => word.textContent?.trim()).join(" ");
}

function address(): string {
  return document.querySelector<HTMLInputElement>("#address")?.value ?? "";
}

async function copy(text: string, done: string): Promise<void> {
  const spot = document.querySelector("[data-copied]");
  const could = await navigator.clipboard.writeText(text).then(() => true, () => false);
  if (spot) spot.textContent = could ? done : "This browser does not let pages copy. Please copy it by hand.";
}
