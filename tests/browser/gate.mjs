/** A gate in front of the server: it lets requests through, cuts them, lets them hang, or alters an answer. */
import { once } from "node:events";
import { createServer, request } from "node:http";
import { pipeline } from "node:stream/promises";
import { ADDRESS, KEEPS_APP, openPhone } from "./phone.mjs";

const INNER = new URL(ADDRESS);

function withResolvers() {
  let resolve;
  return { promise: new Promise((done) => (resolve = done)), resolve };
}

export class Gate {
  #mode = "open";
  #changes = new Map();
  #sockets = new Set();
  #server = createServer((asked, answer) => void this.#pass(asked, answer).catch(() => asked.destroy()));
  /** `GET /help` of everything that was let through. */
  passed = [];

  /** Opens it on a free port. */
  static async open() {
    const gate = new Gate();
    gate.#server.on("connection", (socket) => {
      gate.#sockets.add(socket.on("error", () => undefined).on("close", () => gate.#sockets.delete(socket)));
      if (gate.#mode === "cut") socket.destroy();
    });
    await once(gate.#server.listen(0, INNER.hostname), "listening");
    return gate;
  }

  get origin() {
    return `http://${INNER.hostname}:${this.#server.address().port}`;
  }

  /** `open`; `cut`: no connection; `hang`: bars full, nothing moves. What is under way breaks off. */
  set(mode) {
    this.#mode = mode;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** From now on alters answers at a path: `status`, `text` made from their text. */
  change(path, change) {
    this.#changes.set(path, { ...this.#changes.get(path), ...change });
  }

  /** Keeps answers at a path back until `release` is called; `asked` resolves when one was asked for. */
  hold(path) {
    const [asked, released] = [withResolvers(), withResolvers()];
    this.change(path, { asked: asked.resolve, released: released.promise });
    return { asked: asked.promise, release: released.resolve };
  }

  /** From now on what is asked at a path is done, but its answer never comes; until `isLost` is false. */
  lose(path, isLost = true) {
    this.change(path, { isLost });
  }

  close() {
    this.set("cut");
    this.#server.close();
  }

  async #pass(asked, answer) {
    if (this.#mode === "hang") return;
    const { status, text, asked: note, released, isLost } = this.#changes.get(new URL(asked.url, INNER).pathname) ?? {};
    note?.();
    await released;
    this.passed.push(`${asked.method} ${asked.url}`);
    const headers = text || status ? { ...asked.headers, "accept-encoding": "identity", "if-none-match": "" } : asked.headers;
    const inner = asked.pipe(request({ host: INNER.hostname, port: INNER.port, path: asked.url, method: asked.method, headers, agent: false }));
    const [given] = await once(inner, "response");
    if (isLost) {
      await given.toArray();
      asked.destroy();
      return;
    }
    const { "content-length": _, ...kept } = given.headers;
    answer.writeHead(status ?? given.statusCode, status ? { ...kept, "cache-control": "no-store" } : text ? kept : given.headers);
    if (!text) return pipeline(given, answer);
    const parts = await given.toArray();
    answer.end(text(Buffer.concat(parts).toString()));
  }
}

/** A test's body that gets a fresh phone whose network goes through a gate of its own. */
export function throughGate(options, visit) {
  return async () => {
    const gate = await Gate.open();
    const phone = await openPhone({ baseURL: gate.origin, locale: "en-GB", ...KEEPS_APP, ...options });
    try {
      await visit({ ...phone, gate, network: new Network(phone, gate) });
    } finally {
      await phone.context.close();
      gate.close();
    }
  };
}

/** The network as a person meets it. */
class Network {
  #phone;
  #gate;

  constructor(phone, gate) {
    this.#phone = phone;
    this.#gate = gate;
  }

  /** The signal is gone, and long enough so that the browser's own memory for a minute is over. */
  async lose() {
    await this.aMinuteLater();
    this.#gate.set("cut");
    await this.#phone.context.setOffline(true);
  }

  /** Bars full, but nothing moves. */
  async hang() {
    await this.aMinuteLater();
    this.#gate.set("hang");
  }

  /** The signal is back. */
  async return() {
    this.#gate.set("open");
    await this.#phone.context.setOffline(false);
  }

  /** Pages are fresh for a minute; then the browser asks again. */
  async aMinuteLater() {
    const browser = await this.#phone.context.newCDPSession(this.#phone.context.pages()[0]);
    await browser.send("Network.clearBrowserCache");
    await browser.detach();
  }
}

/** Resolves when the app shell is on the phone and looks after this page. */
export function kept(page) {
  return page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Opens a page and waits until the phone keeps it. */
export async function visitAndKeep(page, address) {
  await page.goto(address);
  await kept(page);
}

/** Every address in the phone's caches, as paths with their query, by the name of the cache. */
export function cached(page) {
  return page.evaluate(async () => {
    const found = {};
    for (const name of await caches.keys()) {
      const keys = await (await caches.open(name)).keys();
      found[name] = keys.map(({ url }) => url.slice(location.origin.length));
    }
    return found;
  });
}

/** The notice that says that a page is a copy. */
export function notice(page) {
  return page.locator("main .kept .notice");
}

/** Tells whether Help now is there, with the number that comes first. */
export async function isHelpThere(page) {
  await page.goto("/help");
  return page.getByRole("link", { name: "Call 999" }).isVisible();
}

/** Tells whether the styles of the page are there. */
export function isStyled(page) {
  return page.evaluate(() => getComputedStyle(document.querySelector(".top")).display === "flex");
}
