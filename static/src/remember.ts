/** "Remember on this phone" and "Clear this phone". */
import { emptyForm, readAnswers } from "./answers";
import { silencePhone } from "./push-off";
import { forgetMemory, forgetPages } from "./shell-pages";
import { forgetPhone, forgetRemembered, forgetTab, holdAnswers, rememberAnswers, rememberedAnswers } from "./store";

/** Ties the switch to what is remembered. */
export async function startRemember(toggle: HTMLInputElement, form: HTMLFormElement, say: (text: string) => void): Promise<void> {
  toggle.addEventListener("change", () => void change(toggle, form, say));
  toggle.checked = (await rememberedAnswers()) !== null;
}

async function change(toggle: HTMLInputElement, form: HTMLFormElement, say: (text: string) => void): Promise<void> {
  const answers = readAnswers(new FormData(form));
  const could = toggle.checked ? await rememberAnswers(answers) : await forgetRemembered();
  if (!could) {
    toggle.checked = false;
    say("This browser does not let pages remember. Your answers stay until you close this tab.");
  } else if (toggle.checked) {
    document.dispatchEvent(new Event("remembered"));
    say("Remembered on this phone.");
  } else {
    say("No longer remembered. Your answers stay until you close this tab.");
  }
}

const PATIENCE_MS = 2000;

const CLEARED = "Cleared. Your answers, how visits were, your last search, what you saved, the copy of your plans and the pages you opened are gone from this phone.";
const TAB_ONLY = "This tab is cleared. This browser remembers nothing.";
const NOT_ALL = "This tab and the pages you opened are cleared. Answers remembered on this phone could not be reached. Please try again.";

/** What is given in the end, or nothing: a browser may never open its database, or never reach the server. */
function inTime(could: Promise<boolean>): Promise<boolean | undefined> {
  return Promise.race([could, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

/** Removes answers, the last search and the visited pages from the tab and the phone, and says what went. */
export async function clearPhone(form: HTMLFormElement | null, say: (text: string) => void): Promise<void> {
  forgetTab();
  holdAnswers("");
  await forgetPages();
  const [could] = await Promise.all([inTime(forgetPhone()), inTime(silencePhone()), inTime(forgetMemory().then(() => true))]);
  document.documentElement.classList.remove("known");
  if (form) emptyForm(form);
  say(could ? CLEARED : could === undefined ? NOT_ALL : TAB_ONLY);
}
