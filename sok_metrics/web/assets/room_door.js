// Counting at the door: each tap is sent once, in its turn, and again until the server has it.
(function () {
  "use strict";
  var root = document.getElementById("deur");
  if (!root || !window.XMLHttpRequest) return;
  var address = root.getAttribute("data-adres");
  var line = document.getElementById("verbinding");
  var queue = [];
  var isBusy = false;
  var tries = 0;

  function random() {
    var text = "";
    while (text.length < 24) text += Math.random().toString(36).slice(2);
    return text.slice(0, 24);
  }
  var name = "sok-deur-" + root.getAttribute("data-avond");
  function keep() {
    try { window.localStorage.setItem(name, JSON.stringify(queue)); } catch (error) { /* then only while the page is open */ }
  }
  function ask(method, path, body, done) {
    var request = new XMLHttpRequest();
    request.open(method, path, true);
    request.timeout = 8000;
    request.setRequestHeader("X-Sok-Zaal", "1");
    if (body) request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.onreadystatechange = function () {
      if (request.readyState !== 4) return;
      var found = null;
      try { found = JSON.parse(request.responseText); } catch (error) { found = null; }
      done(found ? request.status : 0, found);
    };
    request.send(body || null);
  }
  var shown = "";
  function show(html) {
    var bare = html.replace(/name="tik" value="\w*"/g, "");
    if (bare === shown) return;
    shown = bare;
    var active = document.activeElement;
    var label = active && active.getAttribute ? active.getAttribute("aria-label") : null;
    root.innerHTML = html;
    var buttons = root.getElementsByTagName("button");
    for (var i = 0; label && i < buttons.length; i++) if (buttons[i].getAttribute("aria-label") === label) buttons[i].focus();
  }
  function send() {
    if (isBusy || !queue.length) return;
    isBusy = true;
    var one = queue[0];
    ask("POST", address, "groep=" + one.group + "&stap=" + one.step + "&tik=" + one.tap, function (status, found) {
      isBusy = false;
      if (status === 200) {
        tries = 0;
        line.textContent = "";
        queue.shift();
        keep();
        if (!queue.length) show(found.html);
        send();
      } else if (status === 403) {
        window.location.reload();
      } else if (status === 400) {
        queue.shift();
        keep();
        send();
      } else {
        tries += 1;
        line.textContent = root.getAttribute("data-weg");
        window.setTimeout(send, Math.min(1000 * tries, 5000));
      }
    });
  }
  document.addEventListener("click", function (event) {
    var button = event.target;
    while (button && button.nodeName !== "BUTTON") button = button.parentNode;
    if (!button || button.name !== "stap" || !button.form) return;
    event.preventDefault();
    queue.push({ group: button.form.elements.groep.value, step: button.value, tap: random() });
    keep();
    send();
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) send(); });
  window.addEventListener("online", send);
  window.setInterval(function () {
    if (document.hidden || isBusy || queue.length) return;
    ask("GET", address + "/stand", null, function (status, found) {
      if (status === 200 && !isBusy && !queue.length) { line.textContent = ""; show(found.html); }
    });
  }, 3000);
  try { queue = JSON.parse(window.localStorage.getItem(name)) || []; } catch (error) { queue = []; }
  send();
})();
