/** Sends the forms of a place so that nothing is lost without a signal; nothing counts as held before the server said so. */
import type { About } from "./outbox-rules";
import { tell } from "./outbox";
import { hide, showNotSent, showSending } from "./not-sent";
import { plans } from "./phone-plans";

type Method = "PUT" | "POST" | "DELETE";

/** What each form asks of the API. */
const DEEDS: Record<string, { method: Method; path: string }> = {
  hold: { method: "PUT", path: "" },
  change: { method: "PUT", path: "" },
  leave: { method: "DELETE", path: "" },
  accept: { method: "POST", path: "/accept" },
  decline: { method: "POST", path: "/decline" },
  confirm: { method: "POST", path: "/confirm" },
};
const busy = new WeakSet<HTMLFormElement>();

/** Takes the forms over, whenever they come into the page. A copy may have been kept with another date chosen. */
export function watchForms(): void {
  const wanted = new URLSearchParams(location.search).get("date");
  const radio = wanted && document.querySelector<HTMLInputElement>(`[name=date][value="${CSS.escape(wanted)}"]`);
  if (radio && !document.querySelector("[name=date]:focus")) radio.checked = true;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    const deed = form.dataset["tell"] ?? "";
    if (!(deed in DEEDS)) return;
    event.preventDefault();
    if (!busy.has(form)) void send(form, deed);
  });
}

async function send(form: HTMLFormElement, deed: string): Promise<void> {
  const about = aboutOf(form);
  const asked = DEEDS[deed];
  // Without the yes to its text the server's page says what is missing.
  if (!about || !asked || form.querySelector("[name=consent]:not(:checked)")) return form.submit();
  busy.add(form);
  const patience = setTimeout(showSending, 400, form);
  try {
    if (deed === "hold" && !saysMore(form) && (await isHere(about.occurrence))) return location.assign(about.page);
    const told = await tell({ ...bodyOf(form, asked.method), method: asked.method, path: `/api/v1/occurrences/${about.occurrence}/rsvp${asked.path}`, about });
    hide(form);
    if (told.state === "waiting") await showNotSent(form, about.occurrence);
    else if (told.status < 300) location.assign(about.page);
    else form.submit();
  } catch {
    // A browser that keeps nothing sends the form, as without a script.
    form.submit();
  } finally {
    clearTimeout(patience);
    busy.delete(form);
  }
}

/** What the form is about: the chosen date, or that of the page. */
export function aboutOf(form: HTMLFormElement): About | null {
  const head = document.querySelector<HTMLElement>("[data-occurrence]");
  const chosen = form.querySelector<HTMLInputElement>("[name=date]:checked");
  const occurrence = chosen?.value ?? head?.dataset["occurrence"];
  const starts_at = chosen?.dataset["starts"] ?? head?.dataset["starts"];
  const title = form.dataset["title"] ?? head?.dataset["title"] ?? document.querySelector("h1")?.textContent ?? "";
  return occurrence && starts_at ? { occurrence, title, starts_at, page: `/occurrences/${occurrence}/place` } : null;
}

/** What the API is told: all of how somebody comes, as empty fields say it too. */
function bodyOf(form: HTMLFormElement, method: Method): { body?: object } {
  if (method !== "PUT") return {};
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "").split(/\s+/).join(" ").trim();
  const [alias, needs, consent] = [text("alias"), text("needs"), text("consent")];
  const body = { party_size: Number(data.get("party_size") ?? 1), alias: alias || null, needs: needs || null, visibility: alias ? "named" : "quiet" };
  return { body: consent ? { ...body, consent } : body };
}

function saysMore(form: HTMLFormElement): boolean {
  const data = new FormData(form);
  return Boolean(data.get("alias") || data.get("needs")) || Number(data.get("party_size") ?? 1) > 1;
}

/** Tells whether this phone knows that something is held on a date already. */
async function isHere(occurrence: string): Promise<boolean> {
  const found = (await plans()).find(({ id }) => id === occurrence);
  return found?.status === "going" || found?.status === "waitlisted";
}
