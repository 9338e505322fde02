/* The one stream of this browser (a shared worker): every message is the whole state, so who comes late knows all. */
const base = self.location.pathname.replace(/\/bestand\/.*$/, "");
const ports = new Set();
let source = null, last = null, lost = false, heard = Date.now();

const tell = (what) => ports.forEach((port) => port.postMessage(what));
const setLost = (is) => { if (lost !== is) { lost = is; tell({ lost }); } };

const open = () => {
  if (source) source.close();
  source = new EventSource(`${base}/stroom`);
  source.onmessage = (event) => {
    heard = Date.now();
    last = JSON.parse(event.data);
    setLost(false);
    tell({ message: last });
  };
  source.onerror = () => {
    setLost(true);
    if (source.readyState === EventSource.CLOSED) setTimeout(open, 1000);
  };
};

// The server speaks every five seconds. A wifi that fell away says nothing at all.
setInterval(() => {
  if (Date.now() - heard > 13000) { setLost(true); heard = Date.now(); open(); }
}, 1000);

self.onconnect = (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = ({ data }) => { if (data === "bye") ports.delete(port); };
  if (last) port.postMessage({ message: last });
  port.postMessage({ lost });
  if (!source) open();
};
