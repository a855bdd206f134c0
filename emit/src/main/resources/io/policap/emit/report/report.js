"use strict";
document.querySelectorAll(".filter").forEach(function (bar) {
  const rows = Array.from(document.querySelectorAll("#" + bar.dataset.table + " > [data-row]"));
  const texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  const search = bar.querySelector("input");
  const choice = bar.querySelector("select");
  const shown = bar.querySelector("output");
  let pending = 0;
  function apply() {
    const words = search.value.toLowerCase().split(" ").filter(Boolean);
    let count = 0;
    rows.forEach(function (row, i) {
      const chosen = [row.dataset.row, ""].includes(choice.value);
      const matches = words.every(function (word) { return texts[i].includes(word); });
      const visible = chosen ? matches : false;
      row.hidden = !visible;
      count += visible ? 1 : 0;
    });
    shown.textContent = count + " of " + rows.length;
  }
  function later() {
    clearTimeout(pending);
    pending = setTimeout(apply, 80);
  }
  search.addEventListener("input", later);
  choice.addEventListener("change", apply);
  search.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      search.value = "";
      apply();
    }
  });
  bar.hidden = false;
  apply();
});
