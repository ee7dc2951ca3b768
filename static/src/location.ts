/** "Use my location": asks only on a tap, and rounds before anything is sent. */

/** Degrees to 2 decimals: about 1 km. */
export function rounded(degrees: number): string {
  return (Math.round(degrees * 100) / 100).toFixed(2);
}

const REFUSED = "That is fine. Typing a town works as well.";
const FAILED = "This phone could not say where it is. Typing a town works as well.";

/** Puts the rounded point into the form and sends it; says calmly when there is none. */
export function locate(form: HTMLFormElement, say: (text: string) => void, send: () => void): void {
  if (!navigator.geolocation) {
    say(FAILED);
    return;
  }
  say("Asking this phone where it is.");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const place = form.querySelector<HTMLInputElement>("[name=place]");
      if (place) place.value = "";
      put(form, "lat", rounded(coords.latitude));
      put(form, "lon", rounded(coords.longitude));
      say("Found. Looking near you.");
      send();
    },
    (problem) => say(problem.code === problem.PERMISSION_DENIED ? REFUSED : FAILED),
    { maximumAge: 600_000, timeout: 10_000 },
  );
}

function put(form: HTMLFormElement, name: string, value: string): void {
  let field = form.querySelector<HTMLInputElement>(`[name="${name}"]`);
  if (!field) {
    field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    form.append(field);
  }
  field.value = value;
}
