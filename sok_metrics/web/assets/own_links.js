// Streamlit opens every link in a new tab. Our own pages beside it (signing in and out, putting a backup back, files) belong in this one,
// and so does a place in the minutes.
const OWN_PAGES = ["aanmelden", "afmelden", "reservekopie-terugzetten", "verslag"].map((name) => new URL(name, window.__streamlit.BACKEND_BASE_URL).href);
const FILES = new URL("ophalen/", window.__streamlit.BACKEND_BASE_URL).href;
const isFile = (address) => address.startsWith(FILES);
const isOwn = (address) => OWN_PAGES.includes(address) || isFile(address);

document.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link && isOwn(link.origin + link.pathname)) link.target = "_self";
  },
  true,
);
