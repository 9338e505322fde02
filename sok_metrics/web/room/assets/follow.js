/* Hearing the room: one stream for all tabs of a browser, through a shared worker; without one it asks each second.
   Browsers allow six streams per server: with one a tab the seventh tab would wait for ever. */
window.followRoom = (base, version, hear, lose) => {
  let known = null;
  const take = (message) => {
    lose(false);
    if (known && known.boot === message.boot && message.version < known.version) return;
    known = message;
    hear(message);
  };
  const ask = () =>
    fetch(`${base}/stand`, { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then(take);
  const poll = () => ask().catch(() => lose(true)).finally(() => setTimeout(poll, 1000));
  if (!window.SharedWorker) {
    poll();
    return ask;
  }
  const worker = new SharedWorker(`${base}/bestand/stream.js?v=${version}`);
  worker.port.onmessage = ({ data }) => (data.message ? take(data.message) : lose(data.lost));
  worker.port.start();
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
  // A page that comes back out of the memory of the browser has no port any more.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  return ask;
};
