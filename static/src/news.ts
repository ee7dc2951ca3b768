/** "Craft table on Tuesday is cancelled": said first on opening, on a phone that knows plans. */
import { newsWords } from "./mine-rows";
import { changeOf, lookedAt, type Plan, plans, refreshPlans } from "./phone-plans";

const LONG_AGO_MS = 10 * 60_000;

/** Says what changed since Mine was read. A phone without plans asks nothing of anybody. */
export function sayNews(): Promise<void> {
  return lookForNews().catch(() => undefined);
}

async function lookForNews(): Promise<void> {
  if ((await plans()).length === 0) return;
  if (Date.now() - ((await lookedAt()) ?? 0) > LONG_AGO_MS && navigator.onLine) await refreshPlans();
  const news = (await plans()).filter((plan) => isToCome(plan) && changeOf(plan) !== (plan.read ?? ""));
  if (news.length > 0) show(news);
}

function isToCome({ starts_at, ends_at }: Plan): boolean {
  return Date.parse(ends_at ?? starts_at) > Date.now();
}

function show(news: Plan[]): void {
  const [first] = news;
  if (!first || document.querySelector(".news")) return;
  const [row, said, link] = [document.createElement("div"), document.createElement("p"), document.createElement("a")];
  row.className = "kept news";
  said.className = "notice waiting";
  link.href = "/mine";
  link.textContent = newsWords(first, new Date()) + (news.length > 1 ? `, and ${news.length - 1} more` : "");
  said.append(link);
  row.append(said);
  document.querySelector("main .head")?.after(row);
}
