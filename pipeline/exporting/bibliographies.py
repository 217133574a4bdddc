"""The cited works for reference managers, as the citing room writes them."""

from pathlib import Path

from pipeline.exporting.finished import Finished


def write_bibtex(run: Finished, folder: Path) -> list[Path]:
    """``works.bib`` for BibTeX, Zotero, JabRef."""
    return _write(run, "works.bib", folder)


def write_ris(run: Finished, folder: Path) -> list[Path]:
    """``works.ris`` for EndNote, Mendeley, Zotero."""
    return _write(run, "works.ris", folder)


def write_csl(run: Finished, folder: Path) -> list[Path]:
    """``works.csl.json`` for citation processors and Zotero."""
    return _write(run, "works.csl.json", folder)


def _write(run: Finished, name: str, folder: Path) -> list[Path]:
    path = folder / name
    path.write_bytes(run.bibliography[name].encode("utf-8"))
    return [path]
