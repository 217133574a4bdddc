"use strict";
(() => {
  const collator = new Intl.Collator("tr", { numeric: true, sensitivity: "base" });
  const fold = text => text.toLocaleLowerCase("tr").replaceAll("ı", "i").normalize("NFD").replace(/\p{M}/gu, "");
  for (const table of document.querySelectorAll("table.data")) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    table.querySelectorAll("th").forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") === (head.className === "n" ? "descending" : "ascending")
          ? (head.className === "n" ? "ascending" : "descending") : (head.className === "n" ? "descending" : "ascending");
        table.querySelectorAll("th").forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up);
        const sign = up === "ascending" ? 1 : -1;
        rows.sort((a, b) => sign * collator.compare(a.cells[column].textContent, b.cells[column].textContent));
        body.append(...rows);
      });
    });
    const filter = table.closest("section").querySelector("input.filter");
    if (!filter) continue;
    const keys = new Map(rows.map(row => [row, fold(row.textContent)]));
    filter.hidden = false;
    filter.addEventListener("input", () => {
      const wanted = fold(filter.value);
      for (const row of rows) row.hidden = !keys.get(row).includes(wanted);
    });
  }
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const inside = target && (target.matches("details") ? target : target.querySelector("details"));
    if (inside) inside.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
