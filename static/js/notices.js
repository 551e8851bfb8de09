/* Writing notices: keys for the buttons that are there, and a copy in this browser of what has not been kept yet.
   Without this script everything works the same, by mouse and by saving. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-notice]");
  if (!form) return;

  /* Ctrl+Enter and Alt+arrows press the button that says data-key. */
  document.addEventListener("keydown", (event) => {
    const wanted = event.key === "Enter" ? event.ctrlKey || event.metaKey : event.altKey;
    if (!wanted || event.isComposing) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });

  /* Controls beside the form that belong to it: the form hears of their changes. */
  document.addEventListener("change", (event) => {
    const mine = event.target.form === form && !form.contains(event.target);
    if (mine) form.dispatchEvent(new Event("change", { bubbles: true }));
  });

  /* What was typed stays in this browser until the server has kept it. */
  const place = `career-relay notice ${form.dataset.notice}`;
  const names = ["personal_point", "subject", "body"];
  const typed = () => Object.fromEntries(names.map((name) => [name, form.elements[name]?.value ?? ""]));
  try {
    const lost = JSON.parse(sessionStorage.getItem(place) ?? "null");
    if (lost) {
      for (const name of names) if (form.elements[name] && lost[name] !== undefined) form.elements[name].value = lost[name];
      addEventListener("load", () => form.dispatchEvent(new Event("input", { bubbles: true })));
    }
    form.addEventListener("input", () => sessionStorage.setItem(place, JSON.stringify(typed())));
    form.addEventListener("submit", () => sessionStorage.removeItem(place));
    document.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.xhr?.getResponseHeader("X-Kept")) sessionStorage.removeItem(place);
    });
  } catch {
    /* no storage in this browser */
  }
})();
