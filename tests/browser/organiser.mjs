/** Organisers who are signed in already (`fill.py`); each test takes another. */
import { ADDRESS } from "./phone.mjs";

/** Signs a phone in as the organiser of this number, who is trusted. */
export function signIn(context, number) {
  const cookie = { name: "__Host-s", value: `browser-tests-organiser-${number}`, url: ADDRESS.replace("http:", "https:"), secure: true, httpOnly: true, sameSite: "Lax" };
  return context.addCookies([cookie]);
}
