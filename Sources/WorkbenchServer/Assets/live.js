// Tells the page when the review has changed, so that people see each other's progress.
if (document.querySelector("meta[name=form-token]") && "EventSource" in window) {
  const source = new EventSource("/api/v1/events");
  source.addEventListener("change", (event) => {
    const sequence = Number(event.data);
    document.dispatchEvent(new CustomEvent("consilience-change", { detail: { sequence } }));
    for (const part of document.querySelectorAll("[data-live]")) renew(part);
  });
  addEventListener("pagehide", () => source.close());
}

const timers = new Map();

/** Fetches a part of the page anew, at most once in two seconds, unless somebody is working in it. */
function renew(part) {
  if (timers.has(part.id)) return;
  timers.set(part.id, setTimeout(async () => {
    timers.delete(part.id);
    if (part.contains(document.activeElement) && document.activeElement !== document.body) return;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(part.id);
      const old = document.getElementById(part.id);
      if (fresh && old) old.replaceWith(fresh);
    } catch { /* The next change brings it. */ }
  }, 2000));
}
