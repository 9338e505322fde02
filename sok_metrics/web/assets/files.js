// Who asks for a file stays on the page while it is made. The link itself works without this too: then there is a
// page to wait on. What goes wrong is told by that page as well.
const busy = new Set();

const notice = document.createElement("div");
notice.setAttribute("role", "status");
notice.id = "sok-file";
Object.assign(notice.style, {
  position: "fixed", insetInline: "0", bottom: "1rem", width: "fit-content", maxWidth: "calc(100vw - 2rem)",
  margin: "0 auto", padding: "0.75rem 1rem", borderRadius: "0.25rem", background: "#1b2430", color: "#fff",
  font: "1.125rem/1.4 'Atkinson Hyperlegible Next', sans-serif", zIndex: "1000001",
});
const say = (words) => {
  notice.style.display = words ? "" : "none";
  notice.textContent = words;
};
say("");

// Until the answer is something else than "accepted: please wait".
const made = async (address) => {
  const waiting = new URL(address);
  waiting.searchParams.set("wacht", "1");
  for (;;) {
    const answer = await fetch(waiting, { cache: "no-store", credentials: "same-origin" });
    if (answer.status !== 202) return answer.ok;
  }
};

const take = (address) => {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
};

const fetchFile = async (address) => {
  if (busy.has(address)) return;
  busy.add(address);
  if (!notice.isConnected) document.body.append(notice);
  const telling = setTimeout(() => say(MAKING), 300);
  try {
    if (await made(address)) take(address);
    else location.assign(address);
  } catch {
    location.assign(address);
  } finally {
    clearTimeout(telling);
    busy.delete(address);
    if (!busy.size) say("");
  }
};

document.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || !isFile(link.href)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    fetchFile(link.href);
  },
  true,
);
