// Streamlit's own words, in the language of the dashboard. WORDS maps a whole text to its translation; PATTERNS
// does so for texts with a number or name in them. A text that is not exactly one of these stays as it is, and
// what people wrote (markdown, options of a list, tables, charts) is not looked at.

// Where the server is. Without this Streamlit first looks for it under the address of the page, which gives two
// answers "not found" and a round trip for every deep link. This script stands one folder below the server's root.
window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: new URL("..", document.currentScript.src).href };

// Calendars and localized formats follow the language of the browser: here they follow that of the page.
for (const [name, value] of [["language", "nl-NL"], ["languages", ["nl-NL", "nl"]]]) {
  Object.defineProperty(navigator, name, { get: () => value, configurable: true });
}

const ATTRIBUTES = ["aria-label", "aria-description", "title", "placeholder", "alt", "data-title"];
const THEIRS =
  '[data-testid="stMarkdownContainer"], [data-testid="stTable"], [role="option"][data-key]:not([data-key^="__"]), ' +
  "svg, canvas, table, script, style, textarea, pre, code";
// Streamlit's own words within those.
const OURS =
  '[data-testid="stHeaderActionElements"], [data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"], ' +
  '[role="dialog"] table[role="grid"]';

const translations = new Map(Object.entries(WORDS));
const expressions = PATTERNS.map(([pattern, replacement]) => [new RegExp(pattern), replacement]);

function translated(text) {
  const whole = text.trim();
  if (!whole || whole.length > 200) return null;
  const known = translations.get(whole);
  if (known !== undefined) return text.replace(whole, () => known);
  for (const [expression, replacement] of expressions) {
    if (expression.test(whole)) return whole.replace(expression, replacement);
  }
  return null;
}

function translateText(node) {
  const found = translated(node.data);
  if (found !== null && found !== node.data) node.data = found;
}

function translateAttributes(element) {
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (!value) continue;
    const found = translated(value);
    if (found !== null && found !== value) element.setAttribute(name, found);
  }
}

function isTheirs(element) {
  const nearest = element.closest(`${THEIRS}, ${OURS}`);
  return nearest !== null && !nearest.matches(OURS);
}

function translateTree(root) {
  const parent = root.nodeType === Node.ELEMENT_NODE ? root : root.parentElement;
  if (!parent) return;
  if (!isTheirs(parent)) translateWithin(root);
  if (root.nodeType === Node.ELEMENT_NODE) root.querySelectorAll(OURS).forEach(translateWithin);
}

function translateWithin(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(THEIRS) && !node.matches(OURS)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) translateText(node);
    else if (node.nodeType === Node.ELEMENT_NODE) translateAttributes(node);
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(translateTree);
    else if (change.type === "characterData") translateTree(change.target);
    else if (!isTheirs(change.target)) translateAttributes(change.target);
  }
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ATTRIBUTES,
});
translateTree(document.documentElement);
