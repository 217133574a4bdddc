"""How an entity or a citation came to be, told from what a run has left."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline import artefacts, tables
from pipeline.citing import explaining as citing_explaining
from pipeline.errors import PipelineError
from pipeline.run import CACHE
from pipeline.text.casing import fold

MOST = 40  # mentions that are printed


def entity(out: Path, name: str) -> Iterator[str]:
    """Lines on the entity with an id, or with a name: forms, joins with rule and score, places."""
    made = tables.read(out / "tables")
    entities = made["entities"]
    key = fold(name)
    names = entities["variants"].map(lambda text: key in map(fold, text.split("|")))
    chosen = entities[(entities["entity_id"] == name) | names]
    if chosen.empty:
        raise PipelineError("E_CONFIG", f"no entity {name!r} in {out}: see tables/entities.csv")
    for row in chosen.itertuples():
        yield f"{row.entity_id}: {row.name} ({row.label}), {row.n_mentions} mentions"
        yield f"  Turkish: {row.name_tr or '-'}; English: {row.name_en or '-'}"
        yield f"  forms: {', '.join(row.variants.split('|'))}"
        merges = made["merges"]
        for join in merges[merges["entity_id"] == row.entity_id].itertuples():
            rivals = f"; could also be {join.rivals}" if join.rivals else ""
            yield f"  {join.form_a} = {join.form_b}: {join.rule}, {join.score:.2f}{rivals}"
        yield from _places(made["evidence"], row.entity_id)


def _places(evidence: pd.DataFrame, entity_id: str) -> Iterator[str]:
    found = evidence[(evidence["kind"] == "mention") & (evidence["id"] == entity_id)]
    for place in found[:MOST].itertuples():
        yield f"    {place.doc_id} {place.start}: {place.left}[{place.hit}]{place.right}"
    if len(found) > MOST:
        yield f"    … {len(found) - MOST} more in tables/evidence.csv"


def citation(out: Path, document: str, note: int) -> list[str]:
    """Lines on one note: how it was read, what its short forms stand for, and why."""
    work_of = tables.read(out / "tables")["citations"].set_index("citation_id")["work_id"]
    for path in sorted((out / CACHE).glob("*.json.gz")):
        found = artefacts.load(path)
        if document in (found.source.doc_id, found.source.path):
            return citing_explaining.explain(
                found.article, note, found.citations, found.resolutions, work_of.to_dict()
            )
    raise PipelineError("E_CONFIG", f"no document {document!r} in {out}: see tables/documents.csv")
