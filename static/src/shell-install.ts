/** "Keep Alongside on this phone": offered in About me, and nowhere by itself. */
import { isInstallSettled, settleInstall } from "./store";

interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

const SHARE = "Tap Share in your browser, then “Add to Home Screen”.";
const MENU = "Open your browser's menu and look for “Install” or “Add to Home screen”. If it is not there, this browser can't do it, and Alongside works here as it is.";
const DONE = "Alongside is on this phone now.";

let kept: InstallPrompt | null = null;

/** Keeps the browser's own offer back: it never comes by itself. */
export function holdInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    kept = event as InstallPrompt;
  });
}

/** Shows the row, unless Alongside is installed or nobody wants to be asked again. */
export async function offerInstall(): Promise<void> {
  const row = document.querySelector<HTMLElement>("[data-install]");
  if (!row || isInstalled() || (await isInstallSettled())) return;
  const yes = row.querySelector<HTMLElement>("[data-install-yes]");
  const byHand = row.querySelector<HTMLElement>("[data-by-hand]");
  if (yes && byHand && "standalone" in navigator) {
    yes.hidden = true;
    byHand.hidden = false;
    byHand.textContent = SHARE;
  }
  yes?.addEventListener("click", () => void install(row));
  row.querySelector("[data-install-no]")?.addEventListener("click", () => settle(row));
  addEventListener("appinstalled", () => settle(row, DONE));
  row.hidden = false;
}

function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches || ("standalone" in navigator && navigator.standalone === true);
}

async function install(row: HTMLElement): Promise<void> {
  const prompt = kept;
  kept = null;
  if (!prompt) say(row, MENU);
  else if ((await prompt.prompt()).outcome === "accepted") settle(row, DONE);
}

/** Nothing more is offered on this phone; the row goes, or says why. */
function settle(row: HTMLElement, said = "We will not ask again on this phone."): void {
  void settleInstall();
  row.querySelector(".buttons")?.remove();
  say(row, said);
}

function say(row: HTMLElement, text: string): void {
  const spot = row.querySelector("[data-install-said]");
  if (spot) spot.textContent = text;
}
