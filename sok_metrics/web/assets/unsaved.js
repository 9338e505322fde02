// Who leaves a form with something typed in it is asked first. A form is in a container whose key starts with
// "form-" (Streamlit makes it a class).
const FORM = '[class*="st-key-form-"]';
// Of each form by itself, as a page may have several: what was typed in one is not saved with another.
const typed = new Set();

const formOf = (target) => (target instanceof Element ? target.closest(FORM) : null);
const nameOf = (form) => [...form.classList].find((name) => name.startsWith("st-key-form-"));
const isUnsaved = () => {
  for (const name of typed) if (!document.querySelector(`.${CSS.escape(name)}`)) typed.delete(name);
  return typed.size > 0;
};

for (const kind of ["input", "change"]) {
  document.addEventListener(
    kind,
    (event) => {
      const form = formOf(event.target);
      if (form) typed.add(nameOf(form));
    },
    true,
  );
}

// Who presses one of these goes to something else: a link, or a button beside the fields of an open form.
const leads = (target) => {
  const link = target.closest("a[href]");
  if (link) return !formOf(link) && !link.getAttribute("href").startsWith("#");
  if (target.closest(".st-key-evening-parts-of-cards button")) return typed.has("st-key-form-evening-cards");
  return target.closest(".st-key-form-edit button") && !target.closest('[data-testid="stForm"]');
};

document.addEventListener(
  "click",
  (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest(`${FORM} [data-testid="stFormSubmitButton"]`)) {
      const name = nameOf(formOf(event.target));
      if (!typed.delete(name)) return;
      // What was wrong stays in the form, so leaving it is still losing it.
      setTimeout(() => {
        if (document.querySelector(`.${CSS.escape(name)} [role="alert"]`)) typed.add(name);
      }, 2500);
    } else if (leads(event.target) && isUnsaved()) {
      if (confirm(LEAVE)) typed.clear();
      else {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    }
  },
  true,
);

addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });
