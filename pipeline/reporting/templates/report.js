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
    const inside = target && (target.matches("details") ? target : target.querySelector("details") || target.closest("details"));
    if (inside) inside.open = true;
    if (target && target.classList.contains("pair")) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  const drawing = document.getElementById("network-drawing");
  if (!drawing) return;
  const controls = drawing.previousElementSibling;
  const [find, least, shown, reset] = ["find", "least", "shown", "reset"].map(name => document.getElementById(`network-${name}`));
  const edges = Array.from(drawing.querySelectorAll(".edge"));
  const nodes = Array.from(drawing.querySelectorAll(".node"));
  const whole = drawing.getAttribute("viewBox").split(" ").map(Number);
  let view = [...whole];
  const draw = () => {
    drawing.setAttribute("viewBox", view.join(" "));
    const wanted = fold(find.value);
    const kept = new Set();
    for (const edge of edges) {
      const strong = Number(edge.dataset.n) >= Number(least.value);
      edge.classList.toggle("off", !strong);
      if (strong) kept.add(edge.dataset.a).add(edge.dataset.b);
    }
    for (const node of nodes) {
      node.classList.toggle("off", !kept.has(node.dataset.id));
      node.classList.toggle("found", wanted !== "" && fold(node.dataset.name).includes(wanted));
    }
    shown.value = least.value;
  };
  const scale = () => view[2] / drawing.clientWidth;
  const zoom = (factor, x, y) => {
    const size = Math.min(Math.max(view[2] * factor, whole[2] / 12), whole[2]) / view[2];
    view = [x - (x - view[0]) * size, y - (y - view[1]) * size, view[2] * size, view[3] * size];
    draw();
  };
  drawing.addEventListener("wheel", event => {
    event.preventDefault();
    const box = drawing.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, view[0] + (event.clientX - box.left) * scale(), view[1] + (event.clientY - box.top) * scale());
  }, { passive: false });
  let held = null, moved = false;
  drawing.addEventListener("pointerdown", event => { held = [event.clientX, event.clientY]; moved = false; });
  addEventListener("pointerup", () => { held = null; });
  addEventListener("pointermove", event => {
    if (!held) return;
    const [x, y] = [event.clientX - held[0], event.clientY - held[1]];
    if (!moved && Math.hypot(x, y) < 4) return;
    moved = true;
    view[0] -= x * scale();
    view[1] -= y * scale();
    held = [event.clientX, event.clientY];
    draw();
  });
  drawing.addEventListener("click", event => { if (moved) event.preventDefault(); }, true);
  drawing.addEventListener("dragstart", event => event.preventDefault());
  reset.addEventListener("click", () => { view = [...whole]; least.value = least.min; find.value = ""; draw(); });
  for (const control of [find, least]) control.addEventListener("input", draw);
  controls.hidden = false;
})();
