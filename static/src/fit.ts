/** Nearby and an activity as they suit the answers of this device. */
import { answersReady } from "./answers";
import { isCopy } from "./shell";
import { lastSearch } from "./store";
import { fetchMain, fitBody, PATIENCE_MS, putMain, Refused } from "./swap";

const PLAIN_LIST = "We could not find out how these may suit you. Here is the list without it.";
const PLAIN_PAGE = "We could not find out how this may suit you. Everything else is here.";
const WRONG_ANSWER = "We could not use one of your answers, so this is shown without them. “See what suits me” in About me says which one.";

/** The answers that the page shows now. */
let shown = "";

/** Shows the page with the answers, when there are any; tells whether it changed. */
export async function fitPage(): Promise<boolean> {
  const root = document.documentElement.classList;
  const answers = await answersReady();
  const isNearby = document.body.dataset["page"] === "nearby";
  const query = isNearby ? location.search : lastSearch();
  root.toggle("known", answers !== "");
  if (!answers && shown) location.reload();
  // A copy stays as it is: its notice says that it is without the answers.
  if (!answers || answers === shown || isCopy() || new URLSearchParams(query).get("view") === "plain") {
    root.remove("fitting");
    return false;
  }
  try {
    putMain(await fetchMain(location.pathname, fitBody(query, answers), patience()));
    shown = answers;
    root.remove("fitting");
    keepPlace();
    return true;
  } catch (problem) {
    // The plain page is there and true; it stays.
    root.remove("fitting");
    say(problem instanceof Refused ? WRONG_ANSWER : isNearby ? PLAIN_LIST : PLAIN_PAGE);
    return false;
  }
}

/** Milliseconds until the list shows itself: a list that is being read is put in no other order. */
function patience(): number {
  const [showing] = document.querySelector(".fitting .results")?.getAnimations() ?? [];
  return Math.max(0, PATIENCE_MS - Number(showing?.currentTime ?? 0));
}

function say(text: string): void {
  const spot = document.querySelector("[data-unfit]");
  if (!spot) return;
  spot.className = "notice";
  spot.textContent = text;
}

/** Remembers how far the page was scrolled, for coming back to it. */
export function watchPlace(): void {
  addEventListener("pagehide", () => history.replaceState({ ...history.state, y: scrollY }, ""));
}

function keepPlace(): void {
  const y: unknown = history.state?.y;
  const [navigation] = performance.getEntriesByType("navigation");
  const isBack = navigation instanceof PerformanceNavigationTiming && navigation.type !== "navigate";
  if (isBack && typeof y === "number") scrollTo(0, y);
}
