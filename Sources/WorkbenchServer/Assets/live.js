// Tells the page when the review has changed, so that people see each other's progress.
if (document.querySelector("meta[name=form-token]") && "EventSource" in window) {
  const source = new EventSource("/api/v1/events");
  source.addEventListener("change", (event) => {
    const sequence = Number(event.data);
    document.dispatchEvent(new CustomEvent("consilience-change", { detail: { sequence } }));
    if (document.querySelector("[data-live]")) renew();
  });
  addEventListener("pagehide", () => source.close());
}

let timer = null;
let pause = 2000;

/**
 * Fetches the page anew and puts its live parts in place, unless somebody is working in one. A page
 * that takes the server long is asked for less often.
 */
function renew() {
  if (document.hidden) return;
  timer ??= setTimeout(async () => {
    const began = performance.now();
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of document.querySelectorAll("[data-live][id]")) {
        const fresh = page.getElementById(old.id);
        if (fresh && !old.contains(document.activeElement) && old.innerHTML !== fresh.innerHTML) {
          old.replaceWith(fresh);
        }
      }
    } catch { /* The next change brings it. */ } finally {
      pause = Math.min(60000, Math.max(2000, 20 * (performance.now() - began)));
      timer = null;
    }
  }, pause);
}
