/** A reporter for the runner: the names of files in which something failed, one a line. */
import { basename } from "node:path";

export default async function* failures(events) {
  const told = new Set();
  for await (const { type, data } of events) {
    if (type !== "test:fail" || !data.file || told.has(data.file)) continue;
    told.add(data.file);
    yield `${basename(data.file)}\n`;
  }
}
