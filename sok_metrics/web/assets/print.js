// A chart is as wide as the window, and paper is not. While the page is printed, style.css makes its drawings as
// wide as the paper; what is drawn only follows when a drawing says how large it was.
const drawings = () => document.querySelectorAll(".js-plotly-plot .main-svg");

window.addEventListener("beforeprint", () => {
  for (const drawing of drawings()) {
    drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`);
  }
});
window.addEventListener("afterprint", () => {
  for (const drawing of drawings()) drawing.removeAttribute("viewBox");
});
