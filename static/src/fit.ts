/** Nearby and an activity as they suit the answers of this device. */
import { answersReady } from "./answers";
import { lastSearch } from "./store";
import { fetchMain, fitBody, putMain } from "./swap";

/** Shows the page with the answers, when there are any; tells whether it changed. */
export async function fitPage(): Promise<boolean> {
  const root = document.documentElement.classList;
  const answers = await answersReady();
  const isNearby = document.body.dataset["page"] === "nearby";
  const query = isNearby ? location.search : lastSearch();
  root.toggle("known", answers !== "");
  if (!answers || new URLSearchParams(query).get("view") === "plain") {
    root.remove("fitting");
    return false;
  }
  try {
    putMain(await fetchMain(location.pathname, fitBody(query, answers)));
    keepPlace();
    return true;
  } catch {
    // The plain page is there and true; it stays.
    return false;
  } finally {
    root.remove("fitting");
  }
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
