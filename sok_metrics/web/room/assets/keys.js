/* Leading with keys or a clicker, and sending what who leads wants to the server of the dashboard. */
(() => {
  const { lead, token } = document.documentElement.dataset;
  window.leadRoom = async (command, value = "") => {
    const answer = await fetch(`${lead}/doe`, {
      method: "POST",
      body: new URLSearchParams({ teken: token, opdracht: command, waarde: value }),
    });
    if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).sentence || answer.status);
  };
  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", ArrowLeft: "previous", ArrowUp: "previous",
    PageUp: "previous", Home: "first", End: "last", b: "blank", B: "blank", ".": "blank",
    "+": ["zoom", "+"], "=": ["zoom", "+"], "-": ["zoom", "-"], "0": ["zoom", "0"],
  };
  addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || at.closest?.("input, select, textarea")) return;
    const command = KEYS[event.key];
    if (!command) return;
    event.preventDefault();
    Promise.resolve(leadRoom(...[command].flat())).catch((error) => window.tellTrouble?.(error.message));
  });
})();
