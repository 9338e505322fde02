// Tab leaves a table. Streamlit's table (1.67) lets it go from cell to cell, so that who has no mouse would need
// hundreds of presses to pass by, and a cell that opens a page would open it on the way. The arrows go from cell to
// cell.
const TABLE = '[data-testid="stDataFrame"]';

document.addEventListener(
  "keydown",
  (event) => {
    const isInTable = event.target instanceof Element && event.target.closest(TABLE);
    if (isInTable && event.key === "Tab") event.stopImmediatePropagation();
  },
  true,
);
