/* The editor of a template: placeholders go in where the cursor stands, and what is typed survives a closed tab.
   Without this script everything works the same, only by hand. */
(() => {
  "use strict";

  /* <button data-insert="{{ name }}" data-insert-if> puts the words into the field used last. */
  let field = null;
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("#id_subject, #id_body")) field = event.target;
  });

  function wrapped(button) {
    const words = button.dataset.insert;
    if (!button.hasAttribute("data-insert-if") || field?.id === "id_subject") return words;
    const name = words.replace(/[{} ]/g, "");
    return `{% if ${name} != "" %}${words}{% endif %}`;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-insert]");
    const place = field ?? document.getElementById("id_body");
    if (!button || !place) return;
    place.focus();
    place.setRangeText(wrapped(button), place.selectionStart, place.selectionEnd, "end");
    place.dispatchEvent(new Event("input", { bubbles: true }));
  });

  /* Controls beside the form that belong to it (for whom, which view): the form hears of their changes. */
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const form = event.target.form;
      if (form?.id === "editor" && !form.contains(event.target)) form.dispatchEvent(new Event(kind, { bubbles: true }));
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.id === "find") event.preventDefault();
  });

  /* <form data-draft="key"> keeps what is typed in this browser until it is saved. */
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const place = `career-relay draft ${form.dataset.draft}`;
  const names = ["title", "subject", "body"];
  const fields = () => names.map((name) => form.elements[name]).filter(Boolean);
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    if (kept && !document.querySelector(".notice.is-danger")) {
      fields().forEach((one) => { if (kept[one.name]) one.value = kept[one.name]; });
      form.addEventListener("htmx:load", () => form.dispatchEvent(new Event("input", { bubbles: true })), { once: true });
    }
    form.addEventListener("input", () => {
      sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(fields().map((one) => [one.name, one.value]))));
    });
    form.addEventListener("submit", () => sessionStorage.removeItem(place));
  } catch {
    /* no storage in this browser: saving works the same */
  }
})();
