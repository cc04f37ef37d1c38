// The living page: shows at once what is said, hears what comes, moves nothing under a finger.

import { Outbox, call, listen, memory, newId } from "./line.js";
import { LIMIT, record, sendFile } from "./files.js";

const $ = (selector, within = document) => within.querySelector(selector);
const words = JSON.parse($("#words").textContent);
const say = (name, args = {}) => words[name].replace(/\{(\w+)\}/g, (_, arg) => args[arg]);
const page = document.documentElement, talk = $("#talk"), log = $("#log"), net = $(".net");
const form = $("#say"), field = $("textarea", form), pill = $(".new-pill");
const pending = new Map(); // client_id → the bubble that waits for it
const shots = new Map(); // client_id → the picture in its bubble
let heardAt = null, unseen = 0, listening = false, greeting = [], turn = null; // turn: the first row of the newest answer

page.classList.add("js");

// ── drawing ──────────────────────────────────────────────────────────────
const icon = (name) => `<svg aria-hidden="true"><use href="#i-${name}"/></svg>`;
function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
function fragment(html) {
  const template = make("template");
  template.innerHTML = html; // the server's own markup, escaped there
  return template.content;
}

function leaveFirstScreen() {
  if (!talk.classList.contains("first")) return;
  talk.classList.remove("first");
  for (const part of talk.querySelectorAll(".way, .tip, .open-now")) part.remove();
  $(".open").replaceWith(make("h1", "vh", say("talk")));
  for (const message of greeting) draw(message);
}
const closeChoices = () => log.querySelectorAll(".open-now").forEach((open) => open.remove());

function addDay(before, at) {
  const quiet = heardAt && at - heardAt < 600_000 && at.toDateString() === heardAt.toDateString();
  heardAt = at;
  if (quiet) return;
  const time = at.toTimeString().slice(0, 5);
  const today = at.toDateString() === new Date().toDateString();
  const day = make("li", "day");
  day.append(make("time", "", today ? say("day-today", { time }) : say("day", { month: at.getMonth() + 1, day: at.getDate(), time })));
  log.insertBefore(day, before);
}

/** Add to the talk without moving what is being read; at its end follow it, a long turn from its first line. */
function grow(change) {
  const near = talk.scrollTop > -60;
  const mark = [...log.children].find((row) => row.getBoundingClientRect().bottom > talk.getBoundingClientRect().top);
  const top = mark?.getBoundingClientRect().top;
  change();
  if (!near) {
    if (mark?.isConnected) talk.scrollTop += mark.getBoundingClientRect().top - top;
    return;
  }
  talk.scrollTop = 0;
  if (turn && log.getBoundingClientRect().bottom - turn.getBoundingClientRect().top > talk.clientHeight - 40) {
    turn.scrollIntoView({ block: "start" });
  }
}

function hear(messages) {
  const answers = messages.filter((message) => message.from !== "worker");
  if (messages.some((message) => message.from === "worker")) leaveFirstScreen();
  if (talk.classList.contains("first")) { greeting = messages; return; } // it stands there already
  if (talk.scrollTop <= -60 && answers.length) {
    unseen += answers.length;
    pill.textContent = say("new-words", { count: unseen });
    pill.parentNode.hidden = false;
  }
  grow(() => messages.forEach(draw));
}

function draw(message) {
  closeChoices();
  const shot = shots.get(message.client_id);
  if (shot) { shots.delete(message.client_id); turn = null; return; }
  const waiting = pending.get(message.client_id);
  const before = message.seq === 1 ? log.firstChild : waiting || [...pending.values()].find((row) => row.isConnected) || null;
  addDay(before, new Date(message.at));
  const rows = fragment(message.html);
  const [first] = rows.children;
  if (!waiting) for (const row of rows.children) row.classList.add("new");
  log.insertBefore(rows, before);
  if (waiting) { waiting.remove(); pending.delete(message.client_id); }
  if (pending.size || shots.size) closeChoices();
  field.placeholder = say(message.crisis || message.asking === "safety" ? "write-hint-where" : "write-hint");
  turn = message.from === "worker" ? null : turn || first;
}

// ── sending ──────────────────────────────────────────────────────────────
const marks = { sending: "", slow: "", stored: icon("check"), waiting: icon("clock"), failed: icon("warn") };
function tell(item, state, why) {
  if (state === "lost") return showLost();
  showNet(state === "waiting");
  const row = pending.get(item.body.client_id);
  const mark = row && $(".st", row);
  if (!mark || mark.dataset.state === state) return;
  row.classList.toggle("waiting", state === "waiting");
  mark.dataset.state = state;
  mark.className = state === "failed" ? "st fail" : "st";
  mark.innerHTML = marks[state];
  mark.append(say(state), ...(why ? [`：${why}`] : []));
  if (state === "failed") {
    const again = make("button", "again", say("again"));
    again.onclick = () => outbox.add(item);
    mark.append(again);
  }
}
const outbox = new Outbox(tell);

function addPending(id, ...parts) {
  leaveFirstScreen();
  const row = make("li", "m me");
  const mark = make("p", "st");
  mark.setAttribute("aria-live", "polite");
  row.append(make("span", "vh", say("you-say")), ...parts, mark);
  pending.set(id, row);
  talk.scrollTop = 0;
  log.append(row);
  talk.scrollTop = 0;
  return row;
}

function speak(body, shown) {
  const item = { body: { client_id: newId(), ...body }, shown };
  closeChoices();
  addPending(item.body.client_id, make("p", "b", shown));
  outbox.add(item);
}

function knowPhone(id) {
  if (id === "own") memory.keep();
  if (id === "borrowed") { memory.borrow(); dressDown(); }
}
function dressDown() {
  document.cookie = "plain=1;path=/;samesite=strict";
  const brand = $(".brand");
  brand.innerHTML = icon("bubble");
  brand.append(words.title);
}

function send() {
  const text = field.value.trim();
  if (!text) return;
  const typed = [...log.querySelectorAll(".open-now .choice")].find((choice) => [$(".n", choice)?.textContent, choice.value, choice.lastChild.textContent].includes(text));
  if (typed) knowPhone(typed.value);
  field.value = "";
  fit();
  speak({ text }, text);
}

function choose(submitter, choices) {
  const ticked = [...choices.querySelectorAll("input:checked")];
  const chosen = [...ticked.map((box) => box.value), submitter.value];
  const label = (box) => $("b", box.nextElementSibling).textContent.replace(/^\d+ /, "");
  const shown = ticked.length ? ticked.map(label).join("、") : submitter.lastChild.textContent;
  knowPhone(submitter.value);
  const { asking } = choices.elements;
  speak({ choice: ticked.length ? chosen : submitter.value, ...(asking.value && { asking: asking.value }) }, shown.trim());
}

// ── files and voice ──────────────────────────────────────────────────────
function sendFiles(files) {
  const fitting = [...files].filter((file) => file.size && file.size <= LIMIT);
  if (fitting.length < files.length) note([...files].some((file) => file.size > LIMIT) ? say("error-file-large", { limit: LIMIT >> 20 }) : say("error-file-empty"));
  if (!fitting.length) return;
  const big = fitting.find((file) => file.size > 20 * 2 ** 20);
  if (big) note(say("big-file", { size: big.size >> 20 }));
  const list = make("ul", "shots");
  const bubble = make("div", "b");
  bubble.append(list);
  const row = addPending("", bubble);
  $(".vh", row).textContent = say("sent-files", { count: fitting.length });
  pending.delete("");
  for (const file of fitting) list.append(showFile(file));
}

function showFile(file) {
  const shot = make("li", "shot"), frame = make("div", "im"), state = make("label");
  const address = URL.createObjectURL(file);
  const [kind] = file.type.split("/");
  if (kind === "image") Object.assign(frame.appendChild(make("img")), { src: address, alt: file.name });
  else frame.innerHTML = icon(kind === "video" ? "play" : kind === "audio" ? "mic" : "doc");
  shot.append(frame, ...(file.seconds ? [make("span", "", say("recorded", { seconds: file.seconds }))] : []), state);
  const start = () => {
    const id = newId(), bar = make("progress"), text = make("span");
    bar.max = 100;
    shots.set(id, shot);
    state.className = "";
    shot.classList.remove("bad");
    state.replaceChildren(text, bar);
    const show = (percent) => { bar.value = percent; text.textContent = say("uploading", { percent }); };
    show(0);
    sendFile(file, id, show).then(() => state.replaceChildren(say("uploaded")), (refused) => {
      const again = make("button", "again", say("upload-again"));
      again.onclick = start;
      state.className = "fail";
      shot.classList.add("bad");
      state.replaceChildren(refused.message || say("not-uploaded"), again);
    });
  };
  start();
  return shot;
}

let recording = null;
async function toggleVoice(event) {
  if (!window.MediaRecorder || !navigator.mediaDevices) return; // the file input of the label does it
  event.preventDefault();
  if (recording) return recording.stop();
  const hint = field.placeholder;
  try {
    recording = await record((seconds) => { field.placeholder = say("recording", { seconds }); });
  } catch { return note(say("no-microphone")); }
  const cancel = make("button", "bar-b", say("cancel"));
  cancel.type = "button";
  cancel.onclick = recording.cancel;
  form.classList.add("rec");
  form.prepend(cancel);
  const voice = await recording.done;
  recording = null;
  cancel.remove();
  form.classList.remove("rec");
  field.placeholder = hint;
  if (voice) sendFiles([voice]);
}

// ── the net bar ──────────────────────────────────────────────────────────
function note(text, role = "status") {
  net.setAttribute("role", role);
  net.className = text ? "net" : "net off";
  net.textContent = text;
}
function showNet(off) {
  if (off === !!$(".again", net)) return;
  note(off ? say(memory.borrowed ? "offline-borrowed" : "offline") : "");
  if (!off) return;
  net.insertAdjacentHTML("afterbegin", icon("off"));
  const again = make("button", "again push", say("try"));
  again.onclick = () => dispatchEvent(new Event("chat-try"));
  net.append(again);
}
function showLost() {
  note("");
  net.className = "net";
  const anew = make("button", "again", say("lost"));
  anew.onclick = () => { memory.forget(); location.assign("/"); };
  net.append(anew);
}

// ── the page ─────────────────────────────────────────────────────────────
function fit() {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
function leave() {
  memory.forget();
  location.replace("/leave");
}
function startListening() {
  if (listening || !memory.key) return;
  listening = true;
  const last = Math.max(0, ...[...log.querySelectorAll("[data-seq]")].map((row) => Number(row.dataset.seq)));
  listen(last, hear, (trouble) => trouble === "lost" ? showLost() : showNet(trouble || outbox.items.length > 0 && !navigator.onLine));
}

form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
field.addEventListener("input", fit);
field.addEventListener("keydown", (event) => {
  const desktop = matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (event.key === "Enter" && desktop && !event.shiftKey && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); send(); }
});
for (const input of form.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => { const files = [...input.files]; input.value = ""; sendFiles(files); });
}
$(".mic", form).addEventListener("click", (event) => { if (event.target.type !== "file" || recording) toggleVoice(event); });
talk.addEventListener("submit", (event) => { event.preventDefault(); choose(event.submitter, event.target); });
talk.addEventListener("click", (event) => {
  if (event.target.closest(".print")) print();
  if (event.detail > 1 && event.target.closest("button")) event.preventDefault(); // the second tap was not meant for the next question
});
talk.addEventListener("scroll", () => { if (talk.scrollTop > -60) { unseen = 0; pill.parentNode.hidden = true; } }, { passive: true });
pill.addEventListener("click", () => { talk.scrollTop = 0; });
$("#leave").addEventListener("click", (event) => { event.preventDefault(); leave(); });
$("#type").addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter, order = ["normal", "large", "huge"], size = button.value;
  document.cookie = `type=${size};path=/;samesite=strict;max-age=${size === "normal" ? 0 : 15552000}`;
  if (size === "normal") delete page.dataset.type; else page.dataset.type = size;
  button.value = order[(order.indexOf(size) + 1) % 3];
  button.textContent = say(`type-${button.value}`);
});
let escapes = [];
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  escapes = [...escapes.filter((at) => event.timeStamp - at < 1500), event.timeStamp];
  if (escapes.length === 3) leave();
});
addEventListener("chat-open", startListening);
addEventListener("offline", () => showNet(true));
addEventListener("online", () => showNet(false));
window.visualViewport?.addEventListener("resize", () => {
  const stage = $(".stage"), covered = innerHeight - visualViewport.height > 80; // a keyboard lies over the page (iOS)
  stage.style.height = covered ? `${visualViewport.height}px` : "";
  stage.style.bottom = covered ? "auto" : "";
});

if (log.dataset.key) { memory.key = log.dataset.key; delete log.dataset.key; }
if (memory.borrowed) dressDown();
const times = [...log.querySelectorAll("[data-at]")];
if (times.length) heardAt = new Date(times.at(-1).dataset.at);
const restored = outbox.items.slice();
if (memory.key && !times.length) {
  // a reload: the whole talk at once, then the line stays open
  call("GET", "messages?after=0&html=1").then((response) => response.json()).then(({ messages }) => hear(messages)).catch(() => {}).finally(startListening);
} else startListening();
for (const item of restored) addPending(item.body.client_id, make("p", "b", item.shown));
outbox.pump();
