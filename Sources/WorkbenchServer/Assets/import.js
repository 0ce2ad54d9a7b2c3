// Import: files are dropped or chosen, described, sent and taken up one after the other.
import { api, upload, element } from "./workbench.js";

const intake = document.getElementById("intake");
if (intake) start();

function start() {
  const text = (name) => intake.getAttribute("data-text-" + name) ?? name;
  const [drop, choose, files, bar, go, same, deduplicate, outcome, template] =
    ["drop", "choose", "files", "start", "go", "same", "deduplicate", "outcome", "file-form"]
      .map((id) => document.getElementById(id));
  const largest = Number(intake.dataset.largest);
  /** The files of the page: form, file, what the server calls it, whether it is imported. */
  const cards = [];
  let isBusy = false;

  choose.addEventListener("change", () => {
    add(choose.files);
    choose.value = "";
  });
  for (const name of ["dragover", "dragenter"]) {
    intake.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    intake.addEventListener(name, () => drop.classList.remove("over"));
  }
  intake.addEventListener("drop", (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  // A file that misses the field must not replace the page.
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => event.preventDefault());
  }
  go.addEventListener("click", run);
  same.addEventListener("click", copyDetails);
  addEventListener("beforeunload", (event) => { if (isBusy) event.preventDefault(); });

  function add(list) {
    for (const file of list) {
      const form = template.content.firstElementChild.cloneNode(true);
      form.querySelector("legend").textContent = file.name + " (" + size(file.size) + ")";
      const card = { form, file, upload: null, isDone: false };
      form.querySelector("[data-remove]").addEventListener("click", () => remove(card));
      form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
      if (file.size > largest) say(card, text("too-large") + " " + size(largest) + ".", true);
      cards.push(card);
      files.append(form);
    }
    refresh();
    cards.at(-1)?.form.elements.database.focus();
  }

  function remove(card) {
    cards.splice(cards.indexOf(card), 1);
    card.form.remove();
    if (card.upload) api("POST", "/api/v1/uploads/" + card.upload + "/remove").catch(() => {});
    refresh();
    choose.focus();
  }

  const waiting = () => cards.filter((card) => !card.isDone);

  function refresh() {
    bar.hidden = !waiting().length;
    same.hidden = waiting().length < 2;
    go.disabled = isBusy;
  }

  /** What the first file says is copied to those that say nothing yet or something else. */
  function copyDetails() {
    const [first, ...rest] = waiting();
    for (const card of rest) {
      for (const name of ["database", "kind", "platform", "searched", "query"]) {
        card.form.elements[name].value = first.form.elements[name].value;
      }
    }
  }

  async function run() {
    if (isBusy) return;
    const open = waiting();
    if (!open.every((card) => card.form.reportValidity())) return;
    isBusy = true;
    refresh();
    outcome.textContent = "";
    let imported = 0;
    for (const card of open) if (await take(card, false)) imported += 1;
    await finish(imported);
  }

  async function anyway(card) {
    if (isBusy) return;
    isBusy = true;
    refresh();
    await finish(await take(card, true) ? 1 : 0);
  }

  async function finish(imported) {
    try {
      if (imported && deduplicate.checked) {
        outcome.textContent = text("looking");
        const found = await api("POST", "/api/v1/duplicates/resolve");
        outcome.replaceChildren(found.works + " " + text("works") + ", ",
          element("a", { href: "/duplicates" }, found.open + " " + text("pairs")));
      }
    } catch (error) {
      outcome.textContent = error.isOffline ? text("offline") : error.message;
    }
    isBusy = false;
    refresh();
    if (imported) document.dispatchEvent(new CustomEvent("consilience-imported"));
  }

  /** Sends a file, if that is still to be done, and has it imported; tells whether it was. */
  async function take(card, partial) {
    const { form, file } = card;
    const state = form.querySelector("[data-state]");
    const progress = form.querySelector("progress");
    form.querySelector(".sending").hidden = false;
    form.querySelector("fieldset").disabled = true;
    say(card, "");
    try {
      if (file.size > largest) throw new Error(text("too-large") + " " + size(largest) + ".");
      if (!card.upload) {
        state.textContent = text("uploading");
        // The end of a long name tells the kind of the file.
        const query = new URLSearchParams({ name: file.name.slice(-150) });
        const sent = await upload("/api/v1/uploads?" + query, file, (done, all) => {
          progress.value = all ? done / all : 0;
          state.textContent = text("uploading") + " " + Math.round(100 * progress.value) + " %";
        });
        card.upload = sent.upload;
      }
      state.textContent = text("reading");
      progress.removeAttribute("value");
      const receipt = await send(card, partial);
      card.isDone = true;
      form.classList.add("done");
      report(card, receipt);
      return true;
    } catch (error) {
      refuse(card, error);
      return false;
    } finally {
      form.querySelector(".sending").hidden = true;
      form.querySelector("fieldset").disabled = card.isDone;
    }
  }

  async function send(card, partial) {
    const value = (name) => card.form.elements[name].value.trim() || undefined;
    const body = {
      upload: card.upload, database: value("database"), kind: value("kind"),
      platform: value("platform"), searched: value("searched"), query: value("query"), partial,
      deduplicate: false, stage: value("stage"),
      decisionsOf: (value("decisionsOf") ?? "").split("\n").map((line) => line.trim())
        .filter(Boolean),
    };
    const answer = await fetch("/api/v1/imports", {
      method: "POST", credentials: "same-origin", body: JSON.stringify(body),
      headers: {
        "Content-Type": "application/json",
        "X-Form-Token": document.querySelector("meta[name=form-token]")?.content ?? "",
      },
    }).catch(() => { throw Object.assign(new Error(text("offline")), { isOffline: true }); });
    const found = await answer.json().catch(() => ({}));
    if (answer.ok) return found;
    if (answer.status === 404) card.upload = null;
    throw Object.assign(new Error(found.error ?? answer.statusText), { value: found });
  }

  function refuse(card, error) {
    const faults = error.value?.faults ?? [];
    const box = card.form.querySelector("[data-report]");
    const lines = faults.length
      ? faults.map((fault) => (fault.line ? text("line") + " " + fault.line + ": " : "")
        + (fault.column ? fault.column + ": " : "") + fault.what)
      : [error.isOffline ? text("offline") : error.message];
    box.replaceChildren(element("p", { class: "warning" }, text("refused")), list(lines));
    const rest = (error.value?.faultCount ?? 0) - faults.length;
    if (rest > 0) box.append(element("p", {}, rest + " " + text("more")));
    if (error.value?.canBePartial) {
      const button = element("button", { type: "button" }, text("anyway"));
      button.addEventListener("click", () => anyway(card));
      box.append(button);
    }
  }

  function report(card, receipt) {
    const box = card.form.querySelector("[data-report]");
    const missing = Object.entries(receipt.missing).map(([name, count]) => name + " " + count);
    const facts = [
      [text("format"), receipt.format], [text("encoding"), receipt.encoding],
      [text("found"), receipt.recordsFound], [text("read"), receipt.recordsRead],
      [text("repaired"), receipt.repairedCount], [text("problems"), receipt.problemCount],
    ];
    if (missing.length) facts.push([text("missing"), missing.join(", ")]);
    box.replaceChildren(
      element("p", { class: "good" }, text("done")),
      element("dl", { class: "fields" }, ...facts.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, String(value))))));
    for (const [name, findings, count] of [
      ["problems", receipt.problems, receipt.problemCount],
      ["repaired", receipt.repaired, receipt.repairedCount],
    ]) {
      if (!count) continue;
      const rest = count - findings.length;
      box.append(element("details", {},
        element("summary", {}, text(name) + " (" + count + ")"),
        list(findings.map((one) => text("line") + " " + one.line + ": " + one.what)),
        rest > 0 ? element("p", {}, rest + " " + text("more")) : ""));
    }
  }

  function say(card, message, isBad = false) {
    const box = card.form.querySelector("[data-report]");
    box.replaceChildren(...(message
      ? [element("p", { class: isBad ? "warning" : "note" }, message)] : []));
  }

  const list = (lines) => element("ul", { class: "faults" },
    ...lines.map((line) => element("li", {}, line)));

  function size(bytes) {
    for (const [unit, factor] of [["GiB", 2 ** 30], ["MiB", 2 ** 20], ["KiB", 2 ** 10]]) {
      if (bytes >= factor) return (bytes / factor).toFixed(1) + " " + unit;
    }
    return bytes + " B";
  }
}
