/** Ends being told things on this phone, here and at the server. */
import { tellOff } from "./push-sending";

/** This phone's subscription, if it has one. */
export async function subscriptionHere(): Promise<PushSubscription | null> {
  if (!("serviceWorker" in navigator) || !("PushManager" in globalThis)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Tells whether there was something to end. Without a signal the address is dead all the same. */
export async function silencePhone(): Promise<boolean> {
  const subscription = await subscriptionHere().catch(() => null);
  if (!subscription) return false;
  const { endpoint } = subscription;
  await subscription.unsubscribe().catch(() => false);
  await tellOff(endpoint);
  return true;
}
