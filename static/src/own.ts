/** The entry of pages that hold something of a person's own; they work without it. */
import { watchWords } from "./settings";
import { focusDone } from "./status";

focusDone();
watchWords();
