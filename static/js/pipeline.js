/* The board: cards can be dragged, or moved on with "]". Without this file the menu of each card does the same. */
(() => {
  "use strict";

  const bulk = document.getElementById("bulk");
  const board = document.querySelector(".board");
  if (!bulk || !board) return;

  /* Send one card where it goes, as if it alone were ticked. */
  function move(card, column) {
    document.querySelectorAll('input[name="card"][form="bulk"]').forEach((box) => { box.checked = false; });
    const box = card.querySelector('input[name="card"][form="bulk"]');
    const to = bulk.querySelector('select[name="to"]');
    if (!box || ![...to.options].some((one) => one.value === column)) return;
    box.checked = true;
    to.value = column;
    bulk.requestSubmit();
  }

  const goes = (card) => (card?.dataset.goes ?? "").trim().split(/\s+/).filter(Boolean);
  let dragged = null;

  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-card]") ?? null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.card);
    goes(dragged).forEach((name) => board.querySelector(`[data-column="${CSS.escape(name)}"]`)?.classList.add("is-open"));
  });
  board.addEventListener("dragend", () => {
    dragged = null;
    board.querySelectorAll(".is-open").forEach((column) => column.classList.remove("is-open"));
  });
  board.addEventListener("dragover", (event) => {
    const column = event.target.closest?.("[data-column]");
    if (dragged && column && goes(dragged).includes(column.dataset.column)) event.preventDefault();
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest?.("[data-column]");
    if (!dragged || !column) return;
    event.preventDefault();
    move(dragged, column.dataset.column);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "]" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("textarea, select, input:not([type=checkbox])")) return;
    const card = document.activeElement?.closest?.("[data-card]");
    const [next] = goes(card);
    if (next) { event.preventDefault(); move(card, next); }
  });
})();
