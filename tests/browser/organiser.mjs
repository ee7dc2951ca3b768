/** Organisers who are signed in already (`fill.py`); each test takes another. */
import { ADDRESS } from "./phone.mjs";

/** Signs a phone in as the organiser of this number, who is trusted. */
export function signIn(context, number) {
  return signInAs(context, `organiser-${number}`);
}

/** Signs a phone in as one of those whom `stage.py` names. */
export function signInAs(context, name) {
  const address = context._options?.baseURL ?? ADDRESS;
  const cookie = { name: "__Host-s", value: `browser-tests-${name}`, url: address.replace("http:", "https:"), secure: true, httpOnly: true, sameSite: "Lax" };
  return context.addCookies([cookie]);
}
