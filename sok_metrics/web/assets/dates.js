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

// A day that no calendar has (31-02) becomes the last one of its month when one leaves the field: that is said.
const NOTE = "no-such-day";
const figureOf = (field, kind) =>
  Number(field.querySelector(`[role="spinbutton"][data-type="${kind}"]`)?.getAttribute("aria-valuenow") || 0);
const written = (day, month, year) =>
  [String(day).padStart(2, "0"), String(month).padStart(2, "0"), year].join("-");

document.addEventListener("focusin", (event) => {
  const field = event.target instanceof Element ? event.target.closest(DATE) : null;
  field?.parentElement.querySelector(`.${NOTE}`)?.remove();
}, true);

document.addEventListener("focusout", (event) => {
  const field = event.target instanceof Element ? event.target.closest(DATE) : null;
  if (!field || field.contains(event.relatedTarget)) return;
  const [day, month, year] = ["day", "month", "year"].map((kind) => figureOf(field, kind));
  const last = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  if (!day || !month || !year || day <= last) return;
  const note = document.createElement("div");
  note.className = NOTE;
  note.setAttribute("role", "alert");
  note.textContent = NO_SUCH_DAY.replace("{typed}", written(day, month, year)).replace(
    "{shown}", written(last, month, year));
  field.parentElement.append(note);
}, true);
