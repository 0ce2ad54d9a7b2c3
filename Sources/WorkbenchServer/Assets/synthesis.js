// Redraws the synthesis as soon as something else is chosen; the address follows, so that every state
// can be bookmarked. Without this module the form does the same at the press of its button.

const form = document.getElementById("choice");
let timer = null;
let running = null;
let shown = location.search;

function query() {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") chosen.append(name, value);
  return chosen.toString();
}

function say(text) {
  const state = document.getElementById("state");
  if (state) state.textContent = text;
}

/** Replaces a part of the page by the same part of a fresh one. */
function take(page, id) {
  const fresh = page.getElementById(id);
  const old = document.getElementById(id);
  if (!fresh || !old) return;
  const open = [...old.querySelectorAll("details")].map((part) => part.open);
  fresh.querySelectorAll("details").forEach((part, index) => { part.open = open[index] ?? false; });
  const active = old.contains(document.activeElement) ? document.activeElement.name : null;
  old.replaceWith(fresh);
  if (active) fresh.querySelector(`[name="${CSS.escape(active)}"]`)?.focus();
}

async function redraw(search, isNew) {
  running?.abort();
  running = new AbortController();
  say(form.dataset.textWorking);
  try {
    const answer = await fetch("/synthesis" + search, {
      credentials: "same-origin", signal: running.signal,
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) {
      say(`${form.dataset.textFailed} ${page.querySelector("main p")?.textContent ?? answer.status}`);
      return;
    }
    take(page, "choices");
    take(page, "result");
    if (isNew) history.replaceState(null, "", "/synthesis" + search);
    shown = search;
  } catch (error) {
    if (error.name !== "AbortError") say(`${form.dataset.textFailed} ${error.message}`);
  }
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const chosen = query();
    const search = chosen ? "?" + chosen : "";
    if (search !== shown) redraw(search, true);
  }, delay);
}

form?.addEventListener("change", () => later(150));
form?.addEventListener("submit", (event) => { event.preventDefault(); later(0); });
