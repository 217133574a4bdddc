"use strict";
// The page of an entity or a work, above its table: what pipeline/reporting/dossiers.py packs, and
// all the places of the row by article. `tools` are those of report.js.
const dossiers = ({ unpack, make, both, word, tables, rest, articleOf, context, kwic, quoted, decimal, probability }) => {
  const AROUND = 5; // members of a community that are named
  const packed = new Map();
  const data = name => {
    const script = document.querySelector(`script.dossiers[data-view="${name}"]`);
    if (!packed.has(name)) packed.set(name, script ? unpack(script) : Promise.resolve({}));
    return packed.get(name);
  };
  const table = name => tables.find(each => each.view.id === `view-${name}`);
  const say = key => both(word(key));
  // The lists of the data name rows by their place in the table as the page has it, unsorted.
  const inOrder = new WeakMap();
  const rowAt = (of, at) => {
    if (!inOrder.has(of)) inOrder.set(of, of.rows.slice().sort((a, b) => a.at - b.at));
    return inOrder.get(of)[at];
  };
  const nameOf = (of, row) => of.text(row, of.named) || of.text(row, 0);
  const linkTo = (of, row) => {
    const link = make("a", null, { href: `#${row.id}` });
    const author = of.named > 0 ? of.text(row, 0) : "";
    link.append(make("bdi", author ? `${author}, ${nameOf(of, row)}` : nameOf(of, row)));
    return link;
  };
  const file = path => make("a", path, { href: path });
  const heading = (...content) => { const head = make("h4"); head.append(...content); return head; };
  const line = (...content) => { const made = make("p"); made.append(...content); return made; };
  const chunks = (list, size, from = 0) => {
    const made = [];
    for (let at = from; at < list.length; at += size) made.push(list.slice(at, at + size));
    return made;
  };

  // A list of other rows: how many there are in all, then each with its figures.
  const others = (title, list, size, of, heads, figures, path) => {
    if (!list) return [];
    const rows = chunks(list, size, 1);
    const made = [heading(...say(title), ` (${list[0]})`)];
    if (rows.length) {
      const body = make("table", null, { class: "data" });
      const head = body.createTHead().insertRow();
      for (const [at, key] of [title, ...heads].entries()) {
        const cell = make("th", null, { scope: "col" });
        if (at) cell.className = "n";
        cell.append(...at ? say(key) : say("name"));
        head.append(cell);
      }
      const inside = body.createTBody();
      for (const [at, ...values] of rows) {
        const row = inside.insertRow();
        row.insertCell().append(linkTo(of, rowAt(of, at)));
        for (const value of figures(values)) {
          const cell = row.insertCell();
          cell.className = "n";
          cell.append(...[value].flat());
        }
      }
      const frame = make("div", null, { class: "scroll", tabindex: "0", role: "region", "aria-label": `${word(title).tr} / ${word(title).en}` });
      frame.append(body);
      made.push(frame);
    }
    if (rows.length < list[0]) {
      const more = line(...say("shown_of"), ` ${rows.length} / ${list[0]} · `, ...say("whole_table"), " ", file(path));
      more.className = "quiet";
      made.push(more);
    }
    return made;
  };

  const entity = async (row, at) => {
    const all = await data("entities");
    const [mine, works] = [table("entities"), table("works")];
    const of = key => (all[key] ?? [])[at] || null;
    const made = [];
    if (of("net")) {
      const [degree, strength, betweenness, community] = of("net");
      const circle = all.net.map((net, other) => [net, other]).filter(([net, other]) => net && net[3] === community && other !== at);
      circle.sort(([a, x], [b, y]) => b[1] - a[1] || x - y);
      const text = line(...say("degree"), ` ${degree} · `, ...say("strength_n"), ` ${strength} · `, ...say("betweenness"), " ", ...both(decimal(betweenness / 10000, 4)), " · ", ...say("community"), ` ${community}`);
      if (circle.length) {
        text.append(" (", ...say("with_others"), " ");
        circle.slice(0, AROUND).forEach(([, other], n) => text.append(n ? ", " : "", linkTo(mine, rowAt(mine, other))));
        text.append(circle.length > AROUND ? ` … ${circle.length})` : ")");
      }
      made.push(heading(...say("standing")), text);
    }
    if (of("years")) {
      const text = chunks(of("years"), 3).map(([year, n]) => `${year}: ${n}`).join(" · ");
      made.push(heading(...say("years")), line(...say("mentions_n"), ` ${text}`));
    }
    const forms = of("forms") ? chunks(of("forms"), 2).map(([form, n]) => `${form} (${n})`).join(", ") : mine.text(row, mine.kinds.length - 1);
    made.unshift(heading(...say("forms")), line(make("bdi", forms)));
    made.push(...others("companions", of("mates"), 4, mine, ["sentences", "npmi", "p_adjusted"], ([n, npmi, p]) => [String(n), both(decimal(npmi / 100)), both(probability(p))], "tables/cooccurrence.csv"));
    made.push(...others("cited_beside", of("works"), 2, works, ["citations"], ([n]) => [String(n)], "tables/entity_works.csv"));
    return made;
  };

  const work = async (row, at) => {
    const all = await data("works");
    const of = key => (all[key] ?? [])[at] || null;
    const made = [];
    if (of("about")) made.push(heading(...say("published")), line(make("bdi", of("about").join(" · "))));
    if (of("forms")) made.push(heading(...say("spellings")), ...of("forms").map(form => line(make("bdi", form))));
    made.push(...others("cited_with", of("mates"), 4, table("works"), ["paragraphs", "notes", "articles_n"], figures => figures.map(String), "tables/work_pairs.csv"));
    made.push(...others("named_beside", of("entities"), 2, table("entities"), ["citations"], ([n]) => [String(n)], "tables/entity_works.csv"));
    return made;
  };

  // All places of a row as [target, name, left, hit, right, why], and how many the file lacks.
  const places = async (of, row) => {
    const last = of.kinds.length - 1;
    let found, left;
    if (row.cells) {
      found = row.cells[last][1];
      left = row.cells[last][3];
    } else {
      const details = row.element.cells[last];
      found = Array.from(details.querySelectorAll(".kwic:not(.hidden-rest, .late)"), each => {
        const quote = each.querySelector("bdi");
        const hit = quote.querySelector("b");
        const sides = hit ? [hit.previousSibling?.textContent ?? "", hit.textContent, hit.nextSibling?.textContent ?? ""] : [quote.textContent, "", ""];
        return [each.querySelector("a").hash.slice(1), each.querySelector("a").textContent, ...sides, (each.querySelector(".quiet")?.textContent ?? "").slice(1, -1)];
      });
      left = Number(details.querySelector(".hidden-rest")?.dataset.left ?? 0);
    }
    const more = (await rest(of.view))[row.id.slice(2)] ?? [];
    const late = more.map(([target, name, hit, why]) => of.named > 0 ? [target, name, hit, "", "", why] : [target, name, "", hit, "", why]);
    return [[...found, ...late], left];
  };
  const evidence = async (of, row) => {
    const [found, left] = await places(of, row);
    if (!found.length && !left) return [];
    const groups = new Map();
    const seen = new Map();
    for (const [target, name, before, hit, after, why] of found) {
      const article = articleOf(target);
      const alone = article?.querySelector("a.alone");
      const quote = quoted(before, hit, after);
      const made = kwic(alone ? `${alone.getAttribute("href").split("#")[0]}#${target}` : `#${target}`, name, quote, why);
      const nth = seen.get(target) ?? 0;
      seen.set(target, nth + 1);
      if (hit && !before && !after && !alone) new IntersectionObserver((all, watch) => {
        if (!all.some(each => each.isIntersecting)) return;
        watch.disconnect();
        context(row.id, target, quote, hit, nth);
      }).observe(made);
      if (!groups.has(article)) groups.set(article, []);
      groups.get(article).push(made);
    }
    const made = [heading(...say("all_places"), ` (${found.length + left})`)];
    if (left) made.push(line(...say("shown_of"), ` ${found.length} / ${found.length + left} · `, ...say("whole_table"), " ", file("tables/evidence.csv")));
    for (const [article, lines] of groups) {
      const title = make("h5");
      if (article) title.append(make("a", article.querySelector("h3").textContent, { href: `#${article.id}` }), ` (${lines.length})`);
      made.push(title, ...lines);
    }
    return made;
  };

  let open = null; // the identifier whose page stands open
  let followed = null; // the link by which its reader left it
  const hide = () => {
    open = followed = null;
    for (const each of document.querySelectorAll(".dossier")) each.hidden = true, each.replaceChildren();
  };
  // Draw the page of a row and go there; true if there is one.
  const show = async (of, row) => {
    const box = document.querySelector(`.dossier[data-view="${of.view.id.slice(5)}"]`);
    if (!box) return false;
    if (open !== row.id) {
      hide();
      open = row.id;
      const name = make("h3", null, { id: `${box.id}-name`, tabindex: "-1" });
      name.append(make("bdi", nameOf(of, row)));
      const facts = make("p", null, { class: "quiet" });
      of.heads.slice(0, -1).forEach((head, column) => {
        if (column === of.named || !of.text(row, column)) return;
        if (facts.childNodes.length) facts.append(" · ");
        const cell = Array.from(of.element(row).cells[column].childNodes, node => node.cloneNode(true));
        const label = head.querySelectorAll(".w-en, .w-tr");
        if (of.kinds[column] === "number") facts.append(...cell, " ", ...Array.from(label, each => each.cloneNode(true)));
        else facts.append(...cell);
      });
      const back = line(make("a", null, { href: `#${box.dataset.view}` }));
      back.firstChild.append(...say("all_of"));
      const parts = [...await (of.named > 0 ? work : entity)(row, row.at), ...await evidence(of, row)];
      if (open !== row.id) return true; // its reader has gone on
      box.replaceChildren(name, facts, ...parts, back);
      box.hidden = false;
    }
    const last = followed?.isConnected ? followed : null;
    (last ?? box.querySelector("h3")).focus({ preventScroll: true });
    if (last) last.scrollIntoView({ block: "center" });
    else box.scrollIntoView();
    return true;
  };
  for (const box of document.querySelectorAll(".dossier")) {
    box.setAttribute("role", "region");
    box.setAttribute("aria-labelledby", `${box.id}-name`);
    box.addEventListener("click", event => { followed = event.target.closest("a[href]"); });
  }
  return { show, hide };
};
