"""CoNLL-U: one file for all documents; names as ``NER=`` and ``Entity=`` in MISC, with offsets."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.exporting.finished import Finished
from pipeline.exporting.iob import Piece, named, pieces, word
from pipeline.exporting.texts import sentence_rows


def write(run: Finished, folder: Path) -> list[Path]:
    """Tokens with lemma, part of speech and features; heads and relations are not annotated.

    A token that holds more than one name is a multiword token, its words the pieces.
    """
    tokens: dict[str, list[Any]] = defaultdict(list)
    for row in run.tables["tokens"].sort_values(["doc_id", "start"]).itertuples():
        tokens[str(row.sentence_id)].append(row)
    names = named(run.tables)
    lines: list[str] = []
    document = ""
    for doc_id, sentence_id, lang, _, _, text in sentence_rows(run):
        if sentence_id not in tokens:
            continue
        if doc_id != document:
            lines.append(f"# newdoc id = {doc_id}")
            document = doc_id
        shown = " ".join(text.split())
        lines += [f"# sent_id = {sentence_id}", f"# lang = {lang}", f"# text = {shown}"]
        rows, number = tokens[sentence_id], 1
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            glued = after is not None and int(after.start) == int(row.end)
            held = pieces(row, names)
            lines += _token(row, held, number, ["SpaceAfter=No"] if glued else [])
            number += len(held)
        lines.append("")
    path = folder / "corpus.conllu"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    return [path]


def _token(row: Any, held: Sequence[Piece], number: int, space: list[str]) -> Iterator[str]:
    """The line of a token; of a cut one also the lines of its words."""
    if len(held) == 1:
        lemma, upos, feats = word(row.lemma), str(row.upos or "_"), str(row.feats or "_")
        yield _line(number, row.text, lemma, upos, feats, [*_misc(held[0]), *space])
        return
    place = f"{number}-{number + len(held) - 1}"
    yield _line(place, row.text, "_", "_", "_", [f"Start={row.start}", f"End={row.end}", *space])
    for at, piece in enumerate(held, number):
        upos = str(row.upos or "_") if any(map(str.isalnum, piece.text)) else "PUNCT"
        yield _line(at, piece.text, word(piece.text), upos, "_", _misc(piece))


def _line(
    number: object, form: object, lemma: str, upos: str, feats: str, misc: Sequence[str]
) -> str:
    fields = (str(number), word(form), lemma, upos, "_", feats, "_", "_", "_", "|".join(misc))
    return "\t".join(fields)


def _misc(piece: Piece) -> list[str]:
    named = [] if piece.tag == "O" else [f"NER={piece.tag}"]
    linked = [f"Entity={piece.entity}"] if piece.entity else []
    return [f"Start={piece.start}", f"End={piece.end}", *named, *linked]
