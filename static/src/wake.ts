/** What is one's own is loaded where a page needs it, and where this phone has something to say or to send. */
import { readRows } from "./phone-database";
import { heldInTab, JOURNAL, rememberedAnswers } from "./store";

/** These work visits in by themselves, in their own order. */
const TEACH = ["about", "mine", "steps"];

/** Loads it on a phone that knows plans or visits, or that keeps something to send, now or when the network is back. */
export function wakeOwn(): void {
  const both = (): void => {
    for (const one of [wake, teach]) void one().catch(() => undefined);
  };
  addEventListener("online", both);
  both();
}

/** Loads what works visits in, where any may have been told: in this tab, or on a phone that remembers. */
async function teach(): Promise<void> {
  const address = document.documentElement.dataset["late"];
  if (!address || TEACH.includes(document.body.dataset["page"] ?? "")) return;
  if (heldInTab(JOURNAL) ?? (await rememberedAnswers())) await (await import(address)).catchUp();
}

async function wake(): Promise<void> {
  const address = document.documentElement.dataset["own"];
  if (!address || document.querySelector("script[data-own]")) return;
  const [asks, plans] = await Promise.all([readRows("outbox"), readRows("plans")]);
  if (asks.length + plans.length > 0) await import(address);
}
