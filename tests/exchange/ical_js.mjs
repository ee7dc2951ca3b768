// Reads calendar files with ical.js, one as JSON text in each line of its input, and writes the
// events of each as a line of JSON. The zones are those that the file itself describes.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const instant = (time) => time && new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "+00:00");

function events(text) {
  const file = new ICAL.Component(ICAL.parse(text));
  // Nothing of the file before is left.
  ICAL.TimezoneService.reset();
  for (const part of file.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(part);
  return file.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    return {
      uid: event.uid,
      title: event.summary,
      starts: instant(event.startDate),
      ends: instant(event.endDate),
      status: part.getFirstPropertyValue("status"),
      sequence: event.sequence,
      where: event.location,
      notes: event.description,
    };
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(events(JSON.parse(line)))}\n`);
}
