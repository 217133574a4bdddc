"""The report's tables: columns, the rows that the page spells out, and the others packed.

A row is a list: the identifier that links point to (or ""), then a cell for each column. A cell is
a text or a number; a list ``[text, target]`` is a link, ``[text, target, remark]`` one with small
print. What a cell of another kind holds, `Column` says. The template and the script write rows
from the same cells.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from pipeline.reporting.packing import pack
from pipeline.reporting.style import shortened
from pipeline.reporting.wording import both
from pipeline.text.casing import sort_key

SHOWN = 100  # rows in the page itself, and rows that the script adds at a time
EVIDENCE = 10  # places spelled out under an entity or a work; the others are packed
PLACES = 400_000  # bytes of packed places a table
FEWER = (None, 1000, 200, 50, 0)  # places packed under a row, as many as find room
FORMS = 30  # of a name
TITLE = 46  # letters of an article's title where it is only named
DOUBTFUL = 40

Tables = Mapping[str, pd.DataFrame]
Row = dict[str, Any]
Cells = list[Any]


@dataclass(frozen=True)
class Column:
    """A column: the key of its heading in words.tsv, and what its cells hold.

    "text", "tr" and "en" hold text (of that language); "number" a whole number, or one already
    written out; "decimal" a number that each language writes in its way, "p" a small one, as a
    probability, in thousandths; "word" a key of words.tsv; "both" the same in English and Turkish;
    "places" a summary, the places as [target, name of the link, left, hit, right, remark], how many
    more there are, and how many of those are not packed either.
    """

    word: str
    kind: str = "text"


@dataclass(frozen=True)
class View:
    """A table of the report. `csv` is the file that holds every row, `total` of them if not all
    are among `rows`.
    """

    name: str
    csv: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    prefix: str = ""
    places: str = ""  # those that no row spells out, packed
    named: int = -1  # the column whose text leads to the row's own page
    spelled: int | None = None  # rows that the page spells out, if fewer than usual
    total: int = 0

    @property
    def shown(self) -> tuple[Cells, ...]:
        """The rows that the page spells out."""
        return self.rows[: SHOWN if self.spelled is None else self.spelled]

    @property
    def kept(self) -> tuple[int, int] | None:
        """How many rows of how many, if the report holds the foremost only."""
        return (len(self.rows), self.total) if self.total > len(self.rows) else None

    @cached_property
    def packed(self) -> str:
        """The other rows for the script, or nothing."""
        rest = [_without_context(row) for row in self.rows[len(self.shown) :]]
        return pack(rest) if rest else ""


def _without_context(row: Cells) -> Cells:
    """The row with bare hits: the script takes what stands around them from the article."""
    last = row[-1]
    if not isinstance(last, list) or len(last) < 3 or not isinstance(last[1], list):
        return row
    summary, places, *counts = last
    bare = [[t, name, "", hit, "", why] if hit else [t, name, left, hit, right, why]
            for t, name, left, hit, right, why in places]  # fmt: skip
    return [*row[:-1], [summary, bare, *counts]]


def views(tables: Tables, titles: Mapping[str, str]) -> dict[str, View]:
    """Every table of the report by name; `titles` of the articles that the page holds."""
    made = (
        _documents(tables, titles), _entities(tables), _works(tables),
        _keyword_pairs(tables, titles), _alignments(tables, titles), _lint(tables, titles),
        _faithfulness(tables, titles), _merges(tables), _problems(tables, titles),
    )  # fmt: skip
    return {view.name: view for view in made}


def rows_of(table: pd.DataFrame) -> list[Row]:
    """Rows as dictionaries, with None where nothing is known.

    >>> rows_of(pd.DataFrame({"a": [1.0, None]}))
    [{'a': 1.0}, {'a': None}]
    """
    columns = [
        [
            None if gone else value
            for value, gone in zip(column.tolist(), column.isna(), strict=True)
        ]
        for _, column in table.items()
    ]
    names = [str(name) for name in table.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def work_labels(tables: Tables) -> dict[str, str]:
    """Works with the short name that charts and links use."""
    counts = tables["citation_frequency"]
    part = counts[counts["level"] == "work"]
    return dict(zip(part["id"], part["label"], strict=True))


def article(doc_id: str, titles: Mapping[str, str]) -> str | list[str]:
    """A cell that names an article and leads to it, if the page holds it."""
    if doc_id not in titles:
        return doc_id
    return [shortened(titles[doc_id], TITLE), f"d-{doc_id}"]


def _packed_places(found: Mapping[str, list[Cells]]) -> tuple[str, dict[str, list[int]]]:
    """The places that rows do not spell out, packed; by row how many, and how many are left out."""
    rest = {
        key: [[target, name, hit or left, why] for target, name, left, hit, _, why in places]
        for key, all_places in found.items()
        if (places := all_places[EVIDENCE:])
    }
    for most in FEWER:
        kept = {key: places[:most] for key, places in rest.items()}
        packed = pack(kept)
        if len(packed) <= PLACES:
            break
    held = {key: [len(places), len(places) - len(kept[key])] for key, places in rest.items()}
    return packed if rest else "", held


def _note_targets(tables: Tables) -> set[str]:
    """The notes that the reading view shows, beside their markers."""
    notes = tables["notes"][tables["notes"]["marker_start"].notna()]
    return {
        f"n-{doc_id}-{note}" for doc_id, note in zip(notes["doc_id"], notes["note"], strict=True)
    }


def _at_note(doc_id: str, note: int, targets: set[str]) -> list[str]:
    """Where a remark on a note leads: to the note, or to the article if no note is shown."""
    target = f"n-{doc_id}-{note}"
    name = str(note) if note > 0 else "¶"
    return [name, target if target in targets else f"d-{doc_id}"]


def rounded(value: float | None) -> float | None:
    """A number as the report shows it, for a cell of the kind "decimal".

    >>> rounded(0.126), rounded(None)
    (0.13, None)
    """
    return None if value is None else round(float(value), 2)


def _documents(tables: Tables, titles: Mapping[str, str]) -> View:
    made: list[tuple[Row, Cells]] = []
    for row in rows_of(tables["documents"]):
        read = row["doc_id"] in titles
        title = [row["title"] or row["path"], f"d-{row['doc_id']}" if read else "", row["path"]]
        tokens = (row["n_tokens_tr"] or 0) + (row["n_tokens_en"] or 0)
        counts = [row[n] or 0 for n in ("n_mentions", "n_notes", "n_citations", "warnings")]
        status = [f"{said} {row['error_code']}".rstrip() for said in both("status", row["status"])]
        style = both("style", row["citation_style"] or "none")
        made.append((row, ["", title, status, style, tokens, *counts]))
    made.sort(key=lambda pair: (pair[0]["status"] != "failed", sort_key(pair[1][1][0])))
    numbers = [
        Column(n, "number") for n in ("tokens", "mentions", "notes", "citations", "warnings")
    ]
    columns = (Column("article"), Column("status", "both"), Column("style", "both"), *numbers)
    return View("documents", "documents.csv", columns, tuple(cells for _, cells in made))


def _entities(tables: Tables) -> View:
    first = _paragraphs(tables)
    evidence = tables["evidence"]
    found: dict[str, list[Cells]] = {}
    for k in rows_of(evidence[evidence["kind"] == "mention"]):
        target = f"p-{k['doc_id']}-{first[k['sentence_id']]}"
        place = [target, "¶", k["left"], k["hit"], k["right"], ""]
        found.setdefault(k["id"], []).append(place)
    packed, held = _packed_places(found)
    rows = []
    for e in rows_of(tables["entities"]):
        places = found.get(e["entity_id"], [])
        forms = e["variants"].split("|")
        variants = ", ".join(forms[:FORMS]) + (" …" if len(forms) > FORMS else "")
        where = [variants, places[:EVIDENCE], *held.get(e["entity_id"], [0, 0])]
        rows.append([
            e["entity_id"], e["name"], e["name_en"], e["label"], e["n_mentions"], e["n_documents"],
            where,
        ])  # fmt: skip
    rows.sort(key=lambda row: (-row[4], sort_key(row[1])))
    columns = (
        Column("name"), Column("name_en", "en"), Column("label", "word"),
        Column("mentions", "number"), Column("documents", "number"), Column("where", "places"),
    )  # fmt: skip
    return View("entities", "entities.csv", columns, tuple(rows), "e-", packed, named=0)


def _paragraphs(tables: Tables) -> dict[str, int]:
    """Sentence to the offset at which its paragraph begins."""
    sentences = tables["sentences"]
    first = sentences.groupby(["doc_id", "paragraph"])["start"].transform("min")
    return dict(zip(sentences["sentence_id"], first.astype(int), strict=True))


def _works(tables: Tables) -> View:
    labels = work_labels(tables)
    citations, targets = tables["citations"], _note_targets(tables)
    found: dict[str, list[Cells]] = {}
    for c in rows_of(citations[citations["place_kind"] != "bibliography"]):
        if c["work_id"]:
            where, target = _at_note(c["doc_id"], c["note"], targets)
            why = c["rule"] if c["antecedent_id"] else ""  # as explain-citation calls it
            found.setdefault(c["work_id"], []).append([target, where, c["raw"], "", "", why])
    packed, held = _packed_places(found)
    rows = []
    for work in rows_of(tables["works"]):
        parts = [work["title"] or work["shelfmark"] or labels.get(work["work_id"], "")]
        parts += [work["container_title"], work["archive"]]
        shown = ", ".join(part for part in dict.fromkeys(parts) if part)
        places = found.get(work["work_id"], [])
        rows.append([
            work["work_id"], work["authors"], shown, work["year"], both("type", work["type"]),
            work["n_citations"], work["n_documents"],
            [str(work["n_citations"]), places[:EVIDENCE], *held.get(work["work_id"], [0, 0])],
        ])  # fmt: skip
    rows.sort(key=lambda row: (-row[5], sort_key(row[1])))
    columns = (
        Column("author"), Column("work"), Column("year"), Column("type", "both"),
        Column("citations", "number"), Column("documents", "number"), Column("where", "places"),
    )  # fmt: skip
    return View("works", "works.csv", columns, tuple(rows), "w-", packed, named=1)


def simple(
    name: str,
    table: pd.DataFrame,
    columns: Iterable[Column],
    cells: Callable[[Row], Cells],
) -> View:
    """A table without targets: a row for each row of `table`."""
    rows = tuple(["", *cells(row)] for row in rows_of(table))
    return View(name, f"{name}.csv", tuple(columns), rows)


def _keyword_pairs(tables: Tables, titles: Mapping[str, str]) -> View:
    columns = (
        Column("article"), Column("form_tr", "tr"), Column("form_en", "en"),
        Column("score", "decimal"), Column("evidence", "both"),
    )  # fmt: skip
    return simple("keyword_pairs", tables["keyword_pairs"], columns, lambda p: [
        article(p["doc_id"], titles), p["keyword_tr"], p["keyword_en"] or "–",
        rounded(p["score"]) if p["keyword_en"] else None, both("evidence", p["evidence"]),
    ])  # fmt: skip


def _alignments(tables: Tables, titles: Mapping[str, str]) -> View:
    columns = (
        Column("article"), Column("form_tr", "tr"), Column("form_en", "en"),
        Column("score", "decimal"), Column("evidence", "both"),
    )  # fmt: skip
    kept = tables["alignments"][~tables["alignments"]["evidence"].eq("date")]
    return simple("alignments", kept, columns, lambda a: [
        article(a["doc_id"], titles), [a["tr_form"], f"e-{a['entity_id']}"], a["en_form"],
        rounded(a["score"]), both("evidence", a["evidence"]),
    ])  # fmt: skip


def _lint(tables: Tables, titles: Mapping[str, str]) -> View:
    columns = (
        Column("article"), Column("note", "number"), Column("rule", "both"),
        Column("advice", "both"),
    )  # fmt: skip
    targets = _note_targets(tables)
    return simple("lint", tables["lint"], columns, lambda r: [
        article(r["doc_id"], titles), _at_note(r["doc_id"], r["note"], targets),
        [f"{said}: {r['rule']}" for said in both("severity", r["severity"])],
        [r["message"], r["message_tr"]],
    ])  # fmt: skip


def _faithfulness(tables: Tables, titles: Mapping[str, str]) -> View:
    columns = (Column("article"), Column("name"), Column("only_in", "both"))
    return simple("faithfulness", tables["faithfulness"], columns, lambda r: [
        article(r["doc_id"], titles), [r["form"], f"e-{r['entity_id']}"],
        both("only", r["only_in"]),
    ])  # fmt: skip


def _merges(tables: Tables) -> View:
    columns = (
        Column("form_a"), Column("form_b"), Column("rule", "both"), Column("score", "decimal"),
        Column("rivals"),
    )  # fmt: skip
    kept = tables["merges"].sort_values(["score", "form_a"])[:DOUBTFUL]
    return simple("merges", kept, columns, lambda m: [
        [m["form_a"], f"e-{m['entity_id']}"], m["form_b"], _rule(m["rule"]), rounded(m["score"]),
        m["rivals"],
    ])  # fmt: skip


def _rule(rule: str) -> list[str]:
    """A rule of joining; a join of two languages names its evidence."""
    name, colon, evidence = rule.partition(":")
    return both("evidence", evidence, "+") if colon else both("rule", name)


def _problems(tables: Tables, titles: Mapping[str, str]) -> View:
    columns = (Column("article"), Column("code"), Column("place"), Column("message"))
    return simple("problems", tables["problems"], columns, lambda p: [
        article(p["doc_id"], titles), p["code"], p["place"], p["message"],
    ])  # fmt: skip
