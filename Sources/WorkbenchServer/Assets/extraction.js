// Extraction: what the analyses will use of an evaluation, as it is typed; further rows; sheets.
import { api, upload, element } from "./workbench.js";

const timers = new Map();

for (const part of document.querySelectorAll("[data-evaluation]")) watch(part);

/** Asks the server, a moment after the last key, what the analyses would make of the row. */
function watch(part) {
  const prefix = part.dataset.evaluation;
  const preview = part.querySelector("[data-preview]");
  let number = 0;
  part.addEventListener("input", () => {
    clearTimeout(timers.get(part));
    timers.set(part, setTimeout(async () => {
      const evaluation = {};
      for (const field of part.querySelectorAll("input, select, textarea")) {
        const column = field.name.slice(prefix.length);
        const isChosen = field.type !== "checkbox" || field.checked;
        if (column === "remove" || !isChosen || !field.value.trim()) continue;
        evaluation[column] = evaluation[column] ? evaluation[column] + "; " + field.value : field.value;
      }
      const own = ++number;
      try {
        const answer = await api("POST", "/api/v1/extraction/preview", { evaluation });
        // An answer that comes late says what is no longer there.
        if (own !== number) return;
        show(preview, answer.text);
        const wrong = new Set(answer.values.faults.map((fault) => fault.column));
        for (const field of part.querySelectorAll("input, select")) {
          const isWrong = wrong.has(field.name.slice(prefix.length));
          field.toggleAttribute("aria-invalid", isWrong);
          if (isWrong) field.setAttribute("aria-invalid", "true");
        }
      } catch (error) {
        if (!error.isOffline) show(preview, [error.message]);
      }
    }, 300));
  });
}

function show(preview, lines) {
  preview.replaceChildren(...lines.map((line) => element("p", {}, line)));
}

const add = document.querySelector('[data-add="e"]');
const template = document.getElementById("new-evaluation");
if (add && template) {
  add.hidden = false;
  let next = document.querySelectorAll("#evaluations [data-evaluation]").length;
  add.addEventListener("click", () => {
    const number = next++;
    const part = renumbered(template.content.firstElementChild.cloneNode(true), "e", number);
    part.dataset.evaluation = "e." + number + ".";
    document.getElementById("evaluations").append(part);
    watch(part);
    part.querySelector("input, select").focus();
  });
}

/** Further cohorts and models: a copy of the blank row under the next number. */
for (const button of document.querySelectorAll('[data-add]:not([data-add="e"])')) {
  const letter = button.dataset.add;
  const rows = document.querySelector('[data-rows="' + letter + '"]');
  const blank = document.querySelector('[data-template="' + letter + '"]');
  if (!rows || !blank) continue;
  button.hidden = false;
  let next = rows.children.length;
  button.addEventListener("click", () => {
    const part = renumbered(blank.content.firstElementChild.cloneNode(true), letter, next++);
    rows.append(part);
    part.querySelector("input, select").focus();
  });
}

/** Gives the fields of a blank row, and what describes them, names and ids of their own. */
function renumbered(part, letter, number) {
  const [from, to] = [letter + ".N.", letter + "." + number + "."];
  for (const field of part.querySelectorAll("[name]")) field.name = field.name.replace(from, to);
  for (const hint of part.querySelectorAll("[id^='hint.']")) hint.id = hint.id.replace(from, to);
  for (const field of part.querySelectorAll("[aria-describedby]")) {
    field.setAttribute("aria-describedby", field.getAttribute("aria-describedby").replace(from, to));
  }
  return part;
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  const status = form.querySelector("[data-status]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = form.elements.file.files[0];
    if (!file) return;
    const query = new URLSearchParams({ name: file.name });
    for (const field of form.querySelectorAll("select, input:not([type=file])")) {
      if (field.name && field.value.trim()) query.set(field.name, field.value.trim());
    }
    status.className = "";
    status.textContent = "…";
    try {
      await upload(form.dataset.upload + "?" + query, file, (loaded, total) => {
        status.textContent = Math.round(100 * loaded / total) + " %";
      });
      status.textContent = form.getAttribute("data-text-done");
      form.reset();
    } catch (error) {
      status.className = "warning";
      const lines = (form.getAttribute("data-text-refused") + "\n" + error.message).split("\n");
      status.replaceChildren(...lines.flatMap((line) => [line, element("br", {})]));
    }
  });
}
