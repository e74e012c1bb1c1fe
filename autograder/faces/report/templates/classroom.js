"use strict";
// The table is plain HTML that is read without this script. Sorting moves its rows, searching hides them.
(() => {
  const table = document.getElementById("students");
  const body = table.tBodies[0];
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const rows = Array.from(body.rows);
  const texts = rows.map((row) => (row.textContent + " " + (row.dataset.also || "")).toLowerCase());
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  const key = (row, column) => {
    const cell = row.cells[column];
    return "sort" in cell.dataset ? Number(cell.dataset.sort) : cell.textContent.trim();
  };

  function sort(heading) {
    const column = heading.cellIndex;
    const before = heading.getAttribute("aria-sort");
    const numbers = heading.classList.contains("n");
    // Names begin with A, numbers with the one that needs help most: the smallest.
    const direction = before === "ascending" ? -1 : 1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    const keyed = rows.map((row, place) => [key(row, column), place, row]);
    const compare = numbers ? (a, b) => a - b : words.compare;
    keyed.sort((a, b) => direction * compare(a[0], b[0]) || a[1] - b[1]);
    body.replaceChildren(...keyed.map((item) => item[2]));
  }

  function filter() {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, place) => {
      const fits = wanted.every((word) => texts[place].includes(word));
      row.hidden = !fits;
      shown += fits;
    });
    count.textContent = wanted.length ? `${shown} of ${rows.length} students` : `${rows.length} students`;
  }

  for (const heading of table.tHead.rows[0].cells) {
    const button = heading.querySelector("button");
    button.disabled = false;
    button.addEventListener("click", () => sort(heading));
  }
  let waiting = 0;
  search.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  });
  document.querySelectorAll("button[data-search]").forEach((button) => {
    button.addEventListener("click", () => {
      search.value = button.dataset.search;
      filter();
      search.scrollIntoView({ block: "start" });
      search.focus();
    });
  });
  document.querySelectorAll("[data-script]").forEach((element) => { element.hidden = false; });
  filter();
})();
