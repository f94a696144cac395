"use strict";
// The reading page: one answer is current; the keys move it, and the form beside the column is about it.

const at = (id) => document.getElementById(id);
const { path, token, marker, max } = document.body.dataset;
const most = Number(max);
const answers = [...document.querySelectorAll(".answer")];
const ticks = [...document.querySelectorAll(".tick")];
// What the server says of every answer, by its key; what was entered and is on its way there; what was left unsaved.
const states = new Map(answers.map((answer) => [answer.dataset.key, JSON.parse(answer.dataset.state)]));
const underway = new Map();
const drafts = new Map();
const paces = [];
let current = null;
let bank = JSON.parse(at("comments-kept").textContent);
let since = performance.now();
// Whether points were given for the current answer: by a tick, a key, a number, or before.
let decided = false;
// Marks are saved one after the other, while the next answer is read.
let saving = Promise.resolve();

const stateOf = (answer) => underway.get(answer.dataset.key) ?? states.get(answer.dataset.key);
const shown = (number) => String(Math.round(number * 100) / 100);
const titleOf = (answer) => answer.querySelector("h2").textContent;
const say = (text, bad = false) => {
  at("message").textContent = text;
  at("message").classList.toggle("bad", bad);
};

async function ask(kind, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Reading-Token": token },
    body: JSON.stringify(body),
  };
  let response;
  try {
    response = await fetch(`/${kind}/${path}`, options);
  } catch {
    throw new Error("Nothing was saved: course read does not answer. Is it still running?");
  }
  const news = await response.json();
  for (const [key, state] of Object.entries(news.states ?? {})) {
    const old = JSON.stringify(states.get(key));
    states.set(key, state);
    if (old !== JSON.stringify(state) && at(`a-${key}`)) paint(at(`a-${key}`));
  }
  if (!response.ok) throw new Error(`Not saved: ${news.error}.`);
  return news;
}

// --- What is shown. ---------------------------------------------------------------------------------------------

function paint(answer) {
  const state = stateOf(answer);
  answer.classList.toggle("read", state.read);
  const by = state.marker ? ` · ${state.marker}` : "";
  let given = state.read ? `${shown(state.points)} of ${shown(most)}${by}` : "unread";
  if (state.changed) given = `changed since it got ${shown(state.points)}${by}`;
  if (drafts.has(answer.dataset.key)) given += ", not saved";
  answer.querySelector(".given").textContent = given;
  const lines = [];
  if (state.comment) lines.push(state.comment);
  for (const other of state.others) {
    const difference = other.points === state.points ? "the same" : shown(other.points);
    lines.push(`Second mark by ${other.marker}: ${difference}${other.comment ? `, “${other.comment}”` : ""}`);
  }
  answer.querySelector(".said").replaceChildren(...lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  }));
}

function progress() {
  const read = answers.filter((answer) => stateOf(answer).read).length;
  at("progress").value = read;
  let text = `${read} of ${answers.length} read`;
  if (paces.length > 2 && read < answers.length) {
    const sorted = [...paces].sort((a, b) => a - b);
    const minutes = ((answers.length - read) * sorted[sorted.length >> 1]) / 60000;
    text += minutes < 1 ? ", less than a minute left" : `, about ${Math.round(minutes)} min left`;
  }
  at("how-far").textContent = text;
  at("all-read").hidden = read < answers.length;
  const count = document.querySelector('[aria-current="page"] .count');
  if (count) count.textContent = `${read}/${answers.length}`;
}

function filter() {
  const only = at("only-unread").checked;
  for (const answer of answers) answer.hidden = only && stateOf(answer).read && answer !== current;
}

// --- The form. --------------------------------------------------------------------------------------------------

function fill(answer) {
  const state = stateOf(answer);
  const draft = drafts.get(answer.dataset.key) ?? state;
  ticks.forEach((tick, k) => { tick.checked = draft.ticks.includes(k); });
  at("points").value = draft.points === null ? "" : shown(draft.points);
  at("comment").value = draft.comment;
  at("which").textContent = titleOf(answer);
  at("earlier").textContent = state.points === null ? "" : answer.querySelector(".given").textContent;
  at("unmark").hidden = state.points === null;
  decided = draft.points !== null;
}

const entered = () => ({
  points: at("points").value === "" ? null : Number(at("points").value),
  ticks: ticks.flatMap((tick, k) => (tick.checked ? [k] : [])),
  comment: at("comment").value.trim(),
});

function sum() {
  const total = ticks.reduce((all, tick) => all + (tick.checked ? Number(tick.dataset.points) : 0), 0);
  at("points").value = shown(Math.min(total, most));
  decided = true;
}

function unsaved() {
  if (!current) return false;
  const state = stateOf(current);
  const { points, comment } = entered();
  return points !== state.points || comment !== state.comment;
}

function go(answer, focus = true) {
  if (!answer) return;
  if (current && current !== answer) {
    if (unsaved()) {
      drafts.set(current.dataset.key, entered());
      say(`${titleOf(current)} is not saved yet.`, true);
    } else drafts.delete(current.dataset.key);
    paint(current);
    current.classList.remove("current");
    current.tabIndex = -1;
  }
  current = answer;
  current.hidden = false;
  current.tabIndex = 0;
  current.classList.add("current");
  fill(current);
  filter();
  since = performance.now();
  current.scrollIntoView({ block: "start" });
  if (focus) current.focus({ preventScroll: true });
}

function step(by) {
  const visible = answers.filter((answer) => !answer.hidden);
  go(visible[visible.indexOf(current) + by]);
}

function nextUnread() {
  const start = answers.indexOf(current);
  const order = [...answers.slice(start + 1), ...answers.slice(0, start)];
  return order.find((answer) => !stateOf(answer).read);
}

function save(points) {
  if (!current) return;
  const answer = current;
  const { key } = answer.dataset;
  if (points !== null && (!decided || at("points").value === "")) {
    say("Tick what is there first, or press 0 for no points.", true);
    return;
  }
  if (points !== null && !at("points").reportValidity()) return;
  const mark = { ...entered(), ...(points === null ? { points, ticks: [] } : {}) };
  const shownMeanwhile = { ...stateOf(answer), ...mark, read: points !== null, changed: false, marker };
  paces.push(Math.min(performance.now() - since, 300000));
  underway.set(key, shownMeanwhile);
  drafts.delete(key);
  paint(answer);
  progress();
  fill(answer);
  saving = saving.then(() => send(answer, mark, shownMeanwhile));
  if (points !== null) go(nextUnread() ?? answer);
}

async function send(answer, mark, shownMeanwhile) {
  const { key } = answer.dataset;
  const { points, comment } = states.get(key);
  const done = () => { if (underway.get(key) === shownMeanwhile) underway.delete(key); };
  try {
    await ask("mark", { key, ...mark, seen: { points, comment } });
    done();
    const title = titleOf(answer);
    const end = answers.every((one) => stateOf(one).read) ? " Everything here is read." : "";
    say(mark.points === null ? `${title} is unread again.` : `${title}: ${shown(mark.points)} saved.${end}`);
  } catch (error) {
    done();
    drafts.set(key, mark);
    paint(answer);
    go(answer);
    say(error.message, true);
  }
  progress();
}

// --- Comments that are used again. --------------------------------------------------------------------------------

function append(text) {
  const box = at("comment");
  box.value = box.value.trim() ? `${box.value.trim()}\n${text}` : text;
  at("bank").close();
  current?.focus({ preventScroll: true });
  say("The comment was added; it is not saved yet.");
}

function found() {
  const words = at("bank-find").value.toLowerCase().split(/\s+/).filter(Boolean);
  return bank.filter((text) => words.every((word) => text.toLowerCase().includes(word)));
}

function listBank() {
  at("bank-list").replaceChildren(...found().map((text, k) => {
    const line = document.createElement("li");
    const use = document.createElement("button");
    use.type = "button";
    use.className = "use";
    if (k < 9) {
      const key = document.createElement("kbd");
      key.textContent = String(k + 1);
      use.append(key, " ");
    }
    use.append(text);
    use.addEventListener("click", () => append(text));
    const drop = document.createElement("button");
    drop.type = "button";
    drop.textContent = "Drop";
    drop.setAttribute("aria-label", `Drop: ${text.slice(0, 60)}`);
    drop.addEventListener("click", async () => {
      try {
        bank = (await ask("comment", { text, drop: true })).comments;
        listBank();
        at("bank-find").focus();
      } catch (error) { say(error.message, true); }
    });
    line.append(use, drop);
    return line;
  }));
  at("bank-none").hidden = bank.length > 0;
}

function openBank() {
  if (at("bank").open) return;
  at("bank-find").value = "";
  listBank();
  at("bank").showModal();
  at("bank-find").focus();
}

async function keep() {
  const text = at("comment").value.trim();
  if (!text) {
    say("Write a comment first; then it can be kept.", true);
    return;
  }
  try {
    bank = (await ask("comment", { text })).comments;
    say("The comment is kept for this question.");
  } catch (error) { say(error.message, true); }
}

at("bank").addEventListener("keydown", (event) => {
  const list = found();
  if (/^[1-9]$/.test(event.key) && list[event.key - 1]) {
    event.preventDefault();
    append(list[event.key - 1]);
  } else if (event.key === "Enter" && event.target === at("bank-find")) {
    event.preventDefault();
    if (list.length) append(list[0]);
  }
});

// --- Names, likeness, order. --------------------------------------------------------------------------------------

async function names() {
  let known = {};
  if (at("show-names").checked) {
    try { known = await ask("names"); } catch (error) { say(error.message, true); }
  }
  for (const answer of answers) answer.querySelector(".name").textContent = known[answer.dataset.key] ?? "";
}

const likeness = () => document.body.classList.toggle("without-likeness", !at("show-likeness").checked);

function order(value) {
  if (unsaved() || drafts.size || underway.size) {
    say("Save every answer first: another order loads the page again.", true);
    at("order").value = value === "alike" ? "random" : "alike";
    return;
  }
  location.search = value === "random" ? "" : `?order=${value}`;
}

function unfold() {
  const all = [...document.querySelectorAll(".desk details")];
  const open = all.some((part) => !part.open);
  all.forEach((part) => { part.open = open; });
}

function toggle(id, then) {
  at(id).checked = !at(id).checked;
  then();
}

// --- Keys. --------------------------------------------------------------------------------------------------------

function tick(k) {
  if (!ticks[k]) return;
  ticks[k].checked = !ticks[k].checked;
  sum();
}

function all(on) {
  ticks.forEach((one) => { one.checked = on; });
  sum();
  if (on) at("points").value = shown(most);
}

function arrow(by) {
  const box = current?.getBoundingClientRect();
  const top = document.querySelector(".top").getBoundingClientRect().bottom;
  const more = box && (by > 0 ? box.bottom > innerHeight + 4 : box.top < top - 4);
  if (more) scrollBy(0, by * 0.6 * (innerHeight - top));
  else step(by);
}

const KEYS = {
  j: () => step(1), k: () => step(-1), ArrowDown: () => arrow(1), ArrowUp: () => arrow(-1),
  0: () => all(false), a: () => all(true), s: () => save(Number(at("points").value)),
  c: () => at("comment").focus(), p: () => at("points").select(),
  b: openBank, B: keep, x: unfold, w: () => current?.querySelector(".whole").click(),
  u: () => toggle("only-unread", filter), n: () => toggle("show-names", names),
  l: () => toggle("show-likeness", likeness),
  o: () => order(at("order").value === "random" ? "alike" : "random"),
  "?": () => at("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  const target = event.target;
  const typing = target.matches("textarea, select, input:not([type=checkbox])");
  if (event.key === "Enter") {
    // Enter on a button, a link or a folded part is theirs; in the comment it begins a line.
    if (target.closest("button, a, summary, select") || (target.matches("textarea") && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat) save(Number(at("points").value));
  } else if (event.key === "Escape" && target.closest("form")) {
    current?.focus({ preventScroll: true });
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && at("use-keys").checked) {
    const action = /^[1-9]$/.test(event.key) ? () => tick(event.key - 1) : KEYS[event.key];
    if (!action) return;
    event.preventDefault();
    if (!event.repeat || /^(j|k|Arrow)/.test(event.key)) action();
  }
});

// --- The mouse, and the beginning. --------------------------------------------------------------------------------

for (const answer of answers) {
  answer.addEventListener("click", (event) => {
    if (answer !== current && !event.target.closest("a") && !getSelection().toString()) go(answer);
  });
}
document.querySelectorAll(".likeness a").forEach((link) => link.addEventListener("click", (event) => {
  event.preventDefault();
  go(document.querySelector(link.hash));
}));
ticks.forEach((one) => one.addEventListener("change", sum));
at("points").addEventListener("input", () => { decided = at("points").value !== ""; });
at("mark").addEventListener("submit", (event) => {
  event.preventDefault();
  save(Number(at("points").value));
});
at("unmark").addEventListener("click", () => save(null));
at("keep").addEventListener("click", keep);
at("open-bank").addEventListener("click", openBank);
at("bank-find").addEventListener("input", listBank);
at("open-keys").addEventListener("click", () => at("keys").showModal());
at("only-unread").addEventListener("change", filter);
at("show-names").addEventListener("change", names);
at("show-likeness").addEventListener("change", likeness);
at("order").addEventListener("change", () => order(at("order").value));
at("use-keys").addEventListener("change", () => {
  localStorage.setItem("use-keys", at("use-keys").checked ? "yes" : "no");
});
at("use-keys").checked = localStorage.getItem("use-keys") !== "no";
addEventListener("beforeunload", (event) => { if (unsaved() || drafts.size || underway.size) event.preventDefault(); });
answers.forEach(paint);
progress();
for (const part of document.querySelectorAll(".switches, .desk")) part.inert = false;
go(answers.find((answer) => !stateOf(answer).read) ?? answers[0], false);
