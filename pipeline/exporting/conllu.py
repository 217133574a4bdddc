"""CoNLL-U: one file for all documents; names as ``Entity=`` in MISC, offsets beside them."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.exporting.iob import tags
from pipeline.exporting.texts import sentence_rows

Tables = Mapping[str, pd.DataFrame]


def write(tables: Tables, folder: Path) -> list[Path]:
    """Tokens with lemma, part of speech and features; heads and relations are not annotated."""
    tokens = dict(iter(tables["tokens"].groupby("sentence_id", sort=False)))
    tag_of = tags(tables)
    lines: list[str] = []
    document = ""
    for doc_id, sentence_id, lang, _, _, text in sentence_rows(tables):
        if sentence_id not in tokens:
            continue
        if doc_id != document:
            lines.append(f"# newdoc id = {doc_id}")
            document = doc_id
        shown = " ".join(text.split())
        lines += [f"# sent_id = {sentence_id}", f"# lang = {lang}", f"# text = {shown}"]
        rows = list(tokens[sentence_id].sort_values("start").itertuples())
        for number, row in enumerate(rows, 1):
            misc = [f"Start={row.start}", f"End={row.end}"]
            tag, entity = tag_of.get((doc_id, int(row.start)), ("O", ""))
            if tag != "O":
                misc += [f"NER={tag}", *([f"Entity={entity}"] if entity else [])]
            follows = number < len(rows) and int(rows[number].start) == int(row.end)
            misc += ["SpaceAfter=No"] if follows else []
            fields = [
                str(number), _field(row.text), _field(row.lemma), row.upos or "_", "_",
                row.feats or "_", "_", "_", "_", "|".join(misc),
            ]  # fmt: skip
            lines.append("\t".join(fields))
        lines.append("")
    path = folder / "corpus.conllu"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    return [path]


def _field(text: str) -> str:
    """A word without white space; an underscore of its own is written as it is."""
    return "".join(str(text).split()) or "_"
