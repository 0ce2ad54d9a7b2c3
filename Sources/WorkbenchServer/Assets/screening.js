// Screening: one record at a time, the next ones already here, decisions kept until they are recorded.
import { api, Outbox, element, singleKeys } from "./workbench.js";

const desk = document.getElementById("desk");
if (desk) start();

function start() {
  const text = (name) => desk.getAttribute("data-text-" + name) ?? name;
  const stage = desk.dataset.stage;
  const base = "/api/v1/screening/" + stage;
  const parts = Object.fromEntries(
    ["record", "vote", "message", "progress", "unsent", "order", "reason", "note", "tags", "recent",
      "undo", "skip"].map((id) => [id, document.getElementById(id)]));
  const includes = terms(desk.dataset.includeTerms);
  const excludes = terms(desk.dataset.excludeTerms);
  const queue = [];
  // Records that are not to come again in this browser: decided just now, or put off.
  const passed = [];
  let last = null;
  let loading = null;
  let isEmpty = false;
  let progressTimer = null;
  const outbox = new Outbox("consilience-outbox/" + desk.dataset.person, {
    changed: showUnsent,
    sent: (entry, receipt) => {
      if (last && last.id === entry.body.id) last.event = receipt.event;
      refreshProgress();
    },
    refused: (entry, why) => {
      say(text("refused") + " " + entry.body.record + ": " + why, true);
      refreshProgress();
    },
  });

  parts.order.value = localStorage.getItem("consilience-order") ?? "imported";
  parts.order.addEventListener("change", () => {
    localStorage.setItem("consilience-order", parts.order.value);
    queue.length = 0;
    isEmpty = false;
    advance();
  });
  for (const button of parts.vote.querySelectorAll("button[data-verdict]")) {
    button.addEventListener("click", () => decide(button.dataset.verdict));
  }
  parts.undo.addEventListener("click", undo);
  parts.skip.addEventListener("click", putOff);
  singleKeys(action);
  swipe(parts.record);
  document.addEventListener("consilience-change", refreshProgress);
  document.querySelector("details:has(#recent)").addEventListener("toggle", showRecent);
  showUnsent();
  outbox.flush();
  advance();
  refreshProgress();

  /** Shows the record in front, and fetches more before they are needed. */
  async function advance() {
    show(queue[0]);
    if (queue.length < 3 && !isEmpty) {
      await fetchMore();
      show(queue[0]);
    }
  }

  function fetchMore() {
    loading ??= (async () => {
      try {
        const waiting = outbox.entries().filter((entry) => entry.stage === stage)
          .map((entry) => entry.body.record);
        const here = [...queue.map((item) => item.record), ...waiting];
        const query = new URLSearchParams({
          order: parts.order.value, count: "5", skip: list([...here, ...passed.toReversed()]),
        });
        const answer = await api("GET", base + "/next?" + query);
        let fresh = answer.items.filter((item) => !here.includes(item.record));
        const unknown = fresh.filter((item) => !passed.includes(item.record));
        // Where more was put off than an address can name, it comes again instead of an end.
        if (unknown.length) fresh = unknown;
        queue.push(...fresh);
        isEmpty = fresh.length === 0;
        if (parts.order.value === "ranked" && answer.ranking === "preparing") say(text("preparing"));
      } catch (error) {
        say(error.status === 401 ? text("logged-out") : error.isOffline ? text("offline")
          : error.message, !error.isOffline);
      } finally {
        loading = null;
      }
    })();
    return loading;
  }

  /** Records in a list that fits into an address, those in front first. */
  function list(records) {
    let found = "";
    for (const record of new Set(records)) {
      const longer = found ? found + ";" + record : record;
      if (encodeURIComponent(longer).length > 1400) break;
      found = longer;
    }
    return found;
  }

  function show(item) {
    const box = parts.record;
    parts.vote.hidden = !item;
    if (!item) {
      if (loading) return;
      box.replaceChildren(element("p", { class: "good" }, text("done")));
      return;
    }
    if (box.dataset.record === item.record) return;
    box.dataset.record = item.record;
    const byline = [item.authors, item.year, item.journal].filter(Boolean).join(" · ");
    const links = [];
    if (item.doi) links.push(link("https://doi.org/" + encodeURI(item.doi), "DOI " + item.doi));
    if (/^\d+$/.test(item.pmid ?? "")) {
      links.push(link("https://pubmed.ncbi.nlm.nih.gov/" + item.pmid + "/", "PubMed " + item.pmid));
    }
    for (const file of item.fullTexts) {
      links.push(link("/full-texts/" + file.sha256, text("full-text") + ": " + file.name));
    }
    links.push(link("/records/" + encodeURIComponent(item.record), item.record));
    if (item.copies > 1) links.push(element("span", {}, item.copies + " " + text("copies")));
    const keywords = item.keywords.length
      ? element("p", { class: "keywords" }, element("b", {}, text("keywords") + ": "),
        ...marked(item.keywords.join("; "))) : "";
    box.replaceChildren(
      element("h2", {}, ...marked(item.title || text("no-title"))),
      element("p", { class: "byline" }, byline),
      element("p", { class: "abstract" }, ...(item.abstract ? marked(item.abstract)
        : [text("no-abstract")])),
      keywords,
      element("p", { class: "links" }, ...links.flatMap((one) => [one, " "])));
    if (stage === "full-text" && item.fullTexts.length) {
      box.append(element("iframe", {
        class: "document", src: "/full-texts/" + item.fullTexts[0].sha256,
        title: item.fullTexts[0].name,
      }));
    }
    parts.reason.value = item.ownReason ?? "";
    parts.note.value = item.ownNote ?? "";
    parts.tags.value = "";
  }

  function decide(verdict) {
    const item = queue[0];
    if (!item) return;
    const reason = verdict === "exclude" ? parts.reason.value : "";
    const needsReason = verdict === "exclude" && stage === "full-text"
      && parts.reason.options.length > 1;
    if (needsReason && !reason) {
      say(text("needs-reason"), true);
      parts.reason.focus();
      return;
    }
    const body = {
      id: crypto.randomUUID?.() ?? randomName(), record: item.record, verdict,
      decidedAt: new Date().toISOString(), person: desk.dataset.person,
    };
    if (reason) body.reason = reason;
    if (parts.note.value.trim()) body.note = parts.note.value.trim();
    const tags = parts.tags.value.split(/[,;]/).map((tag) => tag.trim()).filter(Boolean);
    if (tags.length) body.tags = tags;
    try {
      outbox.add({ path: base + "/decisions", stage, body });
    } catch (error) {
      return say(text("not-kept") + " " + error.message, true);
    }
    last = { id: body.id, item, event: null };
    pass(item.record);
    queue.shift();
    say("");
    advance();
    parts.record.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }

  function pass(record) {
    passed.push(record);
    if (passed.length > 60) passed.shift();
  }

  function putOff() {
    const item = queue.shift();
    if (item) pass(item.record);
    advance();
  }

  async function undo() {
    if (last && outbox.remove(last.id)) {
      bringBack(last.item);
      last = null;
      return say(text("undone"));
    }
    try {
      const event = last?.event ?? (await api("GET", base + "/recent"))[0]?.event;
      if (!event) return say(text("nothing-to-undo"));
      await takeBack(event);
    } catch (error) {
      say(text("refused") + " " + error.message, true);
    }
  }

  async function takeBack(event) {
    const recent = (await api("GET", base + "/recent")).find((one) => one.event === event);
    await api("POST", "/api/v1/decisions/" + event + "/undo");
    if (recent) {
      bringBack(await api("GET", base + "/records/" + encodeURIComponent(recent.record)));
    }
    last = null;
    say(text("undone"));
    refreshProgress();
    showRecent();
  }

  function bringBack(item) {
    const place = passed.lastIndexOf(item.record);
    if (place >= 0) passed.splice(place, 1);
    queue.unshift(item);
    delete parts.record.dataset.record;
    show(item);
  }

  async function showRecent() {
    if (!parts.recent.closest("details").open) return;
    try {
      const recent = await api("GET", base + "/recent");
      parts.recent.replaceChildren(...recent.map((one) => {
        const button = element("button", { type: "button", class: "plain" }, text("change"));
        button.addEventListener("click", () => takeBack(one.event)
          .catch((error) => say(text("refused") + " " + error.message, true)));
        return element("li", {}, text(one.verdict) + (one.reason ? " (" + one.reason + ")" : "") + ": ",
          link("/records/" + encodeURIComponent(one.record), one.record), " ", button);
      }));
    } catch { /* Shown again when the connection is back. */ }
  }

  function refreshProgress() {
    // Counting takes the server a moment in a large review: once a while is enough.
    progressTimer ??= setTimeout(async () => {
      progressTimer = null;
      try {
        const found = await api("GET", base + "/progress");
        parts.progress.textContent = found.left + " " + text("left") + " · " + found.own + " "
          + text("own");
        if (found.left > 0 && !queue.length) {
          isEmpty = false;
          advance();
        }
      } catch { /* Shown again with the next decision. */ }
    }, 700);
  }

  function showUnsent() {
    const count = outbox.entries().length;
    parts.unsent.textContent = count ? count + " " + text("unsent") : "";
    const isOut = [401, 403].includes(outbox.trouble);
    if (count && outbox.trouble) say(text(isOut ? "logged-out" : "offline"), isOut);
    else if ([text("offline"), text("logged-out")].includes(parts.message.textContent)) say("");
  }

  function say(message, isBad = false) {
    parts.message.hidden = !message;
    parts.message.textContent = message;
    parts.message.className = isBad ? "warning" : "note";
  }

  function action(key) {
    const digit = Number(key);
    const chosen = digit >= 1 ? parts.reason.options[digit] : null;
    if (chosen) return () => { parts.reason.value = chosen.value; decide("exclude"); };
    const actions = {
      i: () => decide("include"), arrowright: () => decide("include"),
      e: () => decide("exclude"), arrowleft: () => decide("exclude"),
      m: () => decide("maybe"), u: undo, l: putOff,
      r: () => parts.reason.focus(), t: () => parts.note.focus(),
    };
    if (stage === "full-text") actions.n = () => decide("not-retrieved");
    return actions[key];
  }

  function swipe(target) {
    let from = null;
    target.addEventListener("touchstart", (event) => {
      from = event.touches.length === 1 ? event.touches[0] : null;
    }, { passive: true });
    target.addEventListener("touchend", (event) => {
      if (!from) return;
      const to = event.changedTouches[0];
      const across = to.clientX - from.clientX;
      const down = Math.abs(to.clientY - from.clientY);
      from = null;
      // A swipe is long and level; anything else is scrolling.
      if (Math.abs(across) < 90 || down > Math.abs(across) / 2) return;
      decide(across > 0 ? "include" : "exclude");
    }, { passive: true });
  }

  /** A text in pieces, with the protocol's words marked. */
  function marked(source) {
    const all = [...includes.map((word) => [word, "for"]), ...excludes.map((word) => [word, "against"])];
    if (!all.length) return [source];
    const pattern = new RegExp("(?<![\\p{L}\\p{N}])(?:" + all.map(([word]) => "(" + word + ")").join("|")
      + ")(?![\\p{L}\\p{N}])", "giu");
    const pieces = [];
    let end = 0;
    for (const match of source.matchAll(pattern)) {
      if (!match[0]) continue;
      const place = match.slice(1).findIndex((group) => group !== undefined);
      pieces.push(source.slice(end, match.index),
        element("mark", { class: all[place][1] }, match[0]));
      end = match.index + match[0].length;
    }
    return [...pieces, source.slice(end)];
  }

  function terms(list) {
    return (list ?? "").split("\n").filter(Boolean).map((term) =>
      term.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+")
        .replace(/\*/g, "[\\p{L}\\p{N}-]*"));
  }

  function link(address, words) {
    const isOwn = address.startsWith("/");
    return element("a", isOwn ? { href: address, target: "_blank" }
      : { href: address, target: "_blank", rel: "noreferrer noopener" }, words);
  }

  function randomName() {
    // On plain HTTP from another machine browsers have no randomUUID.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}
