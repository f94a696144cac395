// Sorts and filters what the page already holds. Without it the page is whole, in the order of the server.
"use strict";

function valueOf(cell) {
  const text = cell.dataset.value ?? cell.textContent.trim();
  const number = Number(text);
  return text !== "" && !Number.isNaN(number) ? number : text;
}

function compare(a, b) {
  if (a === "" || b === "") return (a === "") - (b === "");
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: "base" });
}

function sortBy(table, header, column) {
  const descending = header.getAttribute("aria-sort") === "ascending"
    || (header.getAttribute("aria-sort") === "none" && "descends" in header.dataset);
  for (const other of table.tHead.rows[0].cells) {
    if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
  }
  header.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const rows = [...table.tBodies[0].rows].map((row, place) => ({ row, place, value: valueOf(row.cells[column]) }));
  rows.sort((a, b) => {
    // What has no value stands last, in either direction.
    const order = compare(a.value, b.value);
    const turned = descending && a.value !== "" && b.value !== "" ? -order : order;
    return turned || a.place - b.place;
  });
  table.tBodies[0].append(...rows.map((item) => item.row));
}

for (const table of document.querySelectorAll("table.sortable")) {
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    if ("fixed" in header.dataset) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sortBy(table, header, column));
    header.append(button);
    header.setAttribute("aria-sort", "none");
  });
}

const students = document.getElementById("students");
const rows = [...students.tBodies[0].rows];
const search = document.getElementById("search");
const buttons = [...document.querySelectorAll("#filters button[data-word]")];
const status = document.getElementById("shown");

function filter() {
  const words = buttons.filter((button) => button.getAttribute("aria-pressed") === "true")
    .map((button) => button.dataset.word);
  const wanted = search.value.trim().toLocaleLowerCase();
  let shown = 0;
  for (const row of rows) {
    const marks = row.dataset.words.split(" ");
    const fits = (words.length === 0 || words.some((word) => marks.includes(word)))
      && row.cells[0].textContent.toLocaleLowerCase().includes(wanted);
    row.hidden = !fits;
    shown += fits;
  }
  const how = words.length ? ` marked ${words.join(" or ")}` : "";
  status.textContent = `${shown} of ${rows.length} students are shown${how}.`;
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    filter();
  });
}
search.addEventListener("input", filter);
document.getElementById("all").addEventListener("click", () => {
  buttons.forEach((button) => button.setAttribute("aria-pressed", "false"));
  search.value = "";
  filter();
});
document.getElementById("filters").hidden = false;
filter();
