// Appraisal: the judgements that the instrument's rule gives, as answers change; its guidance.
import { api, element } from "./workbench.js";

const form = document.querySelector("form[data-appraisal]");
if (form && !form.querySelector("fieldset.whole").disabled) start();
const opener = document.querySelector("button[data-guidance]");
if (opener) offerGuidance();

/** Opens all guidance, or closes it, and remembers which. */
function offerGuidance() {
  const key = "consilience-guidance";
  const parts = [...document.querySelectorAll("details.guidance")];
  const texts = { open: opener.textContent, close: opener.getAttribute("data-text-close") };
  let isOpen = false;
  function show(wanted) {
    isOpen = wanted;
    opener.textContent = isOpen ? texts.close : texts.open;
    for (const part of parts) part.open = isOpen;
  }
  opener.hidden = false;
  if (localStorage.getItem(key) === "open") show(true);
  opener.addEventListener("click", () => {
    show(!isOpen);
    if (isOpen) localStorage.setItem(key, "open"); else localStorage.removeItem(key);
  });
}

function start() {
  const status = form.querySelector("[data-open]");
  const study = decodeURIComponent(form.getAttribute("action").split("/").pop());
  let timer = null;
  let number = 0;

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 250);
  });

  /** The answers as they stand in the form. */
  function answers() {
    const data = new FormData(form);
    const items = new Set([...data.keys()].filter((name) => /^[ar]\./.test(name))
      .map((name) => name.slice(2)));
    return [...items].map((item) => ({
      item, answer: data.get("a." + item) ?? "", rationale: data.get("r." + item) ?? "",
    })).filter((one) => one.answer || one.rationale.trim());
  }

  async function refresh() {
    const body = { study, answers: answers() };
    for (const name of ["estimate", "part"]) {
      const value = form.elements[name]?.value;
      if (value) body[name] = value;
    }
    if (form.elements.consensus) body.isConsensus = true;
    const own = ++number;
    try {
      const found = await api("POST", "/api/v1/appraisal/preview", body);
      if (own !== number) return;
      for (const place of form.querySelectorAll("[data-computed]")) {
        const item = found.judgements.find((one) => one.item === place.dataset.computed);
        place.replaceChildren(item?.text
          ? element("span", { class: "j " + item.tone }, item.text)
          : form.getAttribute("data-text-none"));
      }
      for (const place of form.querySelectorAll("[data-holds]")) {
        const item = found.judgements.find((one) => one.item === place.dataset.holds);
        place.replaceChildren(item?.heldText
          ? element("span", { class: "j " + item.heldTone }, item.heldText)
          : form.getAttribute("data-text-open"));
      }
      status.replaceChildren(...found.text.map((line) => element("p", {}, line)));
    } catch (error) {
      if (!error.isOffline) status.replaceChildren(element("p", {}, error.message));
    }
  }
}
