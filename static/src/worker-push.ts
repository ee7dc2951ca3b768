/** What the server sends without being asked: one quiet message, and where a tap on it leads. */
import { tellOn } from "./push-sending";

declare const self: ServiceWorkerGlobalScope;

interface Said {
  title: string;
  text: string;
  tag: string;
  path: string;
}

/** The browser's word that a subscription has ended; not every library knows this event. */
interface SubscriptionChange extends ExtendableEvent {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}

/** A message that can't be read is still shown: browsers ask for one each time. */
const PLAIN: Said = { title: "Alongside", text: "There is news about your places.", tag: "news", path: "/mine" };

/** Listens to messages, to taps on them, and to subscriptions that end by themselves. */
export function watchPush(): void {
  self.addEventListener("push", (event) => event.waitUntil(showMessage(read(event.data))));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(placeOf(event.notification)));
  });
  self.addEventListener("pushsubscriptionchange", (event) => {
    const change = event as SubscriptionChange;
    change.waitUntil(renew(change));
  });
}

function read(data: PushMessageData | null): Said {
  try {
    const said = data?.json() as Partial<Said>;
    const isWhole = [said.title, said.text, said.tag, said.path].every((part) => typeof part === "string");
    return isWhole ? (said as Said) : PLAIN;
  } catch {
    return PLAIN;
  }
}

/** One message for each tag: what is said again takes the place of what was said before. */
async function showMessage({ title, text, tag, path }: Said): Promise<void> {
  await self.registration.showNotification(title, { body: text, tag, data: { path }, icon: "/static/icons/icon-192.png" });
  // A phone that shows messages is there: the server counts on it for longer.
  const subscription = await self.registration.pushManager.getSubscription().catch(() => null);
  if (subscription) await tellOn(subscription);
}

/** Where a tap leads: a place of this instance, never anywhere else. */
function placeOf(notification: Notification): string {
  const { path } = (notification.data ?? {}) as { path?: unknown };
  const url = new URL(typeof path === "string" ? path : PLAIN.path, location.origin);
  return url.origin === location.origin ? url.href : new URL(PLAIN.path, location.origin).href;
}

async function open(href: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find(({ url }) => url === href);
  if (there) await there.focus();
  else await self.clients.openWindow(href);
}

async function renew({ oldSubscription, newSubscription }: SubscriptionChange): Promise<void> {
  const key = oldSubscription?.options.applicationServerKey;
  const made = newSubscription ?? (key ? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }) : null);
  if (made) await tellOn(made);
}
