// Reads a calendar file from its input with ical.js and writes its events as JSON. The zones are
// those that the file itself describes.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const file = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const part of file.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(part);
const instant = (time) => time && new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "+00:00");
const events = file.getAllSubcomponents("vevent").map((part) => {
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
process.stdout.write(JSON.stringify(events));
