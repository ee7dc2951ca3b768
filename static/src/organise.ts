/** The entry of the pages on which organisers post and run activities; they work without it. */
import { watchCame } from "./came";
import { watchChoosing } from "./choosing";
import { focusDone } from "./status";
import { watchStep } from "./step-form";

focusDone();
watchChoosing();
void watchCame();
void watchStep();
