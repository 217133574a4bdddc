"""CoNLL-U: one file for all documents; names as ``NER=`` and ``Entity=`` in MISC, with offsets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from pipeline.exporting.finished import Finished, Tables
from pipeline.exporting.iob import Piece, named, pieces, word
from pipeline.exporting.texts import by_document, sentence_rows


def write(run: Finished, folder: Path) -> list[Path]:
    """Tokens with lemma, part of speech and features; heads and relations are not annotated.

    A token that holds more than one name is a multiword token, its words the pieces.
    """
    tokens_of, mentions_of = (by_document(run.tables[name]) for name in ("tokens", "mentions"))
    path = folder / "corpus.conllu"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for doc_id, sentences in groupby(sentence_rows(run), key=itemgetter(0)):
            part = {"tokens": tokens_of(doc_id), "mentions": mentions_of(doc_id)}
            file.writelines(f"{line}\n" for line in _document(doc_id, sentences, part))
    return [path]


def _document(
    doc_id: str, sentences: Iterable[tuple[str, str, str, int, int, str]], part: Tables
) -> Iterator[str]:
    """The lines of a document by its sentences, tokens and mentions; a whole run is too much."""
    tokens: dict[str, list[Any]] = defaultdict(list)
    for row in part["tokens"].sort_values("start").itertuples():
        tokens[str(row.sentence_id)].append(row)
    names = named(part)
    if tokens:
        yield f"# newdoc id = {doc_id}"
    for _, sentence_id, lang, _, _, text in sentences:
        if sentence_id not in tokens:
            continue
        shown = " ".join(text.split())
        yield from (f"# sent_id = {sentence_id}", f"# lang = {lang}", f"# text = {shown}")
        rows, number = tokens[sentence_id], 1
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            glued = after is not None and int(after.start) == int(row.end)
            held = pieces(row, names)
            yield from _token(row, held, number, ["SpaceAfter=No"] if glued else [])
            number += len(held)
        yield ""


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
