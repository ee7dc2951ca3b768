/** What visits teach: the profile goes to the stateless API and comes back; nothing stays there. */
import { answersNow, answersReady } from "./answers";
import { changeJournal, journal } from "./journal";
import { isTaught, type Journal, markOf, type Visit, weeksBetween } from "./journal-rules";
import { filtersOf, profileOf, withState } from "./profile-body";
import { holdAnswers, lastSearch, rememberAnswers, rememberedAnswers } from "./store";

const PATIENCE_MS = 8000;
const NOT_HERE = [404, 410];
/** The fields that the numbers of a profile begin with. */
export const MAKES_NUMBERS = /^(level$|answer_|feel_)/;

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

let working: Promise<boolean> = Promise.resolve(true);

/**
 * Works the visits that are not in the profile's numbers yet into them, from the words anew where
 * that is needed. Tells whether all of them are in; without a connection they are next time.
 * Asked for while it is at work, it begins again after that.
 */
export function learn(): Promise<boolean> {
  working = working.then(workOut, workOut);
  return working;
}

/** Works in what could not be worked in before, for want of a connection; tells whether it changed the numbers. */
export async function catchUp(): Promise<boolean> {
  const before = stateOf(await answersNow());
  if (isTaught(await journal(), before)) return false;
  await learn();
  return markOf(stateOf(await answersNow())) !== markOf(before);
}

async function workOut(): Promise<boolean> {
  const [begun, answers] = [await journal(), await answersNow()];
  const { known, state } = await taughtFrom(begun, answers);
  const [now, kept] = [await answersNow(), await journal()];
  // What was answered or taken back meanwhile counts, not what it was when this began.
  if (wordsOf(now) !== wordsOf(answers) || visitsOf(kept) !== visitsOf(begun)) return workOut();
  await keepAnswers(withState(now, state));
  await changeJournal((there) => (visitsOf(there) === visitsOf(begun) ? { ...there, taught: known, mark: markOf(state) } : there));
  return known === begun.visits.length;
}

/** How many visits could be worked in, and the numbers with them. */
async function taughtFrom({ visits, taught, mark }: Journal, answers: string): Promise<{ known: number; state: unknown }> {
  // Numbers from before places were remembered, or from elsewhere, are worked out once more.
  const old = stateOf(answers) as { visited?: unknown } | null;
  let known = old?.visited && mark === markOf(old) ? Math.min(taught, visits.length) : 0;
  let state: unknown = known === 0 ? null : old;
  for (const [place, visit] of visits.entries()) {
    if (place < known) continue;
    const after = await taughtBy(withState(answers, state), visit, weeksBetween(visits[place - 1]?.on, visit.on));
    if (after === null) break;
    if (after !== "gone") state = after;
    known = place + 1;
  }
  return { known, state };
}

function stateOf(answers: string): unknown {
  return profileOf(answers)["state"] ?? null;
}

/** What the numbers begin with. */
function wordsOf(answers: string): string {
  return JSON.stringify([...new URLSearchParams(answers)].filter(([name]) => MAKES_NUMBERS.test(name)));
}

function visitsOf({ visits, taught }: Journal): string {
  return JSON.stringify([taught, ...visits.map(({ id, on, peak, word }) => [id, on, peak, word])]);
}

/** The numbers after a visit; "gone" where the activity is not there any more, null where nobody answered. */
async function taughtBy(answers: string, { activity, peak, word }: Visit, weeks: number): Promise<unknown> {
  const how = word ? { answer: word } : { peak_anxiety: peak };
  const answer = await ask("matches/observe", { profile: profileOf(answers), visit: { activity_id: activity, ...how }, weeks });
  if (typeof answer === "number") return NOT_HERE.includes(answer) ? "gone" : null;
  return (answer as { profile?: { state?: unknown } } | null)?.profile?.state ?? null;
}

/** Keeps answers where the others are kept. */
async function keepAnswers(answers: string): Promise<void> {
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
