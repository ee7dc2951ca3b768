/** The entry of pages that hold something of a person's own; they work without it. */
import { focusDone } from "./status";

focusDone();
