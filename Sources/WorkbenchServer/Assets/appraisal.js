// Appraisal: the judgements that the instrument's rule gives, as answers change.
import { api, element } from "./workbench.js";

const form = document.querySelector("form[data-appraisal]");
if (form && !form.querySelector("fieldset.whole").disabled) start();

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
      status.replaceChildren(...found.text.map((line) => element("p", {}, line)));
    } catch (error) {
      if (!error.isOffline) status.replaceChildren(element("p", {}, error.message));
    }
  }
}
