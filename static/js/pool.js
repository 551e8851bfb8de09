/* The list of the talent pool: keys, ranges, counting the ticked. Everything works with a mouse and without this. */
(() => {
  "use strict";

  const results = () => document.getElementById("results");
  const links = () => [...(results()?.querySelectorAll("a[data-row]") ?? [])];
  const boxes = () => [...(results()?.querySelectorAll('tbody input[name="person"]') ?? [])];
  const boxOf = (link) => link?.closest("tr")?.querySelector('input[name="person"]');
  let lastTicked = null;

  /* Ticked: how many, and "all that match" only while somebody is ticked. */
  function count() {
    const said = document.getElementById("ticked");
    if (!said) return;
    const everybody = document.getElementById("everybody");
    const ticked = boxes().filter((box) => box.checked).length;
    if (!ticked && everybody) everybody.checked = false;
    const words = said.dataset.words.replace("{n}", ticked);
    said.textContent = everybody?.checked ? said.dataset.everybody : words;
    const head = results().querySelector('[data-check-all="person"]');
    if (head) {
      head.checked = ticked > 0 && ticked === boxes().length;
      head.indeterminate = ticked > 0 && !head.checked;
    }
  }

  function range(box) {
    const all = boxes();
    const [from, to] = [all.indexOf(lastTicked), all.indexOf(box)].sort((a, b) => a - b);
    if (from >= 0) all.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
  }

  document.addEventListener("click", (event) => {
    const box = event.target.closest?.('tbody input[name="person"]');
    if (box) {
      if (event.shiftKey && lastTicked) range(box);
      lastTicked = box;
      count();
    }
    if (event.target.closest?.("[data-untick]")) untick();
  });
  document.addEventListener("change", () => setTimeout(count));  // after "everybody on this page"
  document.addEventListener("htmx:afterSettle", () => { lastTicked = null; count(); remember(); });

  /* The tabs keep their figures while somebody types; they are counted anew when the typing pauses. */
  const figures = new Map();
  function remember() {
    document.querySelectorAll(".tabs .count[id]").forEach((figure) => {
      if (figure.textContent !== "…") figures.set(figure.id, figure.textContent);
      else if (figures.has(figure.id)) figure.textContent = figures.get(figure.id);
    });
  }

  function untick() {
    boxes().forEach((box) => { box.checked = false; });
    count();
  }

  /* Keys: not while somebody writes, composes kana, or has a dialog open. */
  function move(step) {
    const all = links();
    const at = all.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next]?.focus();
    all[next]?.scrollIntoView({ block: "nearest" });
  }

  function tick(withRange) {
    const box = boxOf(document.activeElement?.closest?.("tr")?.querySelector("a[data-row]"));
    if (!box) return;
    box.checked = !box.checked;
    if (withRange && lastTicked) range(box);
    lastTicked = box;
    count();
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => tick(false),
    X: () => tick(true),
    "?": () => document.getElementById("keys")?.showModal(),
    Escape: untick,
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && event.target.id === "pool-q") return void event.target.blur();
    const writing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (writing || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  /* The search waits until kana are chosen, then asks once. */
  document.addEventListener("input", (event) => {
    if (event.target.id === "pool-q" && event.isComposing) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("compositionend", (event) => {
    if (event.target.id === "pool-q") event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });

  /* Dialogs that are a page of their own without this. */
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-dialog], [data-keys]");
    const dialog = opener && document.getElementById(opener.dataset.dialog ?? "keys");
    if (dialog) { event.preventDefault(); dialog.showModal(); }
    if (event.target.closest?.("[data-close]")) event.target.closest("dialog").close();
  });

  document.addEventListener("DOMContentLoaded", () => {
    count();
    document.querySelectorAll("[data-keys]").forEach((button) => { button.hidden = !matchMedia("(pointer: fine)").matches; });
  });
})();
