"use strict";
// The table is plain HTML that is read without this script. Sorting moves its rows, searching hides them, and of many
// only the first are laid out until somebody asks for all: what costs time is laying out, not sorting.
(() => {
  const FIRST = 200;
  const table = document.getElementById("students");
  const body = table.tBodies[0];
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const section = document.getElementById("section");
  // A cross is a function that went wrong: the row is found by its name, on whatever the student is stuck first.
  const functions = Array.from(table.tHead.rows[0].cells, (cell) => (cell.dataset.functions || "").trim().split(" "));
  const wrong = (cell, column) =>
    Array.from(cell.querySelector(".marks")?.textContent ?? "", (sign, at) => (sign === "✗" ? functions[column][at] : ""));
  let limit = FIRST;
  let rows = Array.from(body.rows, (row) => ({
    row,
    text: [row.textContent, row.dataset.also, row.dataset.section, ...Array.from(row.cells).flatMap(wrong)].join(" ").toLowerCase(),
    section: row.dataset.section,
    keys: Array.from(row.cells, (cell) => ("sort" in cell.dataset ? Number(cell.dataset.sort) : cell.textContent.trim())),
  }));

  function show() {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let fitting = 0;
    for (const { row, text, section: of } of rows) {
      const fits = wanted.every((word) => text.includes(word)) && (!section?.value || section.value === of);
      fitting += fits;
      row.hidden = !fits || fitting > limit;
    }
    count.textContent = wanted.length || section?.value ? `${fitting} of ${rows.length} students` : `${rows.length} students`;
    more.hidden = fitting <= limit;
    more.textContent = `Show all ${fitting}`;
  }

  function sort(heading) {
    const column = heading.cellIndex;
    // Names begin with A, numbers with whom they are smallest for: who needs help most.
    const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const compare = heading.classList.contains("n") ? (a, b) => a - b : words.compare;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    rows.sort((a, b) => direction * compare(a.keys[column], b.keys[column]));
    body.replaceChildren(...rows.map(({ row }) => row));
    show();
  }

  function showAll() {
    limit = Infinity;
    show();
  }

  for (const heading of table.tHead.rows[0].cells) {
    const button = heading.querySelector("button");
    button.disabled = false;
    button.addEventListener("click", () => sort(heading));
  }
  let waiting = 0;
  search.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(show);
  });
  section?.addEventListener("change", show);
  more.addEventListener("click", showAll);
  window.addEventListener("beforeprint", () => {
    showAll();
    document.querySelectorAll("details.names").forEach((names) => { names.open = true; });
  });
  document.querySelectorAll("button[data-search]").forEach((button) => {
    button.addEventListener("click", () => {
      search.value = button.dataset.search;
      show();
      search.scrollIntoView({ block: "start" });
      search.focus();
    });
  });
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    button.addEventListener("click", () => {
      // A page that is opened as a file may not write to the clipboard, but it may copy what is selected.
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
      button.textContent = document.execCommand("copy") ? "copied" : "selected: press Ctrl+C";
    });
  });
  // Before a class: arrows turn to the next question, and Escape leads back.
  const keys = { ArrowLeft: "previous", ArrowRight: "next", Escape: "close" };
  document.addEventListener("keydown", (event) => {
    const links = Array.from(document.querySelectorAll(".thing:target .large a"));
    links.find((link) => link.textContent === keys[event.key])?.click();
  });
  document.querySelectorAll("[data-script]").forEach((element) => { element.hidden = false; });
  show();
})();
