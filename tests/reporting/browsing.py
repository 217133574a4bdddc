"""Reports to browse: one ordinary, one long, one full of payloads. Drawn once, charts included."""

import shutil
from pathlib import Path

import pandas as pd

from pipeline import supervising, tables
from pipeline.config import Settings
from pipeline.reporting import report
from pipeline.reporting.charts import CHARTS
from pipeline.tables import frame
from tests.examples import document
from tests.reporting.test_reporting import tables_of

NAMES = ["Zeki", "İsmet", "Işık", "Çiçerin", "Dumont", "Cemal", "Ömer", "Oğuz", "Ünal", "Uğur"]
SAMPLE_FOLDER = Path(__file__).parents[2] / "corpus"
SAMPLE = "sam-vilayetinde-belediye.txt"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><text y='9'>a</text></svg>"
FIRE = "window.hit=(window.hit||0)+1"

# What people try: elements, handlers, addresses, break-outs of every place that the page has.
PAYLOADS = (
    f"<script>{FIRE}</script>", f"</script><script>{FIRE}</script>", "<script src=http://x.invalid/a>",
    f"</style><script>{FIRE}</script>", f"</title><script>{FIRE}</script>",
    f"</textarea><script>{FIRE}</script>", f"</template><script>{FIRE}</script>",
    f"--><script>{FIRE}</script><!--", f"]]><script>{FIRE}</script>",
    f"<![CDATA[<script>{FIRE}</script>]]>", f"<ScRiPt>{FIRE}</sCrIpT>",
    f"<scr<script>ipt>{FIRE}</script>", f"<script type=module>{FIRE}</script>",
    f"<img src=x onerror={FIRE}>", f"<img/src='x'/onerror='{FIRE}'>",
    f"<IMG SRC=x ONERROR='{FIRE}'>", f'"><img src=x onerror="{FIRE}">',
    f"'><img src=x onerror='{FIRE}'>", f"`><img src=x onerror=`{FIRE}`>",
    f'" onmouseover="{FIRE}" x="', f"' onfocus='{FIRE}' autofocus tabindex=1 x='",
    f"<svg onload={FIRE}>", f"<svg/onload='{FIRE}'>", f"<svg><script>{FIRE}</script></svg>",
    f"<svg><animate onbegin='{FIRE}' attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{FIRE}'><text y=9>x</text></a></svg>",
    f"<math><mtext></p><img src=x onerror='{FIRE}'></mtext></math>",
    f"<a href='javascript:{FIRE}'>x</a>", f"javascript:{FIRE}", f"JaVaScRiPt:{FIRE}//",
    f"java\tscript:{FIRE}", f"data:text/html,<script>parent.{FIRE}</script>",
    f"<iframe srcdoc='<script>parent.{FIRE}</script>'></iframe>",
    f"<iframe src='javascript:parent.{FIRE}'></iframe>",
    f"<object data='javascript:{FIRE}'></object>", f"<embed src='javascript:{FIRE}'>",
    f"<body onload='{FIRE}'>", f"<input autofocus onfocus='{FIRE}'>",
    f"<details open ontoggle='{FIRE}'>x</details>", f"<video src=x onerror='{FIRE}'></video>",
    f"<audio><source onerror='{FIRE}'></audio>", f"<marquee onstart='{FIRE}'>x</marquee>",
    f"<form action='javascript:{FIRE}'><button>x</button></form>",
    f"<style onload='{FIRE}'>*{{color:red}}</style>", "<style>@import 'http://x.invalid/a.css'</style>",
    "<link rel=stylesheet href=http://x.invalid/a.css>", "<base href='http://x.invalid/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{FIRE}'>",
    "<meta http-equiv=refresh content='0;url=http://x.invalid/'>",
    "<img src=http://x.invalid/a.png>", "<svg><image href='http://x.invalid/a.png'/></svg>",
    "<svg><use href='http://x.invalid/a.svg#b'/></svg>", "<video poster=http://x.invalid/a></video>",
    "<p style='background:url(http://x.invalid/a)'>x</p>",
    "<link rel=prefetch href=http://x.invalid/a>", "<a href=x ping=http://x.invalid/a>x</a>",
    "<iframe src=http://x.invalid/a></iframe>", "<object data=http://x.invalid/a></object>",
    "{{ 7*7 }}{% raise %}{{ config.__class__ }}", "${7*7}#{7*7}<%= 7*7 %>", "{{constructor}}",
    "=HYPERLINK(\"http://x.invalid\",\"x\")", "=cmd|' /C calc'!A0", "+1+1", "@SUM(1+1)", "-2+3",
    f"\u202e<script>{FIRE}</script>\u202c", f"\uff1cscript\uff1e{FIRE}\uff1c/script\uff1e",
    f"<scr\u0130pt>{FIRE}</scr\u0130pt>", f"\u2028{FIRE}\u2029", f"\ufeff<script>{FIRE}</script>",
    f"&lt;script&gt;{FIRE}&lt;/script&gt;", f"&#60;img src=x onerror={FIRE}&#62;",
    f"\\u003cscript\\u003e{FIRE}\\u003c/script\\u003e", f"\\x3cimg src=x onerror={FIRE}\\x3e",
    "$\\frac{1}{0}$", "__proto__", "constructor", "%3Cscript%3E",
)  # fmt: skip

# Columns that hold codes of the program, not words of a document.
CODES = {
    "doc_id", "entity_id", "work_id", "container_work_id", "citation_id", "antecedent_id",
    "mention_id", "sentence_id", "section_id", "id", "kind", "level", "status", "window",
    "place_kind", "ref_form", "lang", "entity_a", "entity_b",
}  # fmt: skip
ROUNDS = 3  # of all payloads, so that each is in the page and among the packed rows


def pictures(folder):
    """A small picture for each chart: what they show is tested elsewhere."""
    folder.mkdir(exist_ok=True)
    for name in CHARTS:
        (folder / f"{name}.svg").write_text(SVG, encoding="utf-8")
    return folder


def named(rows, others=()) -> pd.DataFrame:
    """A table of entities from (identifier, name, mentions)."""
    made = [
        {"entity_id": key, "label": "PERSON", "name": name, "name_tr": name, "name_en": "",
         "n_mentions": n, "n_tr": n, "n_en": 0, "n_documents": 1, "variants": name}
        for key, name, n in rows
    ]  # fmt: skip
    return frame("entities", [*others, *made])


def ordinary(folder):
    """Two articles, and persons whose names try the alphabet."""
    documents = [document("a-1"), document("b-2")]
    tables = tables_of(documents)
    extra = [(f"x{at}", name, at + 1) for at, name in enumerate(NAMES)]
    tables["entities"] = named(extra, tables["entities"].to_dict("records"))
    texts = {d.source.doc_id: d.article.text for d in documents}
    return _written(tables, texts, folder)


def hostile(folder):
    """Articles of a payload each; every text of every table holds each payload in turn."""
    one = document("h-0")
    lines = [one.article.text, *PAYLOADS]
    text = "\n\n".join(lines)
    starts = [sum(len(line) + 2 for line in lines[: at + 1]) for at in range(len(PAYLOADS))]
    tables = tables_of([one])
    for name in POISONED:
        tables[name] = poisoned(name, tables[name], starts)
    texts = {f"h-{at}": PAYLOADS[at % len(PAYLOADS)] for at in range(ROUNDS * len(PAYLOADS))}
    return _written(tables, {**texts, "h-0": text}, folder)


def _place(at, starts):
    """Row `at` of each table: what it must say besides payloads so that the page shows it."""
    start = starts[at % len(starts)]
    end = start + len(PAYLOADS[at % len(starts)])
    z, after, note = f"z{at}", f"z{at + 1}", at + 1
    last = at == ROUNDS * len(starts) - 1
    pair = " ".join(sorted((z, after)))
    return {
        "documents": {"doc_id": f"h-{at}", "status": "ok"},
        "entities": {"entity_id": z, "label": "PERSON", "n_mentions": 1},
        "works": {"work_id": z},
        "mentions": {"start": start, "end": end, "entity_id": z, "label": "PERSON"},
        "notes": {"note": note, "marker_start": end, "status": "linked"},
        "citations": {"note": note, "work_id": z, "place_kind": "note", "antecedent_id": "x"},
        "citation_frequency": {"level": "work", "id": z},
        "cooccurrence": {"window": "sentence", "entity_a": z, "entity_b": z if last else after,
                         "n": 2 + at % 2},
        "evidence": {"kind": ("mention", "pair-sentence")[at % 2], "id": (z, pair)[at % 2],
                     "sentence_id": "h-0.str"},
        "lint": {"note": note}, "merges": {"entity_id": z, "score": 0.5},
        "alignments": {"entity_id": z, "score": 0.5}, "faithfulness": {"entity_id": z},
        "keyword_pairs": {"position": note, "score": 0.5}, "problems": {},
    }  # fmt: skip


POISONED = tuple(_place(0, [0]))


def poisoned(name: str, table: pd.DataFrame, starts: list[int]) -> pd.DataFrame:
    """The table with `ROUNDS` rows for each payload, in each column that holds words."""
    words = [c for c in table.columns if table[c].dtype == "string" and c not in CODES]
    base = {"doc_id": "h-0", **(table.to_dict("records")[0] if len(table) else {})}
    base = {key: value for key, value in base.items() if key in table.columns}
    rows = []
    for at in range(ROUNDS * len(PAYLOADS)):
        payload = PAYLOADS[at % len(PAYLOADS)]
        row = {**base, **dict.fromkeys(words, payload), **_place(at, starts)[name]}
        rows.append(row)
    return frame(name, rows)


def long(folder, entities=100_000, nodes=2_000, edges=10_000):
    """A hundred thousand entities, two thousand of which ten thousand sentences join."""
    documents = [document("a-1")]
    tables = tables_of(documents)
    letters = "abcçdefgğhıijklmnoöprsştuüvyz"
    rows = []
    for at in range(entities):
        word = "".join(letters[(at // 29**k * 7 + k * 3) % 29] for k in range(6))
        rows.append((f"y{at}", f"{word} {at}", 1 + (at * 7919) % 97))
    tables["entities"] = named(rows, tables["entities"].to_dict("records"))
    pairs = sorted({tuple(sorted((f"y{at % nodes}", f"y{(at * 31 + at // nodes + 1) % nodes}")))
                    for at in range(edges)})  # fmt: skip
    together = [
        {"window": "sentence", "entity_a": a, "entity_b": b, "n": 2 + at % 9, "n_documents": 1,
         "expected": 0.1, "log_likelihood": 1.0, "npmi": 0.5, "p_value": 0.1}
        for at, (a, b) in enumerate(pairs) if a != b
    ]  # fmt: skip
    tables["cooccurrence"] = frame("cooccurrence", together)
    texts = {d.source.doc_id: d.article.text for d in documents}
    return _written(tables, texts, folder)


def soaked(folder, payload):
    """One article whose every word, in every table, is the payload."""
    one = document("h-0")
    tables = tables_of([one])
    for name, table in tables.items():
        codes = CODES | ({"label"} if name in ("entities", "mentions") else set())
        words = [c for c in table.columns if table[c].dtype == "string" and c not in codes]
        tables[name] = table.assign(**dict.fromkeys(words, payload))
    return _written(tables, {"h-0": one.article.text}, folder)


def _written(tables, texts, folder):
    path = folder / "report.html"
    report.write_report(tables, texts, pictures(folder / "charts"), path)
    return path


def column(page, view, number):
    """The texts of a column as they stand in the table."""
    return page.locator(f"#view-{view} tbody tr td:nth-child({number})").all_inner_texts()


def settled(page, view):
    """Wait until the table has unpacked its rows and made their keys."""
    page.wait_for_selector(f"#view-{view}[data-ready]")


def until(page, condition, arg=None):
    """Wait for a condition; asked from outside, for the page's policy forbids it to evaluate."""
    for _ in range(500):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never came true: {condition}")


def real(folder):
    """A sample article through all stages, as a reader makes them; charts and all."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for name in (SAMPLE, "metadata.csv"):
        shutil.copy(SAMPLE_FOLDER / name, corpus)
    plan = supervising.plan(corpus, folder / "out", Settings(jobs=1))
    supervising.carry_out(plan, lambda done, name: None)
    return folder / "out" / "report.html"


def alone(out, folder):
    """The reading page of an article of a run, as those of large corpora have one."""
    made = tables.read(out / "tables")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (out / "text").glob("*.txt")}
    report.write_report(made, texts, out / "charts", folder / "report.html")
    return min((folder / "reading").glob("*.html"))


def lifeless(page):
    """No payload has run, and none stands in the page as an element or attribute that could."""
    assert page.evaluate("window.hit") is None
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        ".filter(name => /^on|^srcdoc$|^style$/.test(name))"
    )
    assert handlers == []
    strange = "main :is(script:not([type]), iframe, object, embed, form, style, base, meta, link)"
    assert page.locator(strange).count() == 0
