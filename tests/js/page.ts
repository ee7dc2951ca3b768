/** As much of a browser's page as the modules ask for, with what was asked of the server. */
export class Page {
  readonly classes = new Set<string>();
  readonly unfit = { className: "", textContent: "" };
  readonly sent: { path: string; body: URLSearchParams | undefined; signal: AbortSignal | undefined }[] = [];
  readonly put: unknown[] = [];
  readonly kept = new Map<string, string>();
  reloads = 0;
  /** How long the list has been held back, in ms; null where nothing is. */
  heldFor: number | null = null;
  answer: () => Promise<Response> = () => Promise.reject(new Error("offline"));

  constructor(readonly name: "nearby" | "activity" | "about", search = "") {
    const list = { toggle: (key: string, on: boolean) => (on ? this.classes.add(key) : this.classes.delete(key)), remove: (key: string) => this.classes.delete(key) };
    const parts: Record<string, () => unknown> = {
      "[data-unfit]": () => this.unfit,
      ".fitting .results": () => (this.heldFor === null ? null : { getAnimations: () => [{ currentTime: this.heldFor }] }),
      main: () => ({ contains: () => false, querySelectorAll: () => [], replaceWith: (main: unknown) => this.put.push(main) }),
    };
    this.give("document", { documentElement: { classList: list }, body: { dataset: { page: name } }, querySelector: (selector: string) => parts[selector]?.() ?? null });
    this.give("location", { pathname: name === "nearby" ? "/" : `/${name}`, search, reload: () => this.reloads++ });
    this.give("history", { state: null });
    this.give("performance", { getEntriesByType: () => [], now: () => 0 });
    this.give("PerformanceNavigationTiming", class {});
    this.give("sessionStorage", { getItem: (key: string) => this.kept.get(key) ?? null, setItem: (key: string, text: string) => void this.kept.set(key, text) });
    this.give("DOMParser", class { parseFromString = (text: string) => ({ querySelector: () => ({ text }) }); });
    this.give("fetch", (path: string, asked: { body?: URLSearchParams; signal?: AbortSignal }) => {
      this.sent.push({ path, body: asked.body, signal: asked.signal });
      const stopped = new Promise<never>((_, reject) => asked.signal?.addEventListener("abort", () => reject(new Error("too late"))));
      return Promise.race([this.answer(), stopped]);
    });
  }

  /** From now on the server answers this. */
  answers(status: number, text = "the page"): void {
    this.answer = () => Promise.resolve(new Response(text, { status }));
  }

  private give(name: string, value: unknown): void {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
}
