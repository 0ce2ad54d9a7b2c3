// Full texts: a PDF is dropped onto the row of its work, or chosen there, and sent.
import { upload } from "./workbench.js";

const list = document.getElementById("full-texts");
if (list) start();

function start() {
  // The list is renewed when the review changes, so events are taken from the page.
  const text = (name) =>
    document.getElementById("full-texts").getAttribute("data-text-" + name) ?? name;
  const largest = Number(list.dataset.largest);

  document.addEventListener("change", (event) => {
    const field = event.target.closest("#full-texts input[type=file]");
    if (!field?.files.length) return;
    send(field.closest(".drop"), field.files[0]);
    field.value = "";
  });
  const row = (event) => event.target.closest?.("#full-texts tbody tr")?.querySelector(".drop");
  for (const name of ["dragover", "dragenter"]) {
    addEventListener(name, (event) => {
      event.preventDefault();
      row(event)?.classList.add("over");
    });
  }
  addEventListener("dragleave", (event) => row(event)?.classList.remove("over"));
  addEventListener("drop", (event) => {
    // A file that misses a row must not replace the page.
    event.preventDefault();
    const place = row(event);
    place?.classList.remove("over");
    if (place && event.dataTransfer.files.length) send(place, event.dataTransfer.files[0]);
  });

  async function send(place, file) {
    const record = place.dataset.record;
    // The row may have been renewed while the file was on its way.
    const current = () => Array.from(document.querySelectorAll("#full-texts .drop"))
      .find((one) => one.dataset.record === record) ?? place;
    const say = (words, isBad = false) => {
      const status = current().querySelector("[role=status]");
      status.textContent = words;
      status.className = isBad ? "warning" : "good";
    };
    if (file.size > largest) {
      return say(text("too-large") + " " + Math.floor(largest / 2 ** 20) + " MiB.", true);
    }
    const progress = place.querySelector("progress");
    progress.hidden = false;
    say(text("uploading"));
    try {
      const query = new URLSearchParams({ name: file.name.slice(-150) });
      const address = "/api/v1/records/" + encodeURIComponent(record) + "/full-texts?" + query;
      const found = await upload(address, file, (done, all) => {
        progress.value = all ? done / all : 0;
      });
      await renew();
      say(text(found.isNew ? "added" : "known"));
    } catch (error) {
      say(text("refused") + " " + (error.isOffline ? text("offline") : error.message), true);
    } finally {
      progress.hidden = true;
    }
  }

  async function renew() {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ["full-texts", "full-text-lists"]) {
        const fresh = page.getElementById(id);
        if (fresh) document.getElementById(id).replaceWith(fresh);
      }
    } catch { /* The list is renewed with the next change. */ }
  }
}
