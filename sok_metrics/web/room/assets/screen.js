/* The screen: builds each slide out of sight, fits it, and only then puts it in the place of the one before. */
(() => {
  const page = document.documentElement, { base, version, settings } = page.dataset;
  const stage = document.getElementById("stage"), blank = document.getElementById("blank");
  const lost = document.getElementById("lost");
  const asked = new URLSearchParams(location.search).get("kleur");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  let dark = asked ? asked === "donker" : prefersDark.matches;
  let message = null, wanted = "", shown = "";
  const layers = new Map(); // key -> { element, ready }
  const answers = new Map(); // fingerprint + colour -> what the server told of the slide
  const MOST_LAYERS = 5, LINES = 1080, LEAST = 560, HEADS = [96, 80, 68, 60, 54, 48, 42, 36, 30, 26, 24], SIZES = [46, 42, 38, 34, 30, 28, 26, 24];
  page.classList.toggle("dark", dark);

  const cardsOpen = () => Object.keys(message.open);
  const isJoined = () => Boolean(message.join);
  const keyOf = (fingerprint) =>
    [fingerprint, dark, innerWidth, innerHeight, message.zoom, JSON.stringify(message.join), cardsOpen().join()].join("|");

  const fetchSlide = (fingerprint) => {
    const key = `${fingerprint}|${dark}`;
    if (!answers.has(key)) {
      const found = fetch(`${base}/dia/${fingerprint}?donker=${dark ? 1 : 0}`).then((answer) => {
        if (!answer.ok) throw new Error(`slide ${answer.status}`);
        return answer.json();
      });
      answers.set(key, found);
      found.catch(() => answers.delete(key));
      if (answers.size > 40) answers.delete(answers.keys().next().value);
    }
    return answers.get(key);
  };

  const build = (fingerprint) => {
    const key = keyOf(fingerprint);
    if (layers.has(key)) return layers.get(key);
    const element = document.createElement("div");
    element.className = "layer";
    const layer = { key, element, fingerprint };
    layers.set(key, layer);
    layer.ready = fetchSlide(fingerprint).then((slide) => fill(layer, slide));
    layer.ready.catch(() => { layers.delete(key); element.remove(); });
    return layer;
  };

  const fill = async (layer, slide) => {
    const { element } = layer;
    element.innerHTML = slide.html; // made and escaped by our own server
    size(element);
    const card = element.querySelector(".votes");
    element.classList.toggle("is-open", Boolean(card && cardsOpen().includes(card.dataset.card)));
    const isWelcome = element.querySelector(".kind-welcome") !== null;
    element.classList.toggle("joined", isJoined() && (isWelcome || cardsOpen().length > 0));
    await fillJoin(element.querySelector(".join"));
    stage.append(element);
    await document.fonts.ready;
    count(element);
    const figures = slide.figures.map((figure) => JSON.parse(figure));
    fit(element, Math.max(0, ...figures.map((figure) => figure.layout.height || LEAST)));
    await draw(element, figures);
  };

  const size = (element) => {
    const zoom = message.zoom / 100;
    const width = Math.max(1440, (LINES * innerWidth) / innerHeight);
    const scale = Math.min(innerWidth / width, innerHeight / LINES);
    element.style.width = `${innerWidth / scale / zoom}px`;
    element.style.height = `${innerHeight / scale / zoom}px`;
    element.style.transform = `scale(${scale * zoom})`;
  };

  const fillJoin = async (join) => {
    if (!isJoined() || !join) return;
    const image = new Image();
    image.src = `${base}/qr.svg?v=${encodeURIComponent(message.join.address + message.join.words)}`;
    image.alt = "";
    const words = document.createElement("div");
    [["span", page.dataset.join], ["b", message.join.address], ["span", page.dataset.then.replace("{words}", message.join.words)]].forEach(([tag, text]) => {
      const line = document.createElement("span"), inner = document.createElement(tag);
      inner.textContent = text;
      line.append(inner);
      words.append(line);
    });
    join.replaceChildren(image, words);
    await image.decode().catch(() => {});
  };

  /* Text gets smaller until all fits; the lines that do not fit at the smallest size are counted. */
  const fit = (element, chartHeight) => {
    const article = element.querySelector(".slide-in"), body = element.querySelector(".body");
    const head = element.querySelector("h1"), lines = [...element.querySelectorAll(".lines li")];
    const hasCharts = element.querySelector(".charts") !== null && !element.classList.contains("is-open");
    // What stands beside charts or a list leaves room for it; what stands alone is as large as can be.
    const isAlone = !hasCharts && lines.length === 0;
    const most = hasCharts ? 2.5 : isAlone ? 6.5 : 3.5, largest = isAlone ? 96 : 60;
    for (const size of HEADS.filter((one) => one <= largest)) {
      element.style.setProperty("--h", `${size}px`);
      if (head.offsetHeight <= size * 1.18 * most) break;
    }
    // A chart that got less room than it was made for would have smaller text: the heading gives way first.
    const room = element.querySelector(".plot-room");
    const isShort = () => hasCharts && room.clientHeight < chartHeight;
    const giveWay = (least) => HEADS.forEach((size) => {
      const is = parseFloat(element.style.getPropertyValue("--h"));
      if (isShort() && size < is && size >= least) element.style.setProperty("--h", `${size}px`);
    });
    giveWay(36);
    element.classList.toggle("tight", isShort());
    giveWay(24);
    const overflows = () => body.scrollHeight > body.clientHeight + 1 || article.scrollHeight > article.clientHeight + 1;
    for (const size of SIZES) {
      element.style.setProperty("--l", `${size}px`);
      if (!overflows()) return;
    }
    for (const size of HEADS) {
      if (!overflows()) return;
      if (size <= parseFloat(element.style.getPropertyValue("--h"))) element.style.setProperty("--h", `${size}px`);
    }
    let left = 0;
    const note = document.createElement("li");
    note.className = "left-out";
    while (overflows() && lines.length > 1) {
      lines.pop().remove();
      left += 1;
      note.textContent = page.dataset.more.replace("{n}", left);
      element.querySelector(".lines").append(note);
    }
  };

  const draw = async (element, figures) => {
    const rooms = [...element.querySelectorAll(".plot-room")];
    if (!rooms.length || element.classList.contains("is-open")) return;
    await plotly();
    await Promise.all(rooms.map((room, place) => {
      const figure = figures[place], plot = room.firstElementChild;
      // A chart that is a little lower than it was made for keeps the size of its text; only far below it shrinks.
      const natural = figure.layout.height || LEAST;
      const height = Math.max(natural * 0.92, Math.min(room.clientHeight, natural * 1.6));
      const scale = Math.min(1, room.clientHeight / height);
      Object.assign(figure.layout, { width: room.clientWidth / scale, height, autosize: false });
      plot.style.transform = `scale(${scale})`;
      return Plotly.newPlot(plot, figure.data, figure.layout, JSON.parse(settings));
    }));
  };

  const plotly = () => new Promise((resolve) => {
    const wait = () => (window.Plotly ? resolve() : setTimeout(wait, 20));
    wait();
  });

  const count = (element) => {
    Object.entries(message.open).forEach(([code, n]) => {
      element.querySelectorAll("[data-count]").forEach((one) => { if (one.dataset.count === code) one.textContent = n; });
    });
  };

  const show = () => {
    const layer = build(message.slide);
    wanted = layer.key;
    layer.ready.then(() => {
      if (wanted !== layer.key) return;
      count(layer.element);
      if (shown !== layer.key) {
        const before = layers.get(shown);
        layer.element.classList.add("on");
        if (before) before.element.classList.remove("on");
        layers.forEach((other) => { if (other !== layer) other.element.classList.remove("on"); });
        shown = layer.key;
        page.dataset.shown = message.slide;
      }
      prepare();
    }, () => setTimeout(() => { if (wanted === layer.key) wanted = "", again(); }, 1000));
  };

  const again = () => ask().catch(() => {});

  /* What comes next is built when nothing else is to be done, so that a key shows it at once. */
  const prepare = () => {
    const keep = new Set([shown, wanted, ...message.ahead.map(keyOf)]);
    message.ahead.forEach((fingerprint) => build(fingerprint).ready.catch(() => {}));
    [...layers.values()].forEach((layer) => {
      if (layers.size > MOST_LAYERS && !keep.has(layer.key)) {
        if (window.Plotly) layer.element.querySelectorAll(".plot").forEach((plot) => Plotly.purge(plot));
        layer.element.remove();
        layers.delete(layer.key);
      }
    });
  };

  const hear = (heard) => {
    message = heard;
    blank.classList.toggle("on", heard.blank);
    document.querySelectorAll(".layer").forEach(count);
    if (keyOf(heard.slide) !== wanted) show();
    else if (shown === wanted) prepare();
    if (heard.pictures !== null && window.sendPictures) window.sendPictures(heard.pictures);
  };

  const ask = followRoom(base, version, hear, (is) => lost.classList.toggle("on", is));

  let resizing = 0;
  addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => { if (message) show(); }, 80);
  });
  const recolour = (to) => { dark = to; page.classList.toggle("dark", dark); if (message) show(); };
  prefersDark.addEventListener("change", (event) => { if (!asked) recolour(event.matches); });
  addEventListener("keydown", (event) => { if (event.key === "d" || event.key === "D") recolour(!dark); });
  addEventListener("dblclick", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else page.requestFullscreen().catch(() => {});
  });
})();
