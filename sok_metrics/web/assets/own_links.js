// Streamlit opens every link in a new tab. Our own pages beside it (signing in and out, putting a backup back) belong in this one.
const OWN_PAGES = ["aanmelden", "afmelden", "reservekopie-terugzetten"].map((name) => new URL(name, window.__streamlit.BACKEND_BASE_URL).href);

document.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link && OWN_PAGES.includes(link.origin + link.pathname)) link.target = "_self";
  },
  true,
);
