/** The switch for leaving with the Shift key. */
import { isShiftOn, setShift } from "./store";

/** Ties the switch to what this phone keeps, and says what became of it. */
export async function startShift(toggle: HTMLInputElement | null, say: (text: string) => void): Promise<void> {
  if (!toggle) return;
  toggle.addEventListener("change", () => void change(toggle, say));
  toggle.checked = await isShiftOn();
}

async function change(toggle: HTMLInputElement, say: (text: string) => void): Promise<void> {
  const could = await setShift(toggle.checked);
  if (!could) toggle.checked = true;
  if (!could) say("This browser keeps nothing, so Shift goes on leaving.");
  else say(toggle.checked ? "Shift pressed three times leaves." : "Shift no longer leaves. “Leave” does.");
}
