"""Token-per-line formats: IOB2, and HIPE-2022's TSV with entity ids."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.exporting.finished import Finished, Tables

HIPE = (
    "TOKEN", "NE-COARSE-LIT", "NE-COARSE-METO", "NE-FINE-LIT", "NE-FINE-METO", "NE-FINE-COMP",
    "NE-NESTED", "NEL-LIT", "NEL-METO", "MISC",
)  # fmt: skip


class Piece(NamedTuple):
    """A token or a part of one, with its IOB2 tag and entity."""

    start: int
    end: int
    text: str
    tag: str
    entity: str


Named = dict[tuple[str, int], list[Piece]]  # by document and start of the token


def named(tables: Tables) -> Named:
    """The pieces of every token that a name overlaps; nearly always the token alone.

    A token that holds more than one name (the 1877–1878 of two dates) has no tag for both, so it
    is cut at their edges.
    """
    by_document: dict[str, list[Any]] = defaultdict(list)
    for mention in tables["mentions"].sort_values(["doc_id", "start"]).itertuples():
        by_document[str(mention.doc_id)].append(mention)
    made: Named = {}
    begun: set[str] = set()
    for doc_id, tokens in tables["tokens"].sort_values(["doc_id", "start"]).groupby("doc_id"):
        mentions, first = by_document[str(doc_id)], 0
        for token in tokens.itertuples():
            while first < len(mentions) and int(mentions[first].end) <= int(token.start):
                first += 1
            last = first
            while last < len(mentions) and int(mentions[last].start) < int(token.end):
                last += 1
            if first < last:
                held = _cut(token, mentions[first:last], begun)
                made[str(doc_id), int(token.start)] = list(held)
    return made


def pieces(token: Any, names: Named) -> list[Piece]:
    """A row of ``tokens`` as its pieces; outside of names, as it is."""
    alone = Piece(int(token.start), int(token.end), str(token.text), "O", "")
    return names.get((str(token.doc_id), alone.start), [alone])


def _cut(token: Any, mentions: Sequence[Any], begun: set[str]) -> Iterator[Piece]:
    """A token as pieces, each in one mention at most; `begun` are the mentions already tagged."""
    start, end = int(token.start), int(token.end)
    edges = {start, end}
    if len(mentions) > 1:
        edges |= {int(at) for m in mentions for at in (m.start, m.end) if start < at < end}
    places = sorted(edges)
    for a, b in pairwise(places):
        text = str(token.text)[a - start : b - start]
        mention = next((m for m in mentions if int(m.start) < b and a < int(m.end)), None)
        if mention is None:
            yield Piece(a, b, text, "O", "")
        else:
            place = "I" if mention.mention_id in begun else "B"
            begun.add(mention.mention_id)
            yield Piece(a, b, text, f"{place}-{mention.label}", str(mention.entity_id or ""))


def write_iob2(run: Finished, folder: Path) -> list[Path]:
    """Word, tab, tag; an empty line between sentences; a file a language."""
    names = named(run.tables)
    lines: dict[str, list[str]] = defaultdict(list)
    before = ""
    for row in run.tables["tokens"].sort_values(["doc_id", "start"]).itertuples():
        if row.sentence_id != before and lines[str(row.lang)]:
            lines[str(row.lang)].append("")
        before = row.sentence_id
        lines[str(row.lang)] += [f"{word(piece.text)}\t{piece.tag}" for piece in pieces(row, names)]
    paths = []
    for lang in sorted(lines):
        path = folder / f"corpus-{lang}.iob2"
        path.write_text("\n".join([*lines[lang], "", ""]), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def write_hipe(run: Finished, folder: Path) -> list[Path]:
    """HIPE-2022's columns; ours are coarse literal tags and entity ids.

    Sentences stand as in the text; where the language changes, a line says so.
    """
    names = named(run.tables)
    lines = ["\t".join(HIPE)]
    ordered = run.tables["tokens"].sort_values(["doc_id", "start"])
    for doc_id, document in ordered.groupby("doc_id", sort=True):
        lines += ["", f"# hipe2022:document_id = {doc_id}"]
        parts = [
            (piece, str(row.sentence_id), str(row.lang))
            for row in document.itertuples()
            for piece in pieces(row, names)
        ]
        before = ""
        for (piece, sentence, lang), after in zip(parts, [*parts[1:], None], strict=True):
            if lang != before:
                lines.append(f"# hipe2022:language = {lang}")
            before = lang
            misc = ["EndOfSentence"] if after is None or after[1] != sentence else []
            misc += ["NoSpaceAfter"] if after and after[0].start == piece.end else []
            cells = [word(piece.text), piece.tag, *["O"] * 5, piece.entity or "_", "_"]
            lines.append("\t".join([*cells, "|".join(misc) or "_"]))
    path = folder / "corpus.hipe.tsv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    return [path]


def word(text: object) -> str:
    """A word without white space, which would be a column of its own."""
    return "".join(str(text).split()) or "_"
