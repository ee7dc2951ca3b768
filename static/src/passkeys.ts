/** Loaded where a page has a button for passkeys: shown to sign in or to prove anew who one is, and made in Settings or by a moderator. */

interface Options { has_guest?: boolean; publicKey: Record<string, unknown> & { challenge: string; user?: { id: string }; excludeCredentials?: { id: string }[] } }

const SORRY = "That did not work. Nothing has changed. Please try again.";
const WHOSE = "Please say whose the places on this phone are. Then press the button again.";

async function run(button: HTMLButtonElement, act: (button: HTMLButtonElement) => Promise<string>): Promise<void> {
  button.disabled = true;
  try {
    const to = await act(button);
    // What was typed before the proof was asked for waits in the button's own form.
    if (button.form && button.dataset["thenSend"] !== undefined) button.form.submit();
    else location.assign(to);
  } catch (error) {
    const spot = document.querySelector("[data-passkey-said]");
    if (spot) spot.textContent = error instanceof Refused ? error.message : SORRY;
  } finally {
    button.disabled = false;
  }
}

class Refused extends Error {}

async function show(button: HTMLButtonElement): Promise<string> {
  const { publicKey, has_guest } = await post<Options>("start", undefined);
  const whose = button.parentElement?.querySelector<HTMLElement>("[data-whose]");
  if (whose?.hidden && has_guest) {
    whose.hidden = false;
    whose.focus();
    throw new Refused(WHOSE);
  }
  // Nobody's places change hands unasked.
  const guest = whose?.querySelector<HTMLInputElement>("input:checked")?.value ?? "stays";
  const asked = { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: [] } as unknown as PublicKeyCredentialRequestOptions;
  const shown = (await navigator.credentials.get({ publicKey: asked })) as PublicKeyCredential;
  const answer = shown.response as AuthenticatorAssertionResponse;
  await post("verify", { id: shown.id, client_data: text(answer.clientDataJSON), authenticator_data: text(answer.authenticatorData), signature: text(answer.signature), guest });
  return button.dataset["passkey"] || "/organise";
}

async function make(button: HTMLButtonElement): Promise<string> {
  const token = button.dataset["passkeyAdd"] === "enrol" ? location.hash.slice(1) : "";
  const { publicKey } = await post<Options>("offer", token ? { enrolment: token } : {});
  const known = (publicKey.excludeCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const user = { ...publicKey.user, id: bytes(publicKey.user?.id ?? "") };
  const asked = { ...publicKey, challenge: bytes(publicKey.challenge), user, excludeCredentials: known } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey: asked })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  await post("add", { id: made.id, client_data: text(answer.clientDataJSON), attestation_object: text(answer.attestationObject) });
  return token ? "/review" : "/settings?done=passkey#account";
}

async function post<Answer>(step: string, body: unknown): Promise<Answer> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const answer = await fetch(`/api/v1/auth/passkey/${step}`, { method: "POST", ...sent });
  const said = (await answer.json()) as Answer & { code?: string; detail?: string };
  if (said.code === "step_up_needed") location.assign("/sign-in/again?next=/settings");
  if (!answer.ok) throw new Refused(said.detail ?? SORRY);
  return said;
}

function bytes(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-passkey]")) button.addEventListener("click", () => void run(button, show));
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-passkey-add]")) button.addEventListener("click", () => void run(button, make));

export {};
