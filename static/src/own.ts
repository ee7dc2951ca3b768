/** The entry of pages that hold something of a person's own; they work without it. */
import { watchForms } from "./holding";
import { watchNotSent } from "./not-sent";
import { watchPlans } from "./own-plans";
import { startPush } from "./push";
import { watchSecrets } from "./settings";
import { focusDone } from "./status";

focusDone();
watchForms();
void watchNotSent();
void watchPlans();
watchSecrets();
void startPush();
