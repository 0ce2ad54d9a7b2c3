// Keys of a conflict's page, and remarks that survive until they are sent: what is typed is kept in this
// tab of the browser, so that neither a session that ended nor a page that was left loses it.
import { singleKeys } from "./workbench.js";

for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
singleKeys((key) => actions()[key]);
document.addEventListener("keydown", (event) => {
  const form = event.target.closest("input, textarea, select")?.form;
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || form?.method !== "post") return;
  event.preventDefault();
  form.requestSubmit();
});

function keepDraft(form) {
  const field = form.querySelector("textarea");
  const name = form.elements.remark;
  const key = ["draft", form.dataset.draft, form.getAttribute("action")].join(" ");

  function restore() {
    let draft = null;
    try { draft = JSON.parse(sessionStorage.getItem(key)); } catch { /* Not ours. */ }
    if (!draft) return;
    const said = [...document.querySelectorAll("[data-remark]")];
    if (said.some((one) => one.dataset.remark === draft.name)) sessionStorage.removeItem(key);
    else if (!field.value.trim()) {
      field.value = draft.text;
      // Under the same name: should it have arrived after all, it counts once.
      if (name) name.value = draft.name;
    }
  }

  function keep() {
    if (!field.value.trim()) return sessionStorage.removeItem(key);
    sessionStorage.setItem(key, JSON.stringify({ name: name?.value ?? null, text: field.value }));
  }

  restore();
  field.addEventListener("input", keep);
}

/** What the keys do, as far as the page has it. */
function actions() {
  const settle = document.getElementById("settle");
  const remark = document.getElementById("remark-text");
  const next = document.querySelector("nav.pager a[rel=next]");
  const all = {};
  if (remark) all.c = () => remark.focus();
  if (next) all.l = () => next.click();
  if (!settle) return all;
  const choose = (verdict) => {
    const choice = settle.querySelector(`input[value=${verdict}]`);
    choice.checked = true;
    choice.focus();
  };
  all.i = () => choose("include");
  all.e = () => choose("exclude");
  if (settle.querySelector("input[value=not-retrieved]")) all.n = () => choose("not-retrieved");
  all.r = () => settle.elements.reason.focus();
  all.t = () => settle.elements.note.focus();
  all.s = () => settle.requestSubmit();
  const options = [...(settle.elements.reason.options ?? [])].slice(1, 10);
  for (const [place, option] of options.entries()) {
    all[String(place + 1)] = () => {
      settle.elements.reason.value = option.value;
      choose("exclude");
    };
  }
  return all;
}
