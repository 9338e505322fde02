/* When a point closes, a browser of who leads makes pictures of its charts for the minutes. One does it: the first
   that has the lock. */
(() => {
  const { base, token } = document.documentElement.dataset;
  let busy = null;
  // Not by fetch: the policy of the page lets it ask our own server only.
  const bytesOf = (url) => Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (sign) => sign.charCodeAt(0));
  const make = async (point) => {
    const answer = await fetch(`${base}/beelden/${point}`, { cache: "no-store" });
    if (!answer.ok) return;
    const { figures } = await answer.json();
    for (const [place, text] of figures.entries()) {
      const figure = JSON.parse(text);
      const width = 1000, height = Math.max(figure.layout.height || 560, 560);
      Object.assign(figure.layout, { width, height, autosize: false, paper_bgcolor: "#fff" });
      const url = await Plotly.toImage(figure, { format: "png", width, height, scale: 1.6 });
      const picture = bytesOf(url);
      await fetch(`${base}/beelden/${point}/${place}`, { method: "POST", body: picture, headers: { teken: token } });
    }
    await leadRoom("pictures_done", String(point));
  };
  window.sendPictures = (point) => {
    if (busy === point || !window.Plotly) return;
    busy = point;
    const once = () => make(point).catch(() => {}).finally(() => { busy = null; });
    if (navigator.locks) navigator.locks.request(`pictures-${point}`, { ifAvailable: true }, (lock) => (lock ? once() : (busy = null)));
    else once();
  };
})();
