/* Says under a field, while one types, what may not be kept in a selection. The server decides again on saving;
   without this script everything works the same, only later. <textarea data-fair="note|question">. */
(() => {
  "use strict";

  const ADDRESS = "/desk/fairness/check/";
  const PAUSE = 600;
  const waiting = new WeakMap();
  const asked = new WeakMap();

  function token() {
    try {
      return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
    } catch {
      return "";
    }
  }

  function place(field) {
    const id = `${field.id}_fair`;
    let found = document.getElementById(id);
    if (!found) {
      found = document.createElement("div");
      found.id = id;
      found.setAttribute("role", "status");
      field.after(found);
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
    }
    return found;
  }

  async function ask(field) {
    const text = field.value;
    if (!text.trim()) return void (document.getElementById(`${field.id}_fair`)?.replaceChildren());
    asked.get(field)?.abort();
    const now = new AbortController();
    asked.set(field, now);
    try {
      const body = new URLSearchParams({ text, kind: field.dataset.fair });
      const headers = { "X-CSRFToken": token() };
      const answer = await fetch(ADDRESS, { method: "POST", body, headers, signal: now.signal });
      if (!answer.ok || field.value !== text) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place(field).replaceChildren(...page.body.childNodes);
    } catch {
      /* aborted, or no connection: the server reads it again on saving */
    }
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset?.fair || !field.id) return;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => ask(field), PAUSE));
  });
})();
