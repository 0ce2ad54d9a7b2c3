// What the modules of the workbench share: requests, decisions that wait to be sent, elements.

const token = document.querySelector("meta[name=form-token]")?.content ?? "";

/** Asks the server; throws an error with `status`, or with `isOffline` where nothing came back. */
export async function api(method, path, body) {
  const headers = { "X-Form-Token": token };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch (cause) {
    throw Object.assign(new Error(cause.message), { isOffline: true });
  }
  const value = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw Object.assign(new Error(value.error ?? answer.statusText), { status: answer.status });
  }
  return value;
}

/** Sends a file as it is, and tells how far it is. */
export function upload(path, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("X-Form-Token", token);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => progress?.(event.loaded, event.total));
    request.addEventListener("load", () => {
      let value = {};
      try { value = JSON.parse(request.responseText); } catch { /* Told by the status. */ }
      if (request.status < 300) resolve(value);
      else reject(Object.assign(new Error(value.error ?? request.statusText),
        { status: request.status, value }));
    });
    request.addEventListener("error", () => reject(Object.assign(new Error("offline"),
      { isOffline: true })));
    request.send(file);
  });
}

/** An element with attributes and children; texts are texts, never markup. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

/**
 * Lets single keys act, unless they are switched off on this page or in another of this browser: who dictates or
 * has a keyboard that types by itself could not work otherwise (WCAG 2.1.4).
 */
export function singleKeys(act) {
  const choice = document.getElementById("single-keys");
  const name = "consilience-single-keys";
  if (choice) {
    choice.checked = localStorage.getItem(name) !== "off";
    choice.addEventListener("change", () => localStorage.setItem(name, choice.checked ? "on" : "off"));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    if (event.key === "Escape" && field) return field.blur();
    if (field || localStorage.getItem(name) === "off") return;
    const action = act(event.key.toLowerCase());
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** Runs work while no other tab of this browser runs work of the same name. */
async function alone(name, work) {
  if (navigator.locks) return navigator.locks.request(name, work);
  return work();
}

/**
 * Decisions that are not recorded yet, kept in the browser: each is sent until the server has it, in
 * order, under a name that makes it count once. What the server refuses is told and kept apart.
 *
 * Each has an entry of its own in the browser's storage: two tabs that write at once lose nothing.
 */
export class Outbox {
  constructor(name, { changed, sent, refused }) {
    Object.assign(this, { prefix: name + "/", changed, sent, refused, trouble: null, timer: null });
    addEventListener("online", () => this.flush());
    addEventListener("storage", (event) => {
      if (event.key?.startsWith(this.prefix)) changed();
    });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.flush(); });
  }

  /** What waits, in the order in which it was decided. */
  entries() {
    const found = [];
    for (let place = 0; place < localStorage.length; place += 1) {
      const key = localStorage.key(place);
      if (!key.startsWith(this.prefix)) continue;
      try { found.push(JSON.parse(localStorage.getItem(key))); } catch { /* Not ours. */ }
    }
    return found.filter((entry) => entry?.body).sort((one, other) => one.order - other.order);
  }

  add(entry) {
    const order = Math.max(Date.now(), ...this.entries().map((one) => one.order + 1));
    localStorage.setItem(this.prefix + entry.body.id, JSON.stringify({ ...entry, order }));
    this.changed();
    this.flush();
  }

  /** Takes back what was not sent yet; false if it was. */
  remove(id) {
    if (this.sending === id || !localStorage.getItem(this.prefix + id)) return false;
    this.#drop(id);
    return true;
  }

  #drop(id) {
    localStorage.removeItem(this.prefix + id);
    this.changed();
  }

  async flush() {
    if (this.isFlushing) return;
    this.isFlushing = true;
    clearTimeout(this.timer);
    try {
      await alone(this.prefix, async () => {
        for (let entry = this.entries()[0]; entry; entry = this.entries()[0]) {
          this.sending = entry.body.id;
          await this.#send(entry);
          this.trouble = null;
        }
      });
    } catch (error) {
      this.trouble = error.status ?? "offline";
      this.timer = setTimeout(() => this.flush(), 4000);
      this.changed();
    } finally {
      this.sending = null;
      this.isFlushing = false;
    }
  }

  async #send(entry) {
    try {
      const receipt = await api("POST", entry.path, entry.body);
      this.#drop(entry.body.id);
      this.sent(entry, receipt);
    } catch (error) {
      // Only what the server has looked at and refused leaves the list. A page that outlived its
      // session gets 401 or 403: its decisions wait for the next log-in.
      if (![400, 404, 409].includes(error.status)) throw error;
      localStorage.setItem("refused-" + this.prefix + entry.body.id,
        JSON.stringify({ ...entry, why: error.message }));
      this.#drop(entry.body.id);
      this.refused(entry, error.message);
    }
  }
}
