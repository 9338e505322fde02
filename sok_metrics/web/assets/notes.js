// Notes during a meeting: what is typed stands in this browser until the server says that it has it.
const main = document.querySelector("#notes");
const { number, token, path, kinds, words } = JSON.parse(main.dataset.setup);
const PAUSE = 1000; // ms after the last key
const LONGEST_PAUSE = 2500; // ms that somebody who goes on typing waits at most
const SLOW = 800; // ms without an answer after which it says so
const AGAIN = 2000;
const LOOK = 3000;
const KEPT = `sok-notulen:${path}:${number}:`;
const newKey = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16)).join("");
const TAB = newKey();
const items = new Map();
const kindOf = new Map(kinds.map((kind) => [kind.table, kind]));
const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (all, name) => parts[name] ?? all);
const make = (tag, traits = {}, ...inside) => {
  const one = Object.assign(document.createElement(tag), traits);
  one.append(...inside);
  return one;
};

const ask = async (where, content, keepalive = false) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 10000);
  try {
    const options = content === undefined ? {} : {
      method: "POST", keepalive, body: JSON.stringify(content),
      headers: { "X-Sok-Teken": token, "Content-Type": "application/json" },
    };
    const answer = await fetch(`${path}${where}?nummer=${number}`, { ...options, signal: stop.signal });
    const found = await answer.json();
    return { ok: answer.ok, status: answer.status, found };
  } finally {
    clearTimeout(timer);
  }
};

// What is not at the server yet survives a crash of the browser.
const remember = (item) => {
  const { key, table, point, version, record, removed } = item;
  const entry = { key, table, point, version, record, removed, fields: read(item), turn: item.turn, tab: TAB };
  try {
    localStorage.setItem(KEPT + key, JSON.stringify(entry));
  } catch {
    // No room, or not allowed: then the page itself is all there is, and it says so until it is saved.
  }
};
const forget = (item) => {
  try {
    localStorage.removeItem(KEPT + item.key);
  } catch {
    // As above.
  }
};
const remembered = () => {
  const found = [];
  try {
    for (let n = 0; n < localStorage.length; n += 1) {
      const name = localStorage.key(n);
      if (name.startsWith(KEPT)) found.push(JSON.parse(localStorage.getItem(name)));
    }
  } catch {
    // As above.
  }
  return found;
};

const read = (item) => {
  const fields = {};
  for (const [name, field] of item.inputs) if (field.value.trim()) fields[name] = field.value;
  return fields;
};
const same = (one, other) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => (one[name] ?? "") === (other[name] ?? ""));
const write = (item, fields) => {
  for (const [name, field] of item.inputs) {
    const text = fields[name] ?? "";
    if (field.value !== text) {
      if (field.tagName === "SELECT" && text && ![...field.options].some((one) => one.value === text)) {
        field.append(make("option", { value: text, textContent: text }));
      }
      field.value = text;
    }
  }
  for (const one of item.box.querySelectorAll("details")) {
    one.open ||= [...one.querySelectorAll("input, select, textarea")].some((field) => field.value);
  }
};

const say = (item, text, isWrong = false) => {
  if (item.says.textContent !== text) item.says.textContent = text;
  item.says.className = isWrong ? "wrong" : "";
  sayAll();
};
const sayAll = () => {
  const waiting = [...items.values()].filter((item) => item.dirty || item.sending).length;
  const wrong = [...items.values()].filter((item) => item.failing).length;
  const line = document.querySelector("#all");
  const text = wrong ? fill(words.waiting, { n: wrong }) : waiting ? words.typing : words.allSaved;
  if (line.textContent !== text) line.textContent = text;
  line.className = wrong ? "wrong" : "";
};
const showState = (item) => {
  item.box.classList.toggle("gone", item.removed);
  item.body.hidden = item.removed;
  item.back.hidden = !item.removed;
  if (item.goes) item.goes.hidden = item.removed;
  if (item.removed) return say(item, words.removed);
  if (item.problem) return say(item, item.problem, true);
  if (!item.at) return say(item, item.kept && item.record ? words.kept : "");
  say(item, fill(words.saved, { time: item.at }) + (item.kept ? ` · ${words.kept}` : ""));
};

const changed = (item) => {
  item.dirty = true;
  item.first ??= Date.now();
  remember(item);
  if (!item.failing) say(item, words.typing);
  clearTimeout(item.timer);
  const left = Math.max(0, item.first + LONGEST_PAUSE - Date.now());
  item.timer = setTimeout(() => send(item), Math.min(PAUSE, left));
};

const send = async (item, { settles = false, keepalive = false, as = null } = {}) => {
  if (item.sending) {
    item.waiting = { settles };
    return;
  }
  clearTimeout(item.timer);
  item.sending = true;
  item.first = null;
  item.turn += 1;
  const sent = read(item);
  const wasRemoved = item.removed;
  const version = settles && item.standing ? item.standing.version : item.version;
  const slow = setTimeout(() => fail(item, words.trying), SLOW);
  let answer = null;
  try {
    answer = await ask("/bewaar", {
      key: item.key, table: item.table, point: item.point, record: item.record ?? "", fields: sent, version,
      tab: as?.tab ?? TAB, turn: as ? as.turn + 1000 : item.turn, settles, removes: wasRemoved,
    }, keepalive);
  } catch {
    // No server, no network, or no answer: it stays in this browser and is sent again.
  }
  clearTimeout(slow);
  item.sending = false;
  if (answer === null || answer.status >= 500) {
    fail(item, answer?.found.sentence ?? words.trying);
    item.timer = setTimeout(() => send(item, { settles, as }), AGAIN);
    return;
  }
  if (!answer.ok) {
    fail(item, answer.status === 403 ? words.signedOut : answer.found.sentence);
    if (answer.status === 403) {
      const href = path.replace(/notuleren$/, "aanmelden");
      item.says.append(" ", make("a", { href, target: "_blank", textContent: words.signIn }));
      item.timer = setTimeout(() => send(item, { settles, as }), AGAIN);
    }
    return;
  }
  item.failing = false;
  const stands = answer.found.item;
  const isMine = same(stands.fields, sent) && stands.removed === wasRemoved;
  const isChanged = !same(read(item), sent) || item.removed !== wasRemoved;
  item.dirty = isChanged;
  if (!isChanged) forget(item);
  if (isMine) {
    take(item, stands, false);
    if (as) item.version = stands.version;
  } else {
    item.standing = stands;
    showBoth(item);
    say(item, words.conflict, true);
  }
  const next = item.waiting;
  item.waiting = null;
  if (isChanged || next) {
    remember(item);
    changed(item);
    if (next) send(item, next);
  }
  sayAll();
};
const fail = (item, text) => {
  item.failing = true;
  item.dirty = true;
  say(item, text, true);
};

// What stands at the server, in the field when nobody is typing in it here.
const take = (item, stands, withFields) => {
  Object.assign(item, {
    version: stands.version, record: stands.record, at: stands.by ? stands.at : "", kept: stands.kept,
    problem: stands.problem, standing: null,
  });
  item.others = stands.others.filter((one) => !withFields || !same(one.fields, stands.fields));
  if (withFields) {
    item.removed = stands.removed;
    write(item, stands.fields);
  }
  if (!item.dirty) showState(item);
  showBoth(item);
};

const wordsOf = (item, fields) =>
  kindOf.get(item.table).fields
    .filter((field) => fields[field.name])
    .map((field, n) => (n ? `${field.label}: ` : "") + (field.choices[fields[field.name]] ?? fields[field.name]))
    .join("\n") || "–";
const showBoth = (item) => {
  const all = item.standing
    ? [item.standing, ...item.standing.others.filter((one) => one.tab !== TAB)]
    : (item.others ?? []).filter((one) => !same(one.fields, read(item)));
  // Two who wrote the same are one choice.
  const others = all.filter((one, n) => all.findIndex((other) => same(one.fields, other.fields)) === n);
  const mark = JSON.stringify(others.map((one) => [one.fields, one.by, one.at]));
  if (item.shown === mark) return;
  item.shown = mark;
  item.both.hidden = !others.length;
  item.both.replaceChildren();
  if (!others.length) return;
  item.both.append(make("p", {}, make("strong", { textContent: words.conflict })));
  const choose = (fields) => {
    if (fields) write(item, fields);
    item.dirty = true;
    remember(item);
    send(item, { settles: true });
    [...item.inputs.values()][0].focus();
  };
  for (const one of others) {
    const [first] = kindOf.get(item.table).fields;
    const both = () => {
      const here = read(item);
      return { ...one.fields, ...here, [first.name]: [here[first.name], one.fields[first.name]].filter(Boolean).join("\n\n") };
    };
    item.both.append(
      make("p", { textContent: fill(words.theirs, { name: one.by || words.form, time: one.at }) }),
      make("blockquote", { textContent: wordsOf(item, one.fields) }),
      make("p", { className: "buttons" },
        button(words.takeTheirs, () => choose(one.fields)),
        button(words.takeBoth, () => choose(both()))));
  }
  item.both.append(make("p", { className: "buttons" }, button(words.takeMine, () => choose(null))));
};
const button = (text, act, traits = { className: "quiet" }) => {
  const one = make("button", { type: "button", textContent: text, ...traits });
  one.addEventListener("click", act);
  return one;
};

const inputOf = (item, field) => {
  const id = `${item.key}-${field.name}`;
  let input;
  if (field.how === "choice") {
    input = make("select", {}, make("option", { value: "", textContent: words.nothing }));
    for (const [code, word] of Object.entries(field.choices)) input.append(make("option", { value: code, textContent: word }));
  } else if (field.how === "lines") {
    input = make("textarea", { rows: 2, className: kindOf.get(item.table).is_single ? "note" : "" });
  } else {
    input = make("input", { type: field.how === "date" ? "date" : "text" });
    if (field.how === "number") input.inputMode = "numeric";
  }
  input.id = id;
  input.title = field.help;
  if (field.how === "lines" || field.how === "text") input.maxLength = field.longest;
  input.addEventListener("input", () => changed(item));
  input.addEventListener("blur", () => { if (item.dirty && !item.failing) send(item); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && item.more) {
      event.preventDefault();
      item.more();
    }
  });
  item.inputs.set(field.name, input);
  const wide = field.how === "lines" ? "field wide" : "field";
  return make("div", { className: wide }, make("label", { htmlFor: id, textContent: field.label }), input);
};

const build = (seed, place, more) => {
  const kind = kindOf.get(seed.table);
  const item = {
    others: [], removed: false, record: "", at: "", version: 0, turn: 0, dirty: false, sending: false,
    failing: false, ...seed, inputs: new Map(), more,
  };
  item.box = make("fieldset", { className: kind.is_single ? "thing" : "thing row" });
  if (!kind.is_single) item.box.append(make("legend", { textContent: kind.one }));
  item.body = make("div", { className: "fields" });
  const folded = kind.fields.filter((field) => field.is_folded);
  for (const field of kind.fields) if (!field.is_folded) item.body.append(inputOf(item, field));
  if (folded.length) {
    const labels = folded.map((field) => field.label.toLowerCase()).join(", ");
    const inside = make("div", { className: "fields" });
    for (const field of folded) inside.append(inputOf(item, field));
    item.body.append(make("details", {}, make("summary", { textContent: fill(words.more, { labels }) }), inside));
  }
  item.both = make("div", { className: "both", hidden: true });
  item.says = make("span");
  const state = make("div", { className: "state" }, item.says);
  const remove = (gone) => { item.removed = gone; showState(item); changed(item); };
  item.back = button(words.putBack, () => remove(false));
  item.back.hidden = true;
  if (!kind.is_single) {
    item.goes = button(words.remove, () => remove(true));
    state.append(item.goes, item.back);
  }
  item.box.append(item.body, item.both, state);
  place.append(item.box);
  items.set(item.key, item);
  return item;
};

const points = new Map();
const buildPoint = (point) => {
  const section = make("section", { id: `punt-${point.number}` });
  const places = new Map();
  const title = make("h2", { textContent: point.title, tabIndex: -1 });
  const adders = make("p", { className: "buttons" });
  section.append(title);
  if (point.facts) section.append(make("p", { className: "soft", textContent: point.facts }));
  for (const kind of kinds) {
    const place = make("div");
    places.set(kind.table, place);
    if (kind.is_single) {
      section.append(place);
      build({ key: `${kind.table}-${point.number}`, table: kind.table, point: point.number }, place);
      continue;
    }
    const add = () => {
      const more = build({ key: newKey(), table: kind.table, point: point.number }, place, add);
      [...more.inputs.values()][0].focus();
    };
    place.more = add;
    const press = button(kind.add, add);
    press.title = words.hint;
    place.append(make("h3", { textContent: kind.heading }));
    section.append(place);
    adders.append(press);
  }
  section.append(adders);
  const done = button("", () => close(point.number), {});
  section.append(make("p", { className: "buttons" }, done));
  document.querySelector("#points").append(section);
  const link = make("a", { href: `#punt-${point.number}` });
  const entry = make("li", {}, link);
  document.querySelector("#list").append(entry);
  points.set(point.number, { section, places, done, link, title, entry });
};
const showPoints = (found) => {
  for (const point of found) {
    if (!points.has(point.number)) buildPoint(point);
    const shown = points.get(point.number);
    shown.isDone = point.done;
    shown.title.textContent = point.title;
    shown.link.textContent = point.title + (point.done ? ` (${words.isDone})` : "");
    shown.done.textContent = point.done ? words.again : words.done;
    document.querySelector("#list").append(shown.entry);
  }
  if (!found.length && !document.querySelector("#points").children.length) {
    document.querySelector("#points").append(make("p", { id: "no-points", textContent: words.noPoints }));
  } else if (found.length) document.querySelector("#no-points")?.remove();
};

const found = (stands) => items.get(stands.key)
  ?? [...items.values()].find((item) => stands.record && item.table === stands.table && item.record === stands.record);
const showAll = (stand) => {
  showPoints(stand.points);
  for (const stands of stand.items) {
    let item = found(stands);
    if (!item) {
      const place = points.get(stands.point)?.places.get(stands.table);
      if (!place || stands.removed) continue;
      item = build({ key: stands.key, table: stands.table, point: stands.point }, place, place.more);
    }
    if (item.dirty || item.sending) continue;
    if (item.standing) {
      item.standing = stands;
      showBoth(item);
    } else if (item.version !== stands.version || item.kept !== stands.kept || item.problem !== stands.problem) {
      take(item, stands, true);
    }
  }
};

const rest = async () => {
  const busy = () => [...items.values()].filter((item) => item.dirty || item.sending);
  for (const item of busy()) if (!item.sending) send(item);
  for (let n = 0; n < 40 && busy().length; n += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  return !busy().length;
};
const act = async (where, content) => {
  const line = document.querySelector("#all");
  let text = words.stays;
  if (await rest()) {
    try {
      const answer = await ask(where, content);
      if (answer.ok) {
        showAll(answer.found);
        return sayAll();
      }
      text = answer.found.sentence;
    } catch {
      text = words.trying;
    }
  }
  line.textContent = text;
  line.className = "wrong";
};
const close = (point) => act("/punt", { point, done: !points.get(point).isDone });

const look = async () => {
  if (!document.hidden) {
    try {
      const answer = await ask("/stand");
      if (answer.ok) showAll(answer.found);
    } catch {
      // The next look is soon; what waits to be saved says so itself.
    }
  }
  setTimeout(look, LOOK);
};

// What a browser that crashed, or a tab that was closed, left behind.
const recover = () => {
  for (const entry of remembered()) {
    const place = points.get(entry.point)?.places.get(entry.table);
    if (!place) continue;
    const item = items.get(entry.key)
      ?? build({ key: entry.key, table: entry.table, point: entry.point, record: entry.record }, place, place.more);
    if (item.dirty) continue;
    if (same(read(item), entry.fields) && item.removed === Boolean(entry.removed)) {
      forget(item);
      continue;
    }
    item.version = entry.version;
    item.removed = Boolean(entry.removed);
    write(item, entry.fields);
    showState(item);
    item.dirty = true;
    send(item, { as: { tab: entry.tab, turn: entry.turn } });
  }
};

const leave = () => {
  for (const item of items.values()) if (item.dirty && !item.sending) send(item, { keepalive: true });
};
document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
window.addEventListener("pagehide", leave);
window.addEventListener("online", () => { for (const item of items.values()) if (item.dirty) send(item); });
window.addEventListener("beforeunload", (event) => {
  if ([...items.values()].some((item) => item.failing)) event.preventDefault();
});
document.querySelector("#keep").addEventListener("click", () => act("/verslag", {}));

const start = async () => {
  try {
    const answer = await ask("/stand");
    if (answer.ok) {
      showAll(answer.found);
      recover();
      sayAll();
      setTimeout(look, LOOK);
      return;
    }
  } catch {
    // The server is away: try again.
  }
  setTimeout(start, AGAIN);
};
start();
