// The cards on a phone. In the words of 2009, as old phones understand no newer; without it the forms work too.
(function () {
  "use strict";
  var root = document.getElementById("kaarten");
  if (!root || !window.XMLHttpRequest || !root.getAttribute("data-adres")) return;
  var address = root.getAttribute("data-adres");
  var evening = "sok-zaal-" + root.getAttribute("data-avond");
  var stamp = root.getAttribute("data-stand");
  var line = document.getElementById("verbinding");
  var note = document.getElementById("melding");
  var waits = {}; // card -> what was tapped and the server does not have yet
  var polling = null;
  var lostTimes = 0;

  function words(name) { return root.getAttribute("data-" + name) || ""; }
  function card(code) {
    var forms = root.getElementsByTagName("form");
    for (var i = 0; i < forms.length; i++) if (forms[i].getAttribute("data-kaart") === code) return forms[i];
    return null;
  }
  function say(code, text, isWrong) {
    var form = card(code);
    var place = form && form.querySelector(".stand");
    if (!place) return;
    if (place.textContent !== text) place.textContent = text;
    place.className = isWrong ? "stand weg" : "stand";
  }
  function press(code, score) {
    var form = card(code);
    if (!form) return;
    var buttons = form.querySelectorAll("button[name=score]");
    for (var i = 0; i < buttons.length; i++) {
      buttons[i].setAttribute("aria-pressed", buttons[i].value === score ? "true" : "false");
    }
  }
  function keep() {
    try {
      var left = {};
      for (var code in waits) if (waits[code].score) left[code] = waits[code].score;
      window.localStorage.setItem(evening, JSON.stringify(left));
    } catch (error) { /* a phone that keeps nothing loses only what it could not send before it was closed */ }
  }
  function remembered() {
    try { return JSON.parse(window.localStorage.getItem(evening)) || {}; } catch (error) { return {}; }
  }
  function turnOf(code) {
    var form = card(code);
    var known = form ? parseInt(form.getAttribute("data-beurt"), 10) || 0 : 0;
    return Math.max(known, waits[code] ? waits[code].turn : 0);
  }
  function ask(method, path, body, patience, done) {
    var request = new XMLHttpRequest();
    request.open(method, path, true);
    request.setRequestHeader("X-Sok-Zaal", "1");
    if (body) request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    var timer = window.setTimeout(function () { request.abort(); finish(0, null); }, patience);
    var isDone = false;
    function finish(status, found) {
      if (isDone) return;
      isDone = true;
      window.clearTimeout(timer);
      done(status, found);
    }
    request.onreadystatechange = function () {
      if (request.readyState !== 4) return;
      var found = null;
      try { found = JSON.parse(request.responseText); } catch (error) { found = null; }
      finish(found ? request.status : 0, found);
    };
    request.send(body || null);
    return function () { isDone = true; window.clearTimeout(timer); request.abort(); };
  }

  function tap(code, score) {
    var turn = turnOf(code) + 1;
    if (!waits[code]) waits[code] = { isBusy: false, tries: 0 };
    waits[code].score = score;
    waits[code].turn = turn;
    note.textContent = "";
    press(code, score);
    say(code, words("bewaart"), false);
    keep();
    send(code);
  }
  function send(code) {
    var wait = waits[code];
    if (!wait || wait.isBusy || !wait.score) return;
    var score = wait.score, turn = wait.turn;
    wait.isBusy = true;
    window.clearTimeout(wait.timer);
    var body = "kaart=" + encodeURIComponent(code) + "&score=" + score + "&beurt=" + turn;
    ask("POST", address, body, 8000, function (status, found) {
      wait.isBusy = false;
      if (status === 200 && found.geteld) {
        wait.tries = 0;
        var form = card(code);
        if (form) form.setAttribute("data-beurt", String(turn));
        if (wait.turn !== turn) { send(code); return; }
        delete waits[code];
        keep();
        say(code, found.woorden, false);
      } else if (status === 409 && found) {
        // Another window of this phone was ahead; this tap is the last one all the same.
        wait.turn = Math.max(wait.turn, found.beurt + 1);
        send(code);
      } else if (status >= 400 && status < 500 && found) {
        delete waits[code];
        keep();
        if (card(code)) say(code, found.woorden, true);
        note.textContent = found.woorden;
        look(true);
      } else {
        wait.tries += 1;
        say(code, words("weg"), true);
        wait.timer = window.setTimeout(function () { send(code); }, Math.min(1000 * wait.tries, 5000) + Math.random() * 500);
      }
    });
  }
  function sendAll() { for (var code in waits) send(code); }

  function show(html) {
    var active = document.activeElement;
    var form = active && active.form ? active.form.getAttribute("data-kaart") : null;
    var value = active ? active.value : null;
    root.innerHTML = html;
    for (var code in waits) {
      // The card closed meanwhile: the server says whether this tap was in time.
      if (!card(code)) { send(code); continue; }
      press(code, waits[code].score);
      say(code, words("bewaart"), false);
    }
    keep();
    if (form && card(form)) {
      var buttons = card(form).querySelectorAll("button[name=score]");
      for (var i = 0; i < buttons.length; i++) if (buttons[i].value === value) buttons[i].focus();
    }
  }
  // One question that the server answers when something opens or closes, or after half a minute.
  function look(isNow) {
    if (polling) { polling(); polling = null; }
    if (document.hidden) return;
    var path = address + "/stand?stand=" + encodeURIComponent(isNow ? "" : stamp);
    polling = ask("GET", path, null, 45000, function (status, found) {
      polling = null;
      if (status === 200 && found) {
        lostTimes = 0;
        line.textContent = "";
        if (found.stand !== stamp || isNow) { stamp = found.stand; if (found.html) show(found.html); }
        window.setTimeout(function () { if (!polling) look(false); }, found.wacht ? found.wacht * 1000 : 50);
      } else if (status === 403 || status === 404) {
        window.location.reload();
      } else {
        lostTimes += 1;
        if (lostTimes > 1) line.textContent = words("weg");
        window.setTimeout(function () { if (!polling) look(true); }, Math.min(1000 * lostTimes, 5000) + Math.random() * 1000);
      }
    });
  }
  function wake() { sendAll(); look(true); }

  document.addEventListener("click", function (event) {
    var button = event.target;
    while (button && button.nodeName !== "BUTTON") button = button.parentNode;
    if (!button || button.name !== "score" || !button.form) return;
    event.preventDefault();
    tap(button.form.getAttribute("data-kaart"), button.value);
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) wake(); else if (polling) { polling(); polling = null; } });
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", function (event) { if (event.persisted) wake(); });

  var left = remembered();
  for (var code in left) if (card(code)) tap(code, left[code]);
  look(false);
})();
