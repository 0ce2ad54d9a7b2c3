// Keeps what is typed into a form that rests on a state of the review, until it is saved: a session that ended, a
// refusal or a closed lid costs nobody what they had typed. It stays in this browser.

const template = document.getElementById("kept");
const prefix = "consilience-form/" + (template?.dataset.person ?? "") + "/";
const longest = 30 * 24 * 3600 * 1000;
const own = ["_token", "basis", "decision"];

const isRefused = (performance.getEntriesByType("navigation")[0]?.responseStatus || 200) >= 400
  || document.querySelector("main [role=alert]:not([hidden]), main [data-unsaved]") !== null;

// At the log-in nothing of what was sent has been saved.
if (template) start();
else sessionStorage.removeItem("consilience-sent");

function start() {
  settle();
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
    if (!(Date.now() - read(key)?.at < longest)) localStorage.removeItem(key);
  }
  for (const form of document.querySelectorAll("main form[method=post]")) {
    if (form.elements.basis && values(form).length) keep(form);
  }
}

/** What was sent from the page before is dropped once it is saved: not after a refusal, not at the log-in. */
function settle() {
  const sent = sessionStorage.getItem("consilience-sent");
  if (!sent) return;
  sessionStorage.removeItem("consilience-sent");
  if (!isRefused) localStorage.removeItem(sent);
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

/** The fields that people fill in, with what stands in them. */
function values(form) {
  return [...form.elements].filter((one) => one.name && !own.includes(one.name)
    && ["INPUT", "SELECT", "TEXTAREA"].includes(one.tagName)
    && !["hidden", "submit", "button", "file", "password"].includes(one.type)
    && (!["checkbox", "radio"].includes(one.type) || one.checked)).map((one) => [one.name, one.value]);
}

/** A name of the form that is the same when it is opened again: what it is sent to, and what it is about. */
function name(form) {
  const about = [...form.elements].filter((one) => one.name && !own.includes(one.name)
    && (one.type === "hidden" || (one.type === "checkbox" && one.name === "report" && one.defaultChecked)))
    .map((one) => one.name + "=" + one.value);
  return prefix + form.getAttribute("action") + "?" + about.join("&");
}

function keep(form) {
  const key = name(form);
  const served = JSON.stringify(values(form));
  const kept = read(key);
  let timer = null;
  if (kept && JSON.stringify(kept.values) !== served) offer(form, key, kept);
  else if (kept && !isRefused) localStorage.removeItem(key);

  const save = () => {
    clearTimeout(timer);
    timer = null;
    const now = values(form);
    try {
      if (JSON.stringify(now) === served) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: now }));
    } catch { /* A browser that stores nothing keeps nothing. */ }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  });
  form.addEventListener("submit", () => {
    save();
    try { sessionStorage.setItem("consilience-sent", key); } catch { /* It is offered once too often. */ }
  });
  addEventListener("pagehide", () => { if (timer) save(); });
}

function offer(form, key, kept) {
  const box = template.content.firstElementChild.cloneNode(true);
  const time = box.querySelector("time");
  time.dateTime = new Date(kept.at).toISOString();
  time.textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  box.querySelector("[data-take]").addEventListener("click", () => {
    fill(form, kept.values);
    box.remove();
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
  box.querySelector("[data-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    box.remove();
  });
  form.before(box);
}

function fill(form, entries) {
  const waiting = new Map();
  for (const [field, value] of entries) waiting.set(field, [...(waiting.get(field) ?? []), value]);
  // Parts that were added while it was typed are added again.
  for (const field of waiting.keys()) {
    const add = form.querySelector(`[data-add="${kind(field)}"]`);
    for (let step = 0; add && step < 50 && !form.elements[field]; step += 1) add.click();
  }
  for (const one of form.elements) {
    if (!one.name || own.includes(one.name) || ["hidden", "submit", "button", "file", "password"].includes(one.type)) {
      continue;
    }
    const found = waiting.get(one.name) ?? [];
    if (["checkbox", "radio"].includes(one.type)) one.checked = found.includes(one.value);
    else if (found.length) one.value = found.shift();
    one.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** The kind of part that a field stands in: `e` for `e.2.model`; none for others. */
function kind(field) {
  return /^([a-z]+)\.\d+\./.exec(field)?.[1] ?? "";
}
