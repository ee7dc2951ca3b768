/** The entry of pages that hold something of a person's own; they work without it. */
import { watchForms } from "./holding";
import { sayNews } from "./news";
import { watchNotSent } from "./not-sent";
import { watchOutbox } from "./outbox";
import { watchPlans } from "./own-plans";
import { noteKnown } from "./phone-plans";
import { watchSave } from "./save-button";
import { watchSecrets } from "./settings";
import { focusDone } from "./status";
import { watchUnsent } from "./unsent";

const page = document.body.dataset["page"] ?? "";

focusDone();
watchOutbox();
watchForms();
void watchNotSent();
void watchPlans();
watchSave();
watchSecrets();
watchUnsent();
if (!["place", "plans", "left"].includes(page)) {
  void sayNews();
  // The page that fits the answers replaces this one's main part.
  new MutationObserver(() => void sayNews()).observe(document.body, { childList: true });
}
// These pages are shown only to somebody who is known here.
if (page === "place" || document.querySelector(".devices")) void noteKnown().catch(() => undefined);
