// The line to the server: what is kept in the tab, what is still to be sent, what comes back.

const PATIENCE = [1, 2, 4, 8, 16, 30];
const SILENCE = 40_000; // the server says something every 15 s

export const newId = () => crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
export const pause = (seconds) => new Promise((wake) => {
  const done = () => { clearTimeout(timer); removeEventListener("online", done); removeEventListener("chat-try", done); wake(); };
  const timer = setTimeout(done, seconds * 1000);
  addEventListener("online", done);
  addEventListener("chat-try", done);
});
export const patience = (tries) => PATIENCE[Math.min(tries, PATIENCE.length - 1)];

/** The tab's own memory; longer only on the worker's own phone, and nothing but the key on a borrowed one. */
export const memory = {
  get shelf() { return read(localStorage, "chat.key") ? localStorage : sessionStorage; },
  get key() { return read(this.shelf, "chat.key"); },
  set key(value) { write(this.shelf, "chat.key", value); },
  get borrowed() { return !!read(sessionStorage, "chat.borrowed"); },
  get queue() { try { return JSON.parse(read(this.shelf, "chat.queue") || "[]"); } catch { return []; } },
  set queue(items) { write(this.shelf, "chat.queue", this.borrowed || !items.length ? "" : JSON.stringify(items)); },
  keep() { const { key, queue } = this; write(localStorage, "chat.key", key); this.queue = queue; },
  borrow() {
    const { key } = this;
    for (const name of ["chat.key", "chat.queue"]) write(localStorage, name, "");
    write(sessionStorage, "chat.queue", "");
    write(sessionStorage, "chat.key", key);
    write(sessionStorage, "chat.borrowed", "1");
  },
  forget() { for (const shelf of [localStorage, sessionStorage]) try { shelf.clear(); } catch { /* not allowed to keep anything: nothing to forget */ } },
};
const held = new Map(); // where the browser keeps nothing, this page does
function read(shelf, name) { try { return shelf.getItem(name); } catch { return held.get(name); } }
function write(shelf, name, value) {
  held.set(name, value);
  try { value ? shelf.setItem(name, value) : shelf.removeItem(name); } catch { /* private mode */ }
}

export class Refused extends Error {
  constructor(status, message, wait) { super(message); this.status = status; this.wait = wait; }
}

/** One call of the API; a Refused for what the server will not take, a TypeError where there is no line. */
export async function call(method, path, body, headers = {}, signal) {
  const plain = typeof body === "object" && !(body instanceof Blob);
  const response = await fetch(`/chat/api/${path}`, {
    method, signal, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
    headers: { ...(memory.key && { Authorization: `Bearer ${memory.key}` }), ...(plain && { "Content-Type": "application/json" }), ...headers },
    body: plain ? JSON.stringify(body) : body,
  });
  if (response.ok) return response;
  if (response.status >= 500) throw new TypeError("the server has trouble");
  const told = await response.json().catch(() => null);
  const refused = new Refused(response.status, told?.error.message || "", Number(response.headers.get("Retry-After")));
  refused.offset = response.headers.get("Upload-Offset");
  throw refused;
}

let opening = null;
export async function ensureOpen() {
  if (memory.key) return;
  opening ||= call("POST", "conversations", {}).then((response) => response.json())
    .then((opened) => { memory.key = opened.key; dispatchEvent(new Event("chat-open")); })
    .finally(() => { opening = null; });
  await opening;
}

/** Sends what waits, in order, again and again until it is taken. */
export class Outbox {
  constructor(tell) { this.tell = tell; this.items = memory.queue; this.busy = false; }

  add(item) {
    this.items.push(item);
    this.save();
    this.tell(item, this.waiting ? "waiting" : "sending");
    this.pump();
  }
  save() { memory.queue = this.items; }

  async pump() {
    if (this.busy) return;
    this.busy = true;
    for (let tries = 0; this.items.length;) {
      const [item] = this.items;
      const slow = setTimeout(() => this.tell(item, "slow"), 3000);
      if (!this.waiting) this.tell(item, "sending");
      try {
        await ensureOpen();
        await call("POST", "messages", item.body);
        this.waiting = false;
        this.drop(item, "stored");
        tries = 0;
      } catch (trouble) {
        if (trouble instanceof Refused && trouble.status !== 429) {
          this.drop(item, trouble.status === 401 ? "lost" : "failed", trouble.message);
        } else {
          this.waiting = true;
          for (const each of this.items) this.tell(each, "waiting");
          await pause(trouble.wait || patience(tries++));
        }
      } finally { clearTimeout(slow); }
    }
    this.busy = false;
  }

  drop(item, state, why) { this.items.shift(); this.save(); this.tell(item, state, why); }
}

/** Hears what comes after `after`: over the stream, by asking again and again where that does not come through. */
export async function listen(after, hear, trouble) {
  for (let tries = 0, poll = !window.ReadableStream; ;) {
    const line = new AbortController();
    let watch = 0;
    const alive = () => { clearTimeout(watch); watch = setTimeout(() => line.abort(), SILENCE); };
    const take = (messages) => {
      tries = 0;
      trouble(false);
      const fresh = messages.filter((message) => message.seq > after);
      if (fresh.length) { after = fresh.at(-1).seq; hear(fresh); }
    };
    alive();
    try {
      if (poll) {
        const response = await call("GET", `messages?after=${after}&wait=25&html=1`, undefined, {}, line.signal);
        take((await response.json()).messages);
        continue;
      }
      const response = await call("GET", `stream?after=${after}&html=1`, undefined, {}, line.signal);
      for await (const messages of events(response.body, alive)) take(messages);
    } catch (broken) {
      if (broken instanceof Refused && broken.status === 401) return trouble("lost");
      trouble(!navigator.onLine || tries > 0);
      poll = navigator.onLine && !poll; // something in between may not let a stream through
      await pause(patience(tries++));
    } finally { clearTimeout(watch); }
  }
}

async function* events(body, alive) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (let rest = ""; ;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    const whole = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = whole.pop();
    yield whole.flatMap((event) => event.split("\n"))
      .filter((row) => row.startsWith("data: ")).map((row) => JSON.parse(row.slice(6)));
  }
}
