// Streamlit's own words, in the language of the dashboard. WORDS maps a whole text to its translation; PATTERNS
// does so for texts with a number or name in them. A text that is not exactly one of these stays as it is, and
// what people wrote (markdown, options of a list, tables, charts) is not looked at.
const ATTRIBUTES = ["aria-label", "aria-description", "title", "placeholder", "alt"];
const NOT_OURS =
  '[data-testid="stMarkdownContainer"], [data-testid="stTable"], [role="option"] [title], ' +
  ".js-plotly-plot, svg, canvas, script, style, textarea, pre, code, [contenteditable]";

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

function translateTree(root) {
  const parent = root.nodeType === Node.ELEMENT_NODE ? root : root.parentElement;
  if (!parent || parent.closest(NOT_OURS)) return;
  if (root.nodeType === Node.TEXT_NODE) return translateText(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(NOT_OURS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) translateText(node);
    else translateAttributes(node);
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(translateTree);
    else if (change.type === "characterData") translateTree(change.target);
    else if (!change.target.closest(NOT_OURS)) translateAttributes(change.target);
  }
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ATTRIBUTES,
});
translateTree(document.body);
