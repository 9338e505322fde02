// A date that is typed counts when one leaves the field: Streamlit (1.67) takes it only when the focus is gone from
// all of it, the button of its calendar too. So Enter goes to what comes next, and Tab after the year passes that
// button by (the calendar opens with Alt and the arrow down too).
const DATE = '[data-testid="stDateInputField"]';
const CAN_HAVE_FOCUS = 'a[href], button, input, select, textarea, [role="spinbutton"], [tabindex="0"]';

const after = (field) => {
  const comes = (other) =>
    !field.contains(other) && field.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const place = field.closest('[role="dialog"]') || document.body;
  const next = [...place.querySelectorAll(CAN_HAVE_FOCUS)].find(
    (one) => comes(one) && one.tabIndex >= 0 && !one.disabled && one.checkVisibility(),
  );
  return next || place;
};

document.addEventListener(
  "keydown",
  (event) => {
    const field = event.target instanceof Element ? event.target.closest(DATE) : null;
    if (!field || !event.target.matches('[role="spinbutton"]')) return;
    if (event.key === "Enter") after(field).focus();
    else if (event.key === "Tab" && !event.shiftKey) {
      field.querySelectorAll("button").forEach((button) => { button.tabIndex = -1; });
    }
  },
  true,
);
