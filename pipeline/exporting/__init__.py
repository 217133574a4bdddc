"""A finished run in the formats of other programs: one function a format, one table of them.

A writer takes the run and a folder, writes into it, and returns the files; the same run gives the
same bytes.
"""

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.exporting import (
    annotators,
    bibliographies,
    bibliometrics,
    conllu,
    database,
    describing,
    gephi,
    graphs,
    inception,
    iob,
    leftovers,
    openrefine,
    tei,
    turkish_csv,
    vosviewer,
    webannotation,
    workbook,
)
from pipeline.exporting.finished import Finished

Writer = Callable[[Finished, Path], list[Path]]

FORMATS: dict[str, tuple[Writer, str]] = {
    "bibtex": (bibliographies.write_bibtex, "cited works as BibTeX"),
    "conllu": (conllu.write, "CoNLL-U with named entities in MISC"),
    "csl": (bibliographies.write_csl, "cited works as CSL JSON"),
    "csv-tr": (turkish_csv.write, "CSV for Excel in Turkish: semicolons, decimal commas"),
    "doccano": (annotators.write_doccano, "sentences with spans for doccano (JSONL)"),
    "gephi": (gephi.write, "the networks as nodes and edges in CSV, for Gephi"),
    "gexf": (graphs.write_gexf, "the networks of entities, works, articles, authors for Gephi"),
    "graphml": (graphs.write_graphml, "the same networks as GraphML"),
    "hipe": (iob.write_hipe, "HIPE-2022 TSV with entity ids"),
    "inception": (inception.write, "UIMA CAS XMI for INCEpTION; see ikidil corrections"),
    "iob2": (iob.write_iob2, "one token a line with IOB2 tags"),
    "methods": (describing.write_methods, "a paragraph on the method, Turkish and English"),
    "openrefine": (openrefine.write, "entities to cluster and reconcile; see ikidil refined"),
    "prodigy": (annotators.write_prodigy, "sentences with spans for Prodigy (JSONL)"),
    "ris": (bibliographies.write_ris, "cited works as RIS"),
    "ro-crate": (describing.write_crate, "RO-Crate metadata of the tables"),
    "scopus": (bibliometrics.write_scopus, "articles and cited works as Scopus CSV (bibliometrix)"),
    "sqlite": (database.write, "SQLite with full-text search, as Datasette opens it"),
    "tei": (tei.write, "TEI P5: text with names and notes, standOff lists"),
    "vosviewer": (vosviewer.write, "VOSviewer map, network, JSON and thesaurus"),
    "w3c": (webannotation.write, "W3C Web Annotations (JSON-LD)"),
    "wos": (bibliometrics.write_wos, "the same as Web of Science text (VOSviewer, bibliometrix)"),
    "xlsx": (workbook.write, "Excel: a sheet a table, and a dictionary of the columns"),
}
USUAL = {  # what every run writes: format to folder under exports/
    "bibtex": "", "csl": "", "gephi": "gephi", "ris": "", "xlsx": "",
}  # fmt: skip
NAMED_BY_RUN = ("inception", "iob2", "tei")  # a file a document or a language


def check(name: str) -> None:
    """An unknown name of a format is told which there are."""
    if name not in FORMATS:
        known = "\n".join(f"  {each:<10} {what}" for each, (_, what) in FORMATS.items())
        raise PipelineError("E_CONFIG", f"no format {name!r}; there are\n{known}")


def export(name: str, run: Finished, folder: Path) -> list[Path]:
    """Write one format into `folder`; the files that it made.

    Files that an earlier export wrote there, of articles that are gone, are removed.

    `run` is what ``pipeline.finished.read`` gives for the folder of a run.
    """
    check(name)
    folder.mkdir(parents=True, exist_ok=True)
    paths = FORMATS[name][0](run, folder)
    if name in NAMED_BY_RUN:
        leftovers.sweep(name, folder, paths)
    return paths
