/** What the page and the worker tell the server of this phone's subscription. */
const PATH = "/api/v1/push/subscriptions";

/** Tells the server that this browser is to be told things; whether it took that. */
export function tellOn(subscription: PushSubscription): Promise<boolean> {
  return send("POST", subscription.toJSON());
}

/** Tells the server that this browser is to be told nothing more. */
export function tellOff(endpoint: string): Promise<boolean> {
  return send("DELETE", { endpoint });
}

function send(method: string, body: object): Promise<boolean> {
  const headers = { "content-type": "application/json" };
  return fetch(PATH, { method, headers, body: JSON.stringify(body), credentials: "same-origin", keepalive: true }).then(
    ({ ok }) => ok,
    () => false,
  );
}
