// Sends a backup in parts, so that no proxy on the way finds it too large, and tells how far it is.
const PART = 512 * 1024;
const form = document.querySelector("form");
const words = form.dataset;
const line = document.querySelector("#stand");
const bar = document.querySelector("progress");

const say = (text, isWrong) => {
  line.textContent = text;
  line.className = isWrong ? "notice wrong" : "notice";
  line.hidden = false;
};

const ask = async (path, body) => {
  const answer = await fetch(form.action + path, {
    method: "POST",
    body,
    headers: { "X-Sok-Teken": words.token, "Content-Type": "application/octet-stream" },
  });
  const found = await answer.json().catch(() => ({ sentence: words.broken }));
  if (!answer.ok) throw new Error(found.sentence || words.broken);
  return found;
};

const send = async (file) => {
  const { number } = await ask(`?grootte=${file.size}`);
  for (let from = 0; from < file.size; from += PART) {
    await ask(`/${number}?vanaf=${from}`, file.slice(from, from + PART));
    bar.value = Math.min(1, (from + PART) / file.size);
    say(words.sending.replace("{n}", String(Math.floor(bar.value * 100))));
  }
  bar.removeAttribute("value");
  say(words.checking);
  let found = await ask(`/${number}/terugzetten`);
  while (!found.done) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    found = await ask(`/${number}/terugzetten`);
  }
  return found;
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [file] = form.querySelector("input[type=file]").files;
  if (!file) return;
  const button = form.querySelector("button");
  button.disabled = true;
  bar.hidden = false;
  bar.value = 0;
  try {
    const found = await send(file);
    say(found.sentence, !found.good);
  } catch (error) {
    say(error instanceof TypeError ? words.broken : error.message, true);
  }
  bar.hidden = true;
  button.disabled = false;
});
