/** What is one's own is loaded where a page needs it, and where this phone has something to say or to send. */
import { readRows } from "./phone-database";

/** Loads it on a phone that knows plans, or that keeps something to send, now or when the network is back. */
export function wakeOwn(): void {
  addEventListener("online", () => void wake().catch(() => undefined));
  void wake().catch(() => undefined);
}

async function wake(): Promise<void> {
  const address = document.documentElement.dataset["own"];
  if (!address || document.querySelector("script[data-own]")) return;
  const [asks, plans] = await Promise.all([readRows("outbox"), readRows("plans")]);
  if (asks.length + plans.length > 0) await import(address);
}
