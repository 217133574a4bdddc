(() => {
  const PAGE = 100;
  const ALPHABET = "aâbcçdefgğhıiîjklmnoöpqrsştuûüvwxyz"; // as in pipeline/text/casing.py
  const RANK = new Map(Array.from(ALPHABET, (letter, at) => [letter, String.fromCharCode(0x100 + at)]));
  const lower = text => text.toLocaleLowerCase("tr");
  // the same in every spelling of a name: no case, marks, dots or apostrophes
  const fold = text => lower(text).normalize("NFD").replace(/[\p{M}'’ʼ‘´`′]/gu, "").replaceAll("ı", "i");
  // a key whose plain comparison is Turkish alphabetical order
  const sortKey = text => {
    let key = "";
    for (const letter of lower(text.normalize("NFC"))) key += RANK.get(letter) ?? (/\p{L}/u.test(letter) ? "\uffff" : "\u0001") + letter;
    return key;
  };
  const language = () => document.querySelector("input[name=language]:checked").value;
  const unpack = async element => {
    const bytes = Uint8Array.from(atob(JSON.parse(element.textContent)), char => char.charCodeAt(0));
    return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text());
  };
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const both = pair => ["en", "tr"].map(lang => make("span", pair[lang], { class: `w-${lang}`, lang }));
  // Numbers as each language writes them, as in pipeline/text/decimals.py.
  const decimal = (value, digits = 2) => {
    const en = value.toFixed(digits);
    return { en, tr: en.replace(".", ",") };
  };
  const probability = p => {
    const { en, tr } = decimal(p ? p / 1000 : 0.001, 3);
    return p ? { en, tr } : { en: `< ${en}`, tr: `< ${tr}` };
  };
  let words = {};
  const ready = unpack(document.getElementById("words")).then(unpacked => { words = unpacked; });

  // What stands around a mention, from its paragraph: the nth mention of the entity there.
  const AROUND = 60;
  const context = async (id, target, quote, hit, nth) => {
    const paragraph = await place(target);
    const link = paragraph && paragraph.querySelectorAll(`a.m[href="#${CSS.escape(id)}"]`)[nth];
    if (!link) return;
    const side = (from, to) => {
      const range = document.createRange();
      range.setStart(...from);
      range.setEnd(...to);
      const part = range.cloneContents();
      for (const number of part.querySelectorAll("sup")) number.remove();
      return part.textContent;
    };
    const at = Array.from(link.parentNode.childNodes).indexOf(link);
    const left = side([paragraph, 0], [paragraph, at]).slice(-AROUND);
    const right = side([paragraph, at + 1], [paragraph, paragraph.childNodes.length]).slice(0, AROUND);
    quote.replaceChildren(left, make("b", hit), right);
  };

  // A place: a link, and what stands there.
  const quoted = (left, hit, right) => {
    const quote = make("bdi", left);
    if (hit) quote.append(make("b", hit));
    quote.append(right);
    return quote;
  };
  const kwic = (href, name, quote, why) => {
    const line = make("p", null, { class: "kwic" });
    line.append(make("a", name, { href }), " ", quote);
    if (why) line.append(" ", make("span", `(${why})`, { class: "quiet" }));
    return line;
  };

  // The places of a row beyond the first: packed for the whole table, written when a row is opened.
  const unpacked = new WeakMap();
  const rest = async view => {
    const packed = view.querySelector("script.places");
    if (!packed) return {};
    if (!unpacked.has(packed)) unpacked.set(packed, unpack(packed));
    return unpacked.get(packed);
  };
  const opened = async (details, view) => {
    if (!details.dataset.more) return;
    const key = details.dataset.more;
    delete details.dataset.more;
    const line = details.querySelector(".hidden-rest");
    for (const [target, name, hit, why] of (await rest(view))[key] ?? []) {
      const nth = details.querySelectorAll(`.kwic a[href="#${CSS.escape(target)}"]`).length;
      const quote = quoted("", hit, "");
      const place = kwic(`#${target}`, name, quote, why);
      place.classList.add("late");
      line.before(place);
      if (view.dataset.prefix === "e-") new IntersectionObserver((seen, watch) => {
        if (!seen.some(each => each.isIntersecting)) return;
        watch.disconnect();
        context(`e-${key}`, target, quote, hit, nth);
      }).observe(place);
    }
    line.hidden = Number(line.dataset.left) === 0;
    line.firstChild.textContent = `… ${line.dataset.left} `;
  };

  // Cells as table.html writes them.
  const plain = (td, cell) => {
    const [text, target, remark] = Array.isArray(cell) ? cell : [cell];
    const name = make("bdi", text);
    if (target) td.append(make("a", null, { href: `#${target}` })), td.firstChild.append(name);
    else td.append(name);
    if (remark !== undefined) td.append(make("br"), make("span", remark, { class: "quiet" }));
  };
  const writers = {
    text: plain,
    number: (td, cell) => { td.className = "n"; plain(td, cell); },
    decimal: (td, cell) => { td.className = "n"; if (cell !== null) td.append(...both(decimal(cell))); },
    p: (td, cell) => { td.className = "n"; if (cell !== null) td.append(...both(probability(cell))); },
    en: (td, cell) => { td.lang = "en"; plain(td, cell); },
    tr: (td, cell) => { td.lang = "tr"; plain(td, cell); },
    word: (td, cell) => td.append(...both(words[cell])),
    both: (td, cell) => td.append(...both({ en: cell[0], tr: cell[1] })),
    places: (td, [summary, places, hidden, left], id) => {
      const details = make("details", null, hidden ? { "data-more": id.slice(2) } : {});
      details.append(make("summary"));
      details.firstChild.append(make("bdi", summary));
      const bare = [];
      for (const [target, name, left, hit, right, why] of places) {
        const quote = quoted(left, hit, right);
        if (hit && !left && !right) bare.push([target, quote, hit, bare.filter(([other]) => other === target).length]);
        details.append(kwic(`#${target}`, name, quote, why));
      }
      if (hidden) {
        const line = make("p", `… ${hidden} `, { class: "kwic hidden-rest", "data-left": left });
        line.append(...both(words.more));
        details.append(line);
      }
      if (bare.length) details.addEventListener("toggle", () => bare.splice(0).forEach(place => context(id, ...place)));
      td.append(details);
    },
  };

  // Kinds of cells that say the same in two languages, as such pairs.
  const pairs = {
    word: cell => words[cell], both: ([en, tr]) => ({ en, tr }),
    decimal: cell => cell === null ? { en: "", tr: "" } : decimal(cell),
    p: cell => cell === null ? { en: "", tr: "" } : probability(cell),
  };
  const NUMBERS = ["number", "decimal", "p"];

  // A table: the rows of the page, then those that are packed; PAGE rows stand in it at a time.
  class Table {
    constructor(view) {
      this.view = view;
      this.body = view.querySelector("tbody");
      this.heads = Array.from(view.querySelectorAll("th"));
      this.kinds = this.heads.map(head => head.dataset.kind);
      this.rows = Array.from(this.body.rows, (element, at) => ({ at, id: element.id, element }));
      this.total = Number(view.dataset.total);
      this.named = Number(view.dataset.named); // the column that leads to the row's own page
      this.shown = Number(view.dataset.shown);
      this.limit = this.shown || PAGE;
      this.filter = view.querySelector("input.filter");
      this.count = view.querySelector("output");
      this.more = make("button", null, { type: "button", class: "more" });
      this.all = make("button", null, { type: "button", class: "all" });
      this.more.hidden = this.all.hidden = true;
      view.append(this.more, " ", this.all);
      this.more.addEventListener("click", async () => {
        const before = this.shown;
        this.limit += PAGE;
        await this.draw();
        this.body.rows[before]?.querySelector("a, summary")?.focus({ preventScroll: true });
      });
      this.all.addEventListener("click", () => { this.only = undefined; this.limit = PAGE; this.draw(); });
      this.heads.forEach((head, column) => {
        const button = make("button", null, { type: "button" });
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => this.sort(column));
      });
      if (this.filter && this.rows.length > 1) {
        this.filter.closest(".bar").hidden = false;
        this.filter.addEventListener("input", () => { this.only = undefined; this.limit = PAGE; this.draw(); });
      }
      this.packed = view.querySelector("script.packed");
      view.addEventListener("toggle", event => { if (event.target.open) opened(event.target, view); }, true);
    }
    async whole() {
      this.loading ??= (async () => {
        await ready;
        if (!this.packed) return;
        const prefix = this.view.dataset.prefix;
        for (const [id, ...cells] of await unpack(this.packed)) this.rows.push({ at: this.rows.length, id: id && prefix + id, cells });
        this.view.querySelector(".rest").remove();
      })();
      return this.loading;
    }
    text(row, column) {
      const kind = this.kinds[column];
      if (!row.cells) {
        const cell = row.element.cells[column];
        return (cell.querySelector("summary") ?? (pairs[kind] ? cell.querySelector(`.w-${language()}`) : cell.querySelector("bdi")) ?? cell).textContent;
      }
      const cell = row.cells[column];
      if (pairs[kind]) return pairs[kind](cell)[language()];
      return String((Array.isArray(cell) ? cell[0] : cell) ?? "");
    }
    key(row) {
      if (row.key === undefined) {
        const parts = row.cells
          ? row.cells.map((cell, column) => pairs[this.kinds[column]] ? Object.values(pairs[this.kinds[column]](cell)).join(" ") : this.text(row, column))
          : Array.from(row.element.cells, (cell, column) => this.kinds[column] === "places" ? this.text(row, column) : cell.textContent);
        row.key = fold(parts.join(" "));
      }
      return row.key;
    }
    element(row) {
      if (!row.element) {
        row.element = make("tr");
        if (row.id) row.element.id = row.id;
        row.cells.forEach((cell, column) => {
          const td = make("td");
          writers[this.kinds[column]](td, column === this.named ? [cell, row.id] : cell, row.id);
          row.element.append(td);
        });
      }
      return row.element;
    }
    async sort(column) {
      const head = this.heads[column];
      const numeric = NUMBERS.includes(this.kinds[column]);
      const first = numeric ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      const way = head.getAttribute("aria-sort") === first ? other : first;
      for (const each of this.heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      await this.whole();
      const figure = text => text.replace(/^< /, "").replace(",", ".");
      const number = text => text === "" || Number.isNaN(Number(text)) ? -Infinity : Number(text);
      const value = numeric ? row => number(figure(this.text(row, column))) : row => sortKey(this.text(row, column));
      const keyed = this.rows.map(row => [value(row), row]);
      const sign = way === "ascending" ? 1 : -1;
      keyed.sort(([a, x], [b, y]) => a < b ? -sign : a > b ? sign : x.at - y.at);
      this.rows = keyed.map(([, row]) => row);
      this.limit = PAGE;
      this.draw();
    }
    async draw() {
      await this.whole();
      const wanted = fold(this.filter ? this.filter.value : "");
      const found = this.only ? [this.only] : wanted ? this.rows.filter(row => this.key(row).includes(wanted)) : this.rows;
      const shown = found.slice(0, this.limit);
      this.shown = shown.length;
      this.body.replaceChildren(...shown.map(row => this.element(row)));
      if (this.count) this.count.value = found.length === this.total && this.shown === this.total ? "" : `${this.shown} / ${found.length}` + (found.length === this.total ? "" : ` (${this.total})`);
      this.more.replaceChildren(...both(words.show_more));
      this.all.replaceChildren(...both(words.show_all));
      this.more.hidden = this.shown === found.length;
      this.all.hidden = !this.only;
    }
    // Bring the row of a link into the table, alone if it is not among those in sight.
    async reveal(id) {
      await this.whole();
      const row = this.rows.find(each => each.id === id);
      if (!row) return;
      if (!row.element?.isConnected) {
        this.only = row;
        if (this.filter) this.filter.value = "";
        await this.draw();
      }
    }
  }
  const tables = Array.from(document.querySelectorAll(".view"), view => view.querySelector("table") && new Table(view)).filter(Boolean);
  for (const table of tables) if (table.packed) table.more.hidden = false, ready.then(() => table.more.replaceChildren(...both(words.show_more)));
  // Make the keys of long tables while nobody waits.
  const idle = window.requestIdleCallback ?? (task => setTimeout(() => task({ timeRemaining: () => 10 }), 50));
  const prepare = (table, at) => idle(deadline => {
    while (at < table.rows.length && deadline.timeRemaining() > 1) for (let end = at + 200; at < end && at < table.rows.length; at++) table.key(table.rows[at]);
    if (at < table.rows.length) prepare(table, at);
    else table.view.dataset.ready = "";
  });
  addEventListener("load", () => { for (const table of tables) idle(() => table.whole().then(() => prepare(table, 0))); });

  // Articles beyond the first ones are unpacked when someone goes there.
  const read = async article => {
    const packed = article.querySelector("script.packed");
    if (!packed) return;
    const html = await unpack(packed);
    if (!packed.isConnected) return;
    packed.remove();
    article.querySelector(".unread").remove();
    article.querySelector(".read").remove();
    article.insertAdjacentHTML("beforeend", html);
  };
  const articleOf = name => document.getElementById(name.replace(/^[pnr]-(.+)--?\d+$/, "d-$1"));
  const place = async name => {
    const article = articleOf(name);
    if (!document.getElementById(name) && article) await read(article);
    return document.getElementById(name);
  };
  for (const button of document.querySelectorAll("button.read")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const article = button.closest("article");
      await read(article);
      article.tabIndex = -1;
      article.focus({ preventScroll: true });
    });
  }

  const word = key => words[key];
  const pages = dossiers({ unpack, make, both, word, tables, rest, articleOf, context, kwic, quoted, decimal, probability });
  const open = async () => {
    let name;
    try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; } // not one of ours
    if (!/^[ewpnrd]-/.test(name)) pages.hide(); // an article's reader comes back to where they were
    if (!name) return;
    await place(name);
    const mine = tables.find(table => table.view.dataset.prefix && name.startsWith(table.view.dataset.prefix));
    if (mine) await mine.reveal(name);
    if (/^[ew]-/.test(name) && !mine?.rows.some(each => each.id === name)) pages.hide(); // no such page
    const target = document.getElementById(name) ?? articleOf(name);
    if (!target) return;
    const alone = target.id !== name && target.querySelector("a.alone");
    if (alone) alone.hash = name; // the paragraph in the article's own page
    const inside = target.matches("details") ? target : target.querySelector("details") || target.closest("details");
    if (inside && !target.matches("section, article")) inside.open = true;
    for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
    target.classList.add("here");
    const row = mine?.rows.find(each => each.id === name);
    if (row) await Promise.all(tables.map(table => table.whole())).then(() => pages.show(mine, row));
    else target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  const speak = () => { document.documentElement.lang = language(); };
  for (const choice of document.querySelectorAll("input[name=language]")) choice.addEventListener("change", speak);
  speak();

  drawNetwork({ fold, unpack });
})();
