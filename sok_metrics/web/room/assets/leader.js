/* The page of who leads: what it shows comes whole from the server, after each change and at each look. */
(() => {
  const page = document.documentElement, { base, version, lead, asked } = page.dataset;
  const words = JSON.parse(page.dataset.words), at = (id) => document.getElementById(id);
  let state = null, ahead = 0, fetching = false, again = false, said = 0;
  const say = (template, values = {}) => template.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  const text = (id, what) => { if (at(id).textContent !== what) at(id).textContent = what; };
  const element = (tag, what, more = {}) => Object.assign(document.createElement(tag), { textContent: what }, more);

  window.tellTrouble = (sentence) => {
    at("trouble").hidden = !sentence;
    text("trouble", sentence || "");
    said = Date.now();
  };

  const look = async () => {
    if (fetching) { again = true; return; }
    fetching = true;
    try {
      const answer = await fetch(`${lead}/stand`, { cache: "no-store" });
      const found = await answer.json();
      if (!answer.ok) { tellTrouble(found.sentence); return; }
      state = found;
      ahead = found.now - Date.now() / 1000;
      draw();
    } finally {
      fetching = false;
      if (again) { again = false; look().catch(() => {}); }
    }
  };

  const run = async (command, value) => {
    try {
      await leadRoom(command, value);
      if (Date.now() - said > 500) tellTrouble("");
    } catch (error) {
      tellTrouble(error.message);
    }
    await look().catch(() => {});
  };

  const draw = () => {
    const wantsOther = asked && (!state.meeting || String(state.meeting.number) !== asked);
    at("choice").hidden = Boolean(state.meeting) && !wantsOther;
    at("led").hidden = !state.meeting;
    if (!state.meeting) return;
    text("title", state.meeting.title);
    at("to-notes").search = `?nummer=${state.meeting.number}`;
    text("where", say(words.slide, { n: state.place, total: state.count }));
    text("screens", say(words.screens, { n: state.screens }));
    text("now-kicker", [state.current.kicker, state.current.place].filter(Boolean).join(" · "));
    text("now", state.current.heading);
    fill("notes", state.current.notes.map((note) => element("li", note)));
    text("next-kicker", state.next ? state.next.kicker : "");
    text("next", state.next ? state.next.heading : words.none);
    text("blank", state.blank ? words.show : words.blank);
    text("timer", state.timer.started_at === null ? words.start : words.pause);
    drawPoint();
    drawList();
    follow();
    drawCards();
    drawRoom();
    tick();
  };

  const fill = (id, children) => {
    const made = children.map((child) => child.outerHTML).join("");
    if (at(id).dataset.made === made) return;
    at(id).dataset.made = made;
    at(id).replaceChildren(...children);
  };

  const drawPoint = () => {
    at("point").hidden = !state.point;
    if (!state.point) return;
    text("point-title", state.point.title + (state.point.closed ? ` (${state.point.outcome || words.closed})` : ""));
    at("point").querySelectorAll("[data-do=close_point]").forEach((button) => { button.hidden = state.point.closed; });
    at("reopen").hidden = !state.point.closed;
    at("reopen").dataset.value = state.point.number;
  };

  const drawList = () => fill("list", state.list.map((slide) => {
    const item = element("li", "");
    const place = `${slide.part} / ${slide.parts}`;
    const title = slide.part > 1 ? [place, slide.name].filter(Boolean).join("  ") : slide.title;
    const button = element("button", slide.closed && slide.part === 1 ? `✓ ${title}` : title);
    button.dataset.do = "jump";
    button.dataset.value = slide.place;
    button.className = [slide.place === state.place ? "is-now" : "", slide.part > 1 ? "part" : ""].join(" ").trim();
    if (slide.place === state.place) button.setAttribute("aria-current", "true");
    item.append(button);
    return item;
  }));

  /* The list shows where we are, without moving the page. */
  let followed = 0;
  const follow = () => {
    const now = at("list").querySelector(".is-now");
    if (!now || followed === state.place) return;
    followed = state.place;
    at("list").scrollTop = now.offsetTop - at("list").offsetTop - at("list").clientHeight / 3;
  };

  const drawCards = () => {
    at("cards").hidden = !state.cards.length;
    fill("card-list", state.cards.map((card) => {
      const item = element("li", "");
      item.append(element("p", card.question), element("p", card.commitment, { className: "soft" }));
      if (card.state === "closed") { item.append(element("p", words.card_closed)); return item; }
      const isOpen = card.state === "open";
      const button = element("button", isOpen ? words.close_card : words.open_card);
      button.dataset.do = isOpen ? "close_card" : "open_card";
      button.dataset.value = card.code;
      if (isOpen) button.dataset.sure = words.sure_close;
      item.append(button);
      if (isOpen) item.append(element("span", ` ${say(words.answers, { n: card.n })}`));
      return item;
    }));
  };

  const drawRoom = () => {
    const room = state.room;
    at("room-on").hidden = room.open;
    at("room-off").hidden = !room.open;
    at("room-off").dataset.sure = state.cards.some((card) => card.state === "open") ? words.sure_off : "";
    const opened = room.open && room.address;
    text("room-says", room.trouble || (opened ? say(words.room_open, { time: room.ends }) : room.open ? words.room_opening : ""));
    text("address", opened ? `${room.address.replace(/^https?:\/\//, "")} · ${room.words}` : "");
    const source = opened ? `${base}/qr.svg?v=${encodeURIComponent(room.address + room.words)}` : "";
    if (at("qr").getAttribute("src") !== source) at("qr").setAttribute("src", source);
    at("qr").hidden = !opened;
    text("others", opened && room.others.length ? say(words.other_addresses, { addresses: room.others.join(", ") }) : "");
  };

  const clock = (seconds) => {
    const whole = Math.floor(Math.abs(seconds));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };
  const tick = () => {
    if (!state || !state.meeting) return;
    const { started_at: started, spent, planned } = state.timer;
    const gone = spent + (started === null ? 0 : Math.max(Date.now() / 1000 + ahead - started, 0));
    const left = planned === null ? null : planned - gone;
    at("clock").classList.toggle("late", left !== null && left < 0);
    if (left === null) text("clock", say(words.spent, { time: clock(gone) }));
    else text("clock", say(left < 0 ? words.over : words.left, { time: clock(left), minutes: Math.round(planned / 60) }));
  };
  setInterval(tick, 500);

  addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    if (button.dataset.do === "meeting" && state.meeting && !confirm(words.sure_other)) return;
    if (button.dataset.sure && !confirm(button.dataset.sure)) return;
    const value = button.dataset.from ? at(button.dataset.from).value : button.dataset.value || "";
    if (button.dataset.do === "meeting") page.dataset.asked = "";
    run(button.dataset.do, value).then(() => { if (button.dataset.do === "meeting") location.replace(lead); });
  });

  followRoom(base, version, (message) => {
    look().catch(() => {});
    at("pictures").hidden = message.pictures === null;
    text("pictures", words.pictures);
    // A screen goes first: it has the charts. This page does it when there is none.
    if (message.pictures !== null) setTimeout(() => sendPictures(message.pictures), 3000);
  }, (isLost) => {
    if (isLost) tellTrouble(words.lost);
    else if (at("trouble").textContent === words.lost) tellTrouble("");
  });
  look().catch(() => {});
})();
