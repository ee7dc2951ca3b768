/** Settings: copying the twelve words. */

/** Copies the words where a button asks for it, and says whether that was possible. */
export function watchWords(): void {
  document.querySelector("[data-copy-words]")?.addEventListener("click", () => void copyWords());
}

async function copyWords(): Promise<void> {
  const words = [...document.querySelectorAll("[data-words] li")].map((word) => word.textContent?.trim());
  const spot = document.querySelector("[data-copied]");
  const could = await navigator.clipboard.writeText(words.join(" ")).then(() => true, () => false);
  if (spot) spot.textContent = could ? "Copied. Paste them somewhere only you can see." : "This browser does not let pages copy. Please write the words down.";
}
