"use strict";
// The network of entities: moved, narrowed by number of sentences, searched.
const drawNetwork = ({ fold, unpack }) => {
  const drawing = document.getElementById("network-drawing");
  if (!drawing) return;
  const [find, least, shown, reset, closer, farther] = ["find", "least", "shown", "reset", "in", "out"].map(name => document.getElementById(`network-${name}`));
  let edges = Array.from(drawing.querySelectorAll(".edge"));
  let nodes = Array.from(drawing.querySelectorAll(".node"));
  const whole = drawing.getAttribute("viewBox").split(" ").map(Number);
  let view = [...whole];
  const look = () => {
    drawing.setAttribute("viewBox", view.join(" "));
    drawing.classList.toggle("near", view[2] < whole[2] / 2);
    drawing.classList.toggle("close", view[2] < whole[2] / 5);
    drawing.style.setProperty("--zoom", view[2] / whole[2]); // names of the rest keep their size
  };
  const filter = () => {
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
  const zoom = (factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) => {
    const size = Math.min(Math.max(view[2] * factor, whole[2] / 12), whole[2]) / view[2];
    view = [x - (x - view[0]) * size, y - (y - view[1]) * size, view[2] * size, view[3] * size];
    look();
  };
  drawing.addEventListener("wheel", event => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    const box = drawing.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, view[0] + (event.clientX - box.left) * scale(), view[1] + (event.clientY - box.top) * scale());
  }, { passive: false });
  let held = null, moved = false;
  drawing.addEventListener("pointerdown", event => { held = [event.clientX, event.clientY]; moved = false; });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { held = null; });
  addEventListener("pointermove", event => {
    if (!held) return;
    const [x, y] = [event.clientX - held[0], event.clientY - held[1]];
    if (!moved && Math.hypot(x, y) < 4) return;
    moved = true;
    view[0] -= x * scale();
    view[1] -= y * scale();
    held = [event.clientX, event.clientY];
    look();
  });
  drawing.addEventListener("click", event => { if (moved) event.preventDefault(); }, true);
  drawing.addEventListener("dragstart", event => event.preventDefault());
  // A node that the keyboard reaches comes into sight.
  drawing.addEventListener("focusin", event => {
    const circle = event.target.querySelector?.("circle");
    if (!circle || held) return;
    const [x, y] = [Number(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))];
    if (x > view[0] && x < view[0] + view[2] && y > view[1] && y < view[1] + view[3]) return;
    view = [x - view[2] / 2, y - view[3] / 2, view[2], view[3]];
    look();
  });
  closer.addEventListener("click", () => zoom(1 / 1.4));
  farther.addEventListener("click", () => zoom(1.4));
  reset.addEventListener("click", () => { view = [...whole]; least.value = least.min; find.value = ""; look(); filter(); });
  for (const control of [find, least]) control.addEventListener("input", filter);
  // Entities that the drawing has no room for, among the others: see network_rest.py.
  const svg = (tag, attributes, ...inside) => {
    const element = document.createElementNS(drawing.namespaceURI, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const all = document.getElementById("network-all");
  all?.addEventListener("click", async () => {
    all.disabled = true;
    const more = await unpack(document.getElementById("network-rest"));
    const marks = [
      ...nodes.map(node => {
        const circle = node.querySelector("circle");
        return { id: node.dataset.id, name: node.dataset.name, x: circle.getAttribute("cx"), y: circle.getAttribute("cy") };
      }),
      ...more.nodes.map(([id, name, label, n, x, y, r]) => ({ id, name, label, n, x, y, r })),
    ];
    const lines = more.edges.map(([a, b, n]) => {
      const [from, to] = [marks[a], marks[b]];
      return svg("a", { href: `#e-${from.id}`, class: "edge", "data-a": from.id, "data-b": to.id, "data-n": n, tabindex: -1 },
        svg("title", {}, `${from.name} – ${to.name}: ${n}`),
        svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, "stroke-width": Math.min(0.5 + n / 4, 3) }));
    });
    const circles = marks.slice(nodes.length).map(mark =>
      svg("a", { href: `#e-${mark.id}`, class: "node rest", "data-id": mark.id, "data-name": mark.name, tabindex: -1 },
        svg("title", {}, `${mark.name}: ${mark.n}`),
        svg("circle", { cx: mark.x, cy: mark.y, r: mark.r, fill: more.colours[mark.label] }),
        svg("text", { x: mark.x, y: mark.y + mark.r }, mark.name)));
    drawing.prepend(...lines);
    drawing.querySelector(".node").before(...circles);
    edges = [...lines, ...edges];
    nodes = [...circles, ...nodes];
    least.min = edges.reduce((fewest, edge) => Math.min(fewest, Number(edge.dataset.n)), Infinity);
    least.value = least.min;
    filter();
    least.focus();
    all.remove();
  });
  document.querySelector("#network .controls").hidden = false;
};
