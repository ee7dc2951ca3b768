/** What visits teach: the profile goes to the stateless API and comes back; nothing stays there. */
import { answersReady } from "./answers";
import { changeJournal, journal } from "./journal";
import { type Visit, weeksBetween } from "./journal-rules";
import { profileOf, withState } from "./profile-body";
import { holdAnswers, lastSearch, rememberAnswers, rememberedAnswers } from "./store";
import { filtersOf } from "./profile-body";

const PATIENCE_MS = 8000;
const NOT_HERE = [404, 410];

/** Asks the API with a body; null where no answer came, its status where it refused. */
export async function ask(path: string, body: unknown): Promise<unknown> {
  const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) };
  try {
    const response = await fetch(`/api/v1/${path}`, sent);
    return response.ok ? await response.json() : response.status;
  } catch {
    return null;
  }
}

/**
 * Works the visits that are not in the profile's numbers yet into them, from the words anew where
 * that is needed. Tells whether all of them are in; without a connection they are next time.
 */
export async function learn(): Promise<boolean> {
  const { visits, taught } = await journal();
  let answers = await answersReady();
  // Numbers from before places were remembered are worked out once more.
  const state = profileOf(answers)["state"] as { visited?: unknown } | null | undefined;
  let known = state?.visited ? Math.min(taught, visits.length) : 0;
  if (known === 0) answers = withState(answers, null);
  for (const [place, visit] of visits.entries()) {
    if (place < known) continue;
    const weeks = weeksBetween(visits[place - 1]?.on, visit.on);
    const state = await taughtBy(answers, visit, weeks);
    if (state === null) break;
    if (state !== "gone") answers = withState(answers, state);
    known = place + 1;
  }
  await keepAnswers(answers);
  await changeJournal((now) => ({ ...now, taught: known }));
  return known === visits.length;
}

/** The numbers after a visit; "gone" where the activity is not there any more, null where nobody answered. */
async function taughtBy(answers: string, { activity, peak, word }: Visit, weeks: number): Promise<unknown> {
  const how = word ? { answer: word } : { peak_anxiety: peak };
  const answer = await ask("matches/observe", { profile: profileOf(answers), visit: { activity_id: activity, ...how }, weeks });
  if (typeof answer === "number") return NOT_HERE.includes(answer) ? "gone" : null;
  return (answer as { profile?: { state?: unknown } } | null)?.profile?.state ?? null;
}

/** Keeps answers where the others are kept. */
export async function keepAnswers(answers: string): Promise<void> {
  holdAnswers(answers);
  document.documentElement.classList.toggle("known", answers !== "");
  if ((await rememberedAnswers()) !== null) await rememberAnswers(answers);
}

/** How an activity seemed before the visit, where the answers say how one feels. */
export async function bandOf(activity: string): Promise<string | undefined> {
  const body = { ...filtersOf(lastSearch()), profile: profileOf(await answersReady()), done: [{ activity_id: activity, peak_anxiety: 0 }] };
  const answer = (await ask("matches/next-steps", body)) as { anchor?: { fit?: { band?: string } } } | null;
  return answer?.anchor?.fit?.band;
}
