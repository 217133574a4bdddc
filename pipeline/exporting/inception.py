"""Documents with sentences, tokens and mentions as UIMA CAS, for INCEpTION.

Types are those of DKPro Core, which INCEpTION knows as its layers "Named entity", "Sentence" and
"Token". UIMA counts in UTF-16 code units; cassis converts.
"""

from functools import cache
from pathlib import Path

import cassis

from pipeline.exporting.finished import Finished
from pipeline.exporting.texts import by_document
from pipeline.text.legal import legal

NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_SEGMENTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
SENTENCE, TOKEN = f"{_SEGMENTS}.Sentence", f"{_SEGMENTS}.Token"


@cache
def typesystem() -> cassis.TypeSystem:
    """The types of DKPro Core."""
    return cassis.load_dkpro_core_typesystem()


def write(run: Finished, folder: Path) -> list[Path]:
    """``DOC_ID.xmi`` of every document, and ``TypeSystem.xml``; import as "UIMA CAS XMI"."""
    types = typesystem()
    paths = [folder / "TypeSystem.xml"]
    paths[0].write_text(f"{types.to_xml()}\n", encoding="utf-8", newline="\n")
    layers = [
        (types.get_type(kind), by_document(run.tables[name]))
        for name, kind in (("sentences", SENTENCE), ("tokens", TOKEN), ("mentions", NAMED))
    ]
    for doc_id, text in sorted(run.texts.items()):
        cas = cassis.Cas(typesystem=types)
        cas.sofa_string = legal(text)
        cas.sofa_mime = "text/plain"
        for make, rows_of in layers:
            for row in rows_of(doc_id).sort_values("start").itertuples():
                value = {"value": str(row.label)} if make.name == NAMED else {}
                cas.add(make(begin=int(row.start), end=int(row.end), **value))
        path = folder / f"{doc_id}.xmi"
        cas.to_xmi(path)
        paths.append(path)
    return paths
