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

document.addEventListener(
  "click",
  (event) => {
    if (!(event.target instanceof Element)) return;
    const form = formOf(event.target);
    if (form) {
      // A choice from a list, a day from a calendar: those stand outside the form or send no event of their own.
      const sends = event.target.closest('[data-testid="stFormSubmitButton"]');
      if (!sends) return;
      typed = false;
      // What was wrong stays in the form, so leaving it is still losing it.
      setTimeout(() => { if (document.querySelector(`${FORM} [role="alert"]`)) typed = true; }, 2500);
      return;
    }
    const link = event.target.closest("a[href]");
    if (link && !link.href.startsWith("#") && isUnsaved()) {
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
