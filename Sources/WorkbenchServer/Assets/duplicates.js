// Duplicates: one pair at a time, the next ones already here; judging is instant.
import { api, element, singleKeys } from "./workbench.js";

const box = document.getElementById("pairs");
if (box) start();

function start() {
  const text = (name) => box.getAttribute("data-text-" + name) ?? name;
  const message = document.getElementById("message");
  const said = document.getElementById("said");
  /** Pages of pairs by their addresses, fetched before they are needed. */
  const pages = new Map();
  /** Judgements of this page, the last one at the end: address of the pair, promise of the event. */
  const judged = [];
  const passed = new Set();
  let sending = Promise.resolve();

  box.addEventListener("submit", (event) => {
    if (event.target.id !== "judge") return;
    event.preventDefault();
    judge(event.submitter?.value === "yes");
  });
  box.addEventListener("click", (event) => {
    const link = event.target.closest(".pager a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });
  addEventListener("popstate", () => show(location.pathname + location.search));
  singleKeys(action);
  prefetch(pair()?.dataset.next, 3);

  function pair() { return document.getElementById("pair"); }

  /** The part of a page that shows a pair; a promise. */
  function fetchPair(address) {
    if (!pages.has(address)) {
      const found = fetch(address, { credentials: "same-origin" }).then(async (answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        return page.getElementById("pair");
      });
      found.catch(() => pages.delete(address));
      pages.set(address, found);
      if (pages.size > 12) pages.delete(pages.keys().next().value);
    }
    return pages.get(address);
  }

  async function prefetch(address, count) {
    try {
      for (let step = 0; step < count && address; step += 1) {
        address = (await fetchPair(address))?.dataset.next;
      }
    } catch { /* Fetched again when it is needed. */ }
  }

  async function go(address) {
    if (!address) return;
    await show(address);
    const now = pair()?.dataset.address;
    if (now) history.pushState(null, "", now);
  }

  /** Shows a pair; `forward` passes over those that were judged meanwhile. */
  async function show(address, forward = false) {
    try {
      let found = await fetchPair(address);
      for (let step = 0; forward && found && step < 500; step += 1) {
        if (!passed.has(found.dataset.address) && !found.dataset.judged) break;
        found = found.dataset.next ? await fetchPair(found.dataset.next) : null;
      }
      const old = pair();
      if (!found) {
        old?.replaceWith(element("p", { class: "good", id: "pair", tabindex: "-1" }, text("none")));
        finish();
        return;
      }
      old.replaceWith(document.importNode(found, true));
      pair().focus({ preventScroll: true });
      scrollTo({ top: 0 });
      prefetch(found.dataset.next, 3);
    } catch (error) {
      tell(error.message || text("offline"));
    }
  }

  function judge(isSame) {
    const shown = pair();
    const form = document.getElementById("judge");
    if (!form) return;
    const body = {
      first: shown.dataset.first, second: shown.dataset.second, same: isSame,
      basis: Number(shown.dataset.basis),
    };
    const note = form.elements.note.value.trim();
    if (note) body.note = note;
    const address = shown.dataset.address;
    passed.add(address);
    pages.delete(address);
    message.hidden = true;
    // One after the other, so that the review changes in the order of the keys.
    const receipt = sending.then(() => api("POST", "/api/v1/duplicates/judgements", body));
    sending = receipt.catch((error) => {
      passed.delete(address);
      pages.delete(address);
      judged.splice(judged.findIndex((one) => one.address === address), 1);
      tell(text("refused") + " " + (error.isOffline ? text("offline") : error.message), address);
    });
    judged.push({ address, receipt });
    said.textContent = text("recorded") + " " + text(isSame ? "one" : "two") + ".";
    if (shown.dataset.next) {
      show(shown.dataset.next, true).then(() => {
        const now = pair()?.dataset.address;
        if (now) history.replaceState(null, "", now);
      });
    } else {
      sending.then(() => { pages.clear(); return show("/duplicates", true); });
    }
  }

  /** When no pair is left, what was judged is worked in at once. */
  function finish() {
    sending.then(() => api("POST", "/api/v1/duplicates/resolve"))
      .catch((error) => { if (!error.isOffline) tell(error.message); });
  }

  async function takeBack() {
    const last = judged.pop();
    if (!last) return tell(text("nothing"));
    try {
      const { event } = await last.receipt;
      await api("POST", "/api/v1/duplicates/judgements/" + event + "/undo");
      passed.delete(last.address);
      pages.clear();
      await show(last.address);
      said.textContent = text("undone");
    } catch (error) {
      tell(text("refused") + " " + error.message, last.address);
    }
  }

  function tell(words, address) {
    message.hidden = false;
    message.className = "warning";
    message.replaceChildren(words, address ? " " : "",
      address ? element("a", { href: address }, text("back")) : "");
  }

  function action(key) {
    const shown = pair();
    return {
      m: () => judge(true), k: () => judge(false), u: takeBack,
      j: () => go(shown?.dataset.next), arrowright: () => go(shown?.dataset.next),
      l: () => go(shown?.dataset.previous), arrowleft: () => go(shown?.dataset.previous),
      t: () => document.getElementById("judge")?.elements.note.focus(),
    }[key];
  }
}
