/** What is not sent yet, named where it would be lost: beside "Clear this phone" and signing out. */
import { onChange, waiting } from "./outbox";
import { dayWords } from "./phone-words";

/** Names it, and goes on doing so while the page is open. */
export function watchUnsent(): void {
  if (!document.querySelector("[data-unsent]")) return;
  onChange(() => void name().catch(() => undefined));
  void name().catch(() => undefined);
}

async function name(): Promise<void> {
  const asks = await waiting();
  const titles = asks.map(({ about }) => `${about.title}, ${dayWords(about.starts_at, null, new Date())}`);
  for (const spot of document.querySelectorAll<HTMLElement>("[data-unsent]")) {
    spot.hidden = asks.length === 0;
    spot.textContent = ` Not sent yet: your answer for ${titles.join("; ")}. It would go too, and not be sent.`;
  }
}
