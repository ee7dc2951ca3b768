/** Answers and a search, which are kept as the fields of forms, as the bodies that the API takes. */

const SEVERAL = ["kind", "topic", "format", "part_of_day", "weekday", "access", "language"];
const NUMBERS = ["lat", "lon", "radius_km", "max_cost", "age"];
const NEAR = ["place", "lat"];

/** What the API calls a profile. */
export function profileOf(answers: string): Record<string, unknown> {
  const said = new URLSearchParams(answers);
  const profile: Record<string, unknown> = {};
  const put = (name: string, value: unknown) => {
    if (value !== "" && value !== null && value !== undefined && !Number.isNaN(value)) profile[name] = value;
  };
  put("level", said.get("level") && Number(said.get("level")));
  for (const [name, start] of [["answers", "answer_"], ["sensitivities", "feel_"]] as const) {
    const told = [...said].filter(([key, value]) => key.startsWith(start) && value).map(([key, value]) => [key.slice(start.length), value]);
    if (told.length > 0) put(name, Object.fromEntries(told));
  }
  for (const name of ["pace", "today"]) put(name, said.get(name));
  for (const [name, field] of [["interests", "interest"], ["free_times", "free_time"]] as const) if (said.has(field)) put(name, said.getAll(field));
  put("max_km", said.get("max_km") && Number(said.get("max_km")));
  const minor = said.get("budget_minor");
  if (minor) put("budget", { minor: Number(minor), currency: said.get("budget_currency") ?? "GBP" });
  put("state", stateOf(said));
  return profile;
}

function stateOf(said: URLSearchParams): unknown {
  try {
    return JSON.parse(said.get("state") || "null");
  } catch {
    return null;
  }
}

/** The answers with the numbers that visits taught, or without any. */
export function withState(answers: string, state: unknown): string {
  const said = new URLSearchParams(answers);
  if (state) said.set("state", JSON.stringify(state));
  else said.delete("state");
  return said.toString();
}

/** What the API calls filters, of the query of Nearby; near means in person, as there. */
export function filtersOf(query: string): Record<string, unknown> {
  const asked = new URLSearchParams(query);
  const filters: Record<string, unknown> = {};
  for (const name of ["place", "from", "to"]) if (asked.get(name)) filters[name] = asked.get(name);
  for (const name of NUMBERS) {
    const value = Number(asked.get(name));
    if (asked.get(name) && !Number.isNaN(value)) filters[name] = value;
  }
  if ("place" in filters) for (const name of ["lat", "lon"]) delete filters[name];
  for (const name of SEVERAL) if (asked.getAll(name).some(Boolean)) filters[name] = asked.getAll(name).filter(Boolean);
  if (asked.get("free") === "true") filters["free"] = true;
  if (!("format" in filters) && NEAR.some((name) => name in filters)) filters["format"] = ["in_person"];
  return filters;
}
