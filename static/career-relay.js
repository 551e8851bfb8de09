/* Small comforts. Every page works without them; nothing here decides anything. */
(() => {
  "use strict";

  const template = (id) => document.getElementById(id)?.content.firstElementChild.cloneNode(true);

  /* Ask before danger: <form data-confirm="…"> or <button data-confirm="…">, and htmx's hx-confirm. */
  function ask(question, yes) {
    const dialog = template("confirm-dialog");
    if (!dialog) return void (window.confirm(question) && yes());
    const before = document.activeElement;
    dialog.querySelector("p").textContent = question;
    dialog.addEventListener("close", () => {
      const agreed = dialog.returnValue === "yes";
      dialog.remove();
      before?.focus();
      if (agreed) yes();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  const agreed = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
    if (!question || agreed.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(question, () => { agreed.add(form); form.requestSubmit(event.submitter); });
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    ask(event.detail.question, () => event.detail.issueRequest(true));
  });

  /* Copy: <button data-copy="text"> or data-copy="#id-of-an-input"; data-copied says what the button says then. */
  async function copy(button) {
    const source = button.dataset.copy.startsWith("#") ? document.querySelector(button.dataset.copy) : null;
    await navigator.clipboard.writeText(source ? source.value ?? source.textContent : button.dataset.copy);
    const words = button.querySelector("[data-words]") ?? button;
    const before = words.textContent;
    if (!button.dataset.copied || before === button.dataset.copied) return;
    words.setAttribute("aria-live", "polite");
    words.textContent = button.dataset.copied;
    setTimeout(() => { words.textContent = before; }, 3000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.dataset.copy) copy(button);
    if (button?.hasAttribute("data-print")) window.print();
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  /* <input type="checkbox" data-check-all="name"> ticks every box of that name in the same form or section. */
  document.addEventListener("change", (event) => {
    const name = event.target.dataset?.checkAll;
    if (!name) return;
    const around = event.target.closest("form, section") ?? document;
    around.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]:not(:disabled)`)
      .forEach((box) => { box.checked = event.target.checked; });
  });

  /* "/" goes to the search, Escape closes a menu. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details.menu[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    }
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector('[data-shortcut="/"]');
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  });

  /* After a part was exchanged: if the control that was used is gone, go to the heading of the new part. */
  document.addEventListener("htmx:afterSettle", (event) => {
    if (document.activeElement !== document.body) return;
    event.detail.target?.querySelector?.('h2[tabindex="-1"]')?.focus();
  });

  /* What follows a page (counts of its tabs and facets) has no place any more once that page is gone. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const asker = event.detail.requestConfig.elt;
    if (asker.getAttribute("hx-swap") === "none" && !asker.isConnected) event.detail.shouldSwap = false;
  });

  /* A lost connection is said on the page; what was written stays. */
  function lost() {
    const place = document.getElementById("messages");
    const notice = template("connection-lost");
    if (place && notice) place.replaceChildren(notice);
  }
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);

  document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus]")?.focus());
})();
