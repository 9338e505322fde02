// Who leaves a form with something typed in it is asked first. A form is in a container whose key starts with
// "form-" (Streamlit makes it a class).
const FORM = '[class*="st-key-form-"]';
let typed = false;

const formOf = (target) => (target instanceof Element ? target.closest(FORM) : null);
const isUnsaved = () => {
  if (typed && !document.querySelector(FORM)) typed = false;
  return typed;
};

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => { if (formOf(event.target)) typed = true; }, true);
}

// Who presses one of these goes to something else: a link, or a button beside the fields of an open form.
const leads = (target) => {
  const link = target.closest("a[href]");
  if (link) return !formOf(link) && !link.getAttribute("href").startsWith("#");
  return target.closest(".st-key-form-edit button") && !target.closest('[data-testid="stForm"]');
};

document.addEventListener(
  "click",
  (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest(`${FORM} [data-testid="stFormSubmitButton"]`)) {
      typed = false;
      // What was wrong stays in the form, so leaving it is still losing it.
      setTimeout(() => { if (document.querySelector(`${FORM} [role="alert"]`)) typed = true; }, 2500);
    } else if (leads(event.target) && isUnsaved()) {
      if (confirm(LEAVE)) typed = false;
      else {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    }
  },
  true,
);

addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });
