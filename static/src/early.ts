/**
 * Runs before anything is painted: watches for leaving, says that scripts work, and keeps back a list that answers on
 * this device will order, so that nobody sees it painted twice.
 */
import { watchLeaving } from "./leave";
import { heldAnswers, holdAnswers, rememberedAnswers } from "./store";

watchLeaving();
const page = document.documentElement.classList;
page.add("js");

const held = heldAnswers();
if (held) page.add("known", "fitting");
if (held === null) {
  page.add("fitting");
  void rememberedAnswers().then((answers) => {
    if (heldAnswers() === null) holdAnswers(answers ?? "");
    page.toggle("known", Boolean(answers));
    if (!answers) page.remove("fitting");
    document.dispatchEvent(new Event("answers"));
  });
}
