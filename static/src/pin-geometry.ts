/** Where a pin lies from a point, in metres, degrees and words. */
const METRES = 111_320;
const WAYS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

export interface Point {
  lat: number;
  lon: number;
}

/** The point so many metres east and north of another; kept on the globe. */
export function moved(from: Point, east: number, north: number): Point {
  const lat = Math.max(-89.9, Math.min(89.9, from.lat + north / METRES));
  const lon = from.lon + east / (METRES * Math.cos((from.lat * Math.PI) / 180));
  return { lat, lon: ((lon + 540) % 360) - 180 };
}

/** How many metres east and north a point lies of another that is near. */
export function apart(from: Point, to: Point): [number, number] {
  const turn = ((to.lon - from.lon + 540) % 360) - 180;
  return [turn * METRES * Math.cos((from.lat * Math.PI) / 180), (to.lat - from.lat) * METRES];
}

/** `About 350 m north-east of Lewes`. */
export function inWords(from: Point, to: Point, name: string): string {
  const [east, north] = apart(from, to);
  const far = Math.hypot(east, north);
  if (far < 10) return `The pin is at ${name}.`;
  const way = WAYS[Math.round(Math.atan2(east, north) / (Math.PI / 4) + 8) % 8];
  const said = far < 950 ? `${Math.round(far / 10) * 10} m` : `${(far / 1000).toFixed(1)} km`;
  return `The pin is about ${said} ${way} of ${name}.`;
}
