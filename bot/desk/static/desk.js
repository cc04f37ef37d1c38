// What script adds to the desk: keys, live rows, the alarm's sound. Every page works without it.
const body = document.body;
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const store = { get: (name) => localStorage.getItem(`desk-${name}`), set: (name, value) => localStorage.setItem(`desk-${name}`, value) };

// ── the line to the server: one a browser, held by whichever tab has the lock ──
const channel = new BroadcastChannel("desk");
let state = null;
channel.onmessage = ({ data }) => hear(data);

function hold() {
  const line = new EventSource("/desk/live");
  line.addEventListener("state", ({ data }) => {
    channel.postMessage(JSON.parse(data));
    hear(JSON.parse(data));
  });
  line.onerror = () => say(body.dataset.offline);
  return new Promise(() => {});
}
if (navigator.locks) navigator.locks.request("desk-live", hold);
else hold();

function hear(news) {
  const before = state;
  state = news;
  for (const [view, count] of Object.entries(news.counts)) {
    const shown = find(`.side a[href$="view=${view}"] .c`);
    if (shown) shown.textContent = count;
  }
  const shown = all(".alarm").map((bar) => bar.dataset.alarm);
  const rings = news.alarms.some((one) => !shown.includes(one)) || shown.some((one) => !news.alarms.includes(one));
  if (rings || (before && before.beat !== news.beat)) refresh(rings);
  ring();
}

// ── pages look at their own address again and take over what changed ──
let looking = 0;
async function refresh(now) {
  if (!now && (document.hidden || Date.now() - looking < 4000)) return;
  looking = Date.now();
  const address = new URL(location);
  address.searchParams.set("peek", "1");
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  takeAlarms(fresh);
  if (find("table.queue")) takeRows(fresh);
  if (find("#story")) takeStory(fresh);
}

function takeAlarms(fresh) {
  const place = find("#alarms"), height = place.offsetHeight;
  const incoming = find("#alarms", fresh);
  if (incoming.textContent === place.textContent) return;
  const newer = all(".alarm", incoming).length > all(".alarm", place).length;
  place.replaceChildren(...document.importNode(incoming, true).childNodes);
  if (scrollY > 0) scrollBy(0, place.offsetHeight - height);
  if (newer) guardUntil = Date.now() + 400;
  elapse();
}

// a click meant for what stood there before the bar came is not for the bar
let guardUntil = 0;
addEventListener("click", (event) => {
  if (Date.now() < guardUntil && event.isTrusted) { event.preventDefault(); event.stopPropagation(); }
}, true);

function takeRows(fresh) {
  const known = new Map(all("tr.case").map((row) => [row.dataset.reference, row]));
  let waiting = 0;
  for (const row of all("tr.case", fresh)) {
    const mine = known.get(row.dataset.reference);
    if (!mine) { waiting += 1; continue; }
    known.delete(row.dataset.reference);
    if (mine.dataset.version === row.dataset.version && mine.textContent === row.textContent) continue;
    all("td", mine).forEach((cell, at) => {
      const next = row.cells[at];
      if (cell.innerHTML !== next.innerHTML && !cell.contains(document.activeElement)) cell.replaceChildren(...document.importNode(next, true).childNodes);
    });
    mine.dataset.version = row.dataset.version;
    mine.toggleAttribute("data-free", row.hasAttribute("data-free"));
  }
  for (const gone of known.values()) gone.classList.add("gone");
  const pill = find("#fresh");
  if (!pill) return;
  pill.hidden = !waiting;
  if (waiting) pill.firstChild.textContent = pill.dataset.words.replace("#", waiting) + " ";
}

function takeStory(fresh) {
  const list = find("#story"), last = Math.max(0, ...all("[data-seq]", list).map((line) => +line.dataset.seq));
  const words = all("#story [data-seq]", fresh).filter((line) => +line.dataset.seq > last);
  if (words.length) {
    list.append(...words.map((line) => document.importNode(line, true)));
    const pill = find("#new-words");
    if (pill && list.getBoundingClientRect().bottom > innerHeight) pill.hidden = false;
  }
  const clocks = find(".clocks"), newer = find(".clocks", fresh);
  if (clocks && newer && clocks.innerHTML !== newer.innerHTML) clocks.replaceChildren(...document.importNode(newer, true).childNodes);
}

// ── the alarm: title, notice, two soft tones until somebody takes it ──
const title = document.title;
let sound = null;
function tones() {
  if (!sound || sound.state !== "running") return;
  [660, 880].forEach((pitch, at) => {
    const tone = new OscillatorNode(sound, { frequency: pitch }), soft = new GainNode(sound, { gain: 0 });
    const begins = sound.currentTime + at * 0.45;
    soft.gain.setTargetAtTime(0.25, begins, 0.03);
    soft.gain.setTargetAtTime(0, begins + 0.3, 0.05);
    tone.connect(soft).connect(sound.destination);
    tone.start(begins);
    tone.stop(begins + 0.6);
  });
}
function ring() {
  const rings = state && state.alarms.length > 0;
  document.title = rings ? `● ${body.dataset.ringing} · ${title.split(" · ").pop()}` : title;
  if (!rings) return;
  if (Date.now() - Number(store.get("rang") || 0) > 29000) { store.set("rang", Date.now()); tones(); }
  for (const one of state.alarms) {
    if (store.get("told") === one || !("Notification" in window) || Notification.permission !== "granted") continue;
    store.set("told", one);
    new Notification(body.dataset.ringing, { tag: one });
    if (navigator.vibrate) navigator.vibrate([300, 200, 300]);
  }
}
setInterval(ring, 3000);
function wake() {
  sound = sound || new AudioContext();
  sound.resume();
}
addEventListener("pointerdown", wake, { once: true });
addEventListener("keydown", wake, { once: true });
const duty = find("#duty");
if (duty) {
  duty.hidden = false;
  duty.setAttribute("aria-pressed", store.get("duty") === "on");
  duty.onclick = () => {
    const on = duty.getAttribute("aria-pressed") !== "true";
    duty.setAttribute("aria-pressed", on);
    store.set("duty", on ? "on" : "off");
    if (!on) return;
    wake();
    sound.resume().then(tones);
    say(duty.dataset.said);
    if ("Notification" in window && Notification.permission === "default") Notification.requestPermission();
  };
}
function elapse() {
  for (const since of all(".since[data-opened]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(since.dataset.opened)) / 60000));
    since.textContent = since.dataset.words.replace("#", minutes);
  }
}
setInterval(() => { if (!find(".demo")) elapse(); }, 60000);
function say(words) { find("#said").textContent = words; }

// ── what is being written is kept in this tab until it is sent ──
for (const form of all("[data-writes]")) {
  const name = `desk-draft-${new URL(form.action).pathname}`;
  const boxes = all("textarea, input:not([type=hidden], [type=file]), select", form);
  const kept = JSON.parse(sessionStorage.getItem(name) || "{}");
  if (!find("#wrong")) for (const box of boxes) if (!box.value && kept[box.id]) box.value = kept[box.id];
  form.addEventListener("input", () => sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(boxes.map((box) => [box.id, box.value])))));
  form.addEventListener("submit", () => sessionStorage.removeItem(name));
}
find("#wrong")?.focus();

// ── which case comes next: the list as it was last seen ──
const references = all("tr.case").map((row) => row.dataset.reference);
if (references.length) sessionStorage.setItem("desk-list", JSON.stringify(references));
const around = JSON.parse(sessionStorage.getItem("desk-list") || "[]");
const at = around.indexOf(location.pathname.split("/")[3]);
for (const [id, next] of [["prev", around[at - 1]], ["next", around[at + 1]]]) {
  const link = find(`#${id}`);
  if (link && at >= 0 && next) { link.href = `/desk/cases/${next}`; link.hidden = false; }
}

// ── keys: by place, never while somebody writes or composes ──
const pages = { KeyQ: "all", KeyM: "mine", KeyL: "overdue", KeyT: "today", KeyR: "asked", KeyF: "unowned", KeyY: "listed" };
const press = (selector) => { const link = find(selector); if (link) link.click(); return Boolean(link); };
const tab = (name) => { const choice = find(`#w-${name}`); if (choice) { choice.click(); find(`[data-pane=${name}] textarea`).focus(); } };
let cursor = -1, fact = -1, going = 0;
function step(by) {
  const rows = all("tr.case");
  if (!rows.length) return press(by > 0 ? "#next" : "#prev");
  rows[cursor]?.classList.remove("cur");
  cursor = Math.min(rows.length - 1, Math.max(0, cursor + by));
  rows[cursor].classList.add("cur");
  find("a", rows[cursor]).focus({ preventScroll: true });
  rows[cursor].scrollIntoView({ block: "nearest" });
}
function light(by) {
  const links = all(".facts a.src");
  if (!links.length) return;
  links[fact]?.removeAttribute("aria-current");
  fact = (fact + by + links.length) % links.length;
  links[fact].setAttribute("aria-current", "true");
  location.replace(links[fact].hash);
}
function claim() {
  if (press("[data-step=claim]")) return;
  const row = all("tr.case")[cursor];
  if (!row || !row.hasAttribute("data-free")) return;
  const form = find("#claim");
  form.action = `/desk/cases/${row.dataset.reference}/claim`;
  form.version.value = row.dataset.version;
  form.requestSubmit();
}
const keys = {
  Slash: () => find(".find input").focus(),
  KeyN: () => press("a[href='/desk/intake']"),
  KeyG: () => { going = Date.now(); },
  KeyJ: () => step(1), KeyK: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  KeyC: claim,
  Period: () => press("#fresh:not([hidden])"),
  BracketRight: () => light(1), BracketLeft: () => light(-1),
  KeyE: () => press(fact < 0 ? ".facts a.edit" : `.facts > div:has(a[aria-current]) a.edit:last-of-type`),
  KeyQ: () => tab("ask"), KeyM: () => tab("message"), KeyI: () => tab("note"),
  KeyP: () => press("[data-step=record_payment]"), KeyU: () => press("[data-step=urge]"),
  KeyT: () => press("[data-key=police]"), KeyB: () => press("#back"),
};
const dialog = find("#keys"), off = find("#keys-switch");
off.onclick = () => { store.set("keys", store.get("keys") === "off" ? "on" : "off"); name(); };
function name() { off.textContent = store.get("keys") === "off" ? off.dataset.on : off.dataset.off; }
name();
addEventListener("keydown", (event) => {
  const writing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape" && find("#stay") && !dialog.open) return press("#stay");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return event.target.form?.requestSubmit();
  if (writing || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.shiftKey && event.code === "Slash") return dialog.showModal();
  if (event.shiftKey && event.code === "Digit1") return press(".alarm form button");
  if (event.shiftKey || store.get("keys") === "off") return;
  if (Date.now() - going < 2000 && pages[event.code]) { location.href = `/desk/?view=${pages[event.code]}`; return; }
  const does = keys[event.code];
  if (!does || ((event.code.startsWith("Arrow")) && !find("tr.case"))) return;
  event.preventDefault();
  does();
});

// ── intake: hear again when a field is left, file and leave out by key ──
const intake = find("#intake");
if (intake) addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.altKey && (event.code === "Digit0" || event.code === "Numpad0")) { event.preventDefault(); press("#nothing"); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.stopImmediatePropagation(); press("#file"); }
}, true);
