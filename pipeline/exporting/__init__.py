"""The tables of a run in the formats of other programs: one function a format, one table of them.

A writer takes the tables and a folder, writes into it, and returns the files; the same tables
give the same bytes.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.exporting import (
    annotators,
    bibliometrics,
    conllu,
    database,
    describing,
    graphs,
    inception,
    iob,
    openrefine,
    tei,
    turkish_csv,
    vosviewer,
    webannotation,
)

Tables = Mapping[str, pd.DataFrame]
Writer = Callable[[Tables, Path], list[Path]]

FORMATS: dict[str, tuple[Writer, str]] = {
    "conllu": (conllu.write, "CoNLL-U with named entities in MISC"),
    "csv-tr": (turkish_csv.write, "CSV for Excel in Turkish: semicolons, decimal commas"),
    "doccano": (annotators.write_doccano, "sentences with spans for doccano (JSONL)"),
    "gexf": (graphs.write_gexf, "the network of entities for Gephi"),
    "graphml": (graphs.write_graphml, "the network of entities as GraphML"),
    "hipe": (iob.write_hipe, "HIPE-2022 TSV with entity ids"),
    "inception": (inception.write, "UIMA CAS XMI for INCEpTION; see ikidil corrections"),
    "iob2": (iob.write_iob2, "one token a line with IOB2 tags"),
    "methods": (describing.write_methods, "a paragraph on the method, Turkish and English"),
    "openrefine": (openrefine.write, "entities to cluster and reconcile; see ikidil refined"),
    "prodigy": (annotators.write_prodigy, "sentences with spans for Prodigy (JSONL)"),
    "ro-crate": (describing.write_crate, "RO-Crate metadata of the tables"),
    "scopus": (bibliometrics.write_scopus, "articles and cited works as Scopus CSV (bibliometrix)"),
    "sqlite": (database.write, "SQLite with full-text search, as Datasette opens it"),
    "tei": (tei.write, "TEI P5: text with names and notes, standOff lists"),
    "vosviewer": (vosviewer.write, "VOSviewer map, network, JSON and thesaurus"),
    "wos": (bibliometrics.write_wos, "the same as Web of Science text (VOSviewer, bibliometrix)"),
    "w3c": (webannotation.write, "W3C Web Annotations (JSON-LD)"),
}


def export(name: str, tables: Tables, folder: Path) -> list[Path]:
    """Write one format into `folder`; an unknown name tells the known ones."""
    if name not in FORMATS:
        known = "\n".join(f"  {each:<10} {what}" for each, (_, what) in FORMATS.items())
        raise PipelineError("E_CONFIG", f"no format {name!r}; there are\n{known}")
    folder.mkdir(parents=True, exist_ok=True)
    return FORMATS[name][0](tables, folder)
