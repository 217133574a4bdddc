"""report.html: one file, no network, every number leading to its evidence."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from pipeline.languages import read_rows
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.network_view import drawing
from pipeline.reporting.reading_view import blocks
from pipeline.reporting.style import COLOURS
from pipeline.text.casing import sort_key
from pipeline.text.files import write_atomically

HERE = Path(__file__).parent
EVIDENCE = 12  # places shown under an entity; the table holds all
DOUBTFUL = 40

Tables = Mapping[str, pd.DataFrame]
Row = dict[str, Any]


def write_report(tables: Tables, texts: Mapping[str, str], charts: Path, path: Path) -> None:
    """The report of one run; `charts` is the folder that holds its pictures."""
    style = _source("report.css")
    script = _source("report.js")
    names = dict(zip(tables["entities"]["entity_id"], tables["entities"]["name"], strict=True))
    labels = _work_labels(tables)
    shown = {**names, **labels}
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    documents = _documents(tables)
    html = environment.get_template("report.html").render(
        words={key: {"en": en, "tr": tr} for key, en, tr in read_rows(HERE / "words.tsv")},
        style=Markup(style), style_hash=_hash(style),
        script=Markup(script), script_hash=_hash(script),
        figures=_figures(tables),
        documents=documents,
        titles={d["doc_id"]: d["title"] for d in documents if d["status"] != "failed"},
        entities=list(_entities(tables)),
        works=list(_works(tables, labels)),
        network=drawing(tables),
        charts=list(_charts(charts)),
        keyword_pairs=_rows(tables["keyword_pairs"]),
        alignments=_rows(tables["alignments"][~tables["alignments"]["evidence"].eq("date")]),
        lint=_rows(tables["lint"]),
        faithfulness=_rows(tables["faithfulness"]),
        merges=_rows(tables["merges"].sort_values(["score", "form_a"])[:DOUBTFUL]),
        problems=_rows(tables["problems"]),
        labels=list(COLOURS),
        articles=[
            {**d, "blocks": list(blocks(d["doc_id"], texts[d["doc_id"]], tables, shown))}
            for d in documents
            if d["status"] != "failed"
        ],
    )  # fmt: skip
    write_atomically(path, html.encode("utf-8"))


def _source(name: str) -> str:
    return (HERE / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The digest by which the page's security policy knows its own script and style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _rows(table: pd.DataFrame) -> list[Row]:
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()}
        for row in table.to_dict("records")
    ]


def _figures(tables: Tables) -> list[tuple[str, int]]:
    """What the report says first: what was read, and what was not."""
    documents, citations = tables["documents"], tables["citations"]
    cited = citations[citations["place_kind"] != "bibliography"]
    short = cited[cited["ref_form"].isin(["anaphoric", "repeat_short"])]
    resolved = int((short["work_id"] != "").sum())
    return [
        ("documents", int((documents["status"] != "failed").sum())),
        ("failed", int((documents["status"] == "failed").sum())),
        ("mentions", len(tables["mentions"])),
        ("entities", len(tables["entities"])),
        ("notes", int(documents["n_notes"].fillna(0).sum())),
        ("citations", len(cited)),
        ("works", len(tables["works"])),
        ("short_resolved", resolved),
        ("short_open", len(short) - resolved),
        ("warnings", len(tables["problems"])),
    ]


def _documents(tables: Tables) -> list[Row]:
    rows = _rows(tables["documents"])
    for row in rows:
        row["n_tokens"] = (row["n_tokens_tr"] or 0) + (row["n_tokens_en"] or 0)
        for name in ("n_mentions", "n_notes", "n_citations", "warnings"):
            row[name] = row[name] or 0
    return sorted(rows, key=lambda row: (row["status"] != "failed", sort_key(row["title"] or "")))


def _entities(tables: Tables) -> list[Row]:
    evidence = tables["evidence"]
    places = evidence[evidence["kind"] == "mention"]
    by_id = {key: _rows(group) for key, group in places.groupby("id")}
    paragraphs = _paragraphs(tables)
    made = []
    for row in _rows(tables["entities"]):
        found = by_id.get(row["entity_id"], [])
        row["evidence"] = [
            {**k, "target": f"p-{k['doc_id']}-{paragraphs[k['sentence_id']]}"}
            for k in found[:EVIDENCE]
        ]
        row["hidden"] = max(0, len(found) - EVIDENCE)
        row["variants"] = ", ".join(row["variants"].split("|"))
        made.append(row)
    return sorted(made, key=lambda row: (-row["n_mentions"], sort_key(row["name"])))


def _paragraphs(tables: Tables) -> dict[str, int]:
    """Sentence to the offset at which its paragraph begins."""
    sentences = tables["sentences"]
    first = sentences.groupby(["doc_id", "paragraph"])["start"].transform("min")
    return dict(zip(sentences["sentence_id"], first, strict=True))


def _work_labels(tables: Tables) -> dict[str, str]:
    counts = tables["citation_frequency"]
    part = counts[counts["level"] == "work"]
    return dict(zip(part["id"], part["label"], strict=True))


def _works(tables: Tables, labels: Mapping[str, str]) -> list[Row]:
    citations = tables["citations"]
    by_work: dict[str, list[Row]] = {}
    for c in _rows(citations[citations["place_kind"] != "bibliography"]):
        if c["work_id"]:
            by_work.setdefault(c["work_id"], []).append({
                "raw": c["raw"], "why": c["rule"] if c["antecedent_id"] else "",
                "where": f"n. {c['note']}" if c["note"] else "¶",
                "target": f"n-{c['doc_id']}-{c['note']}" if c["note"] else f"d-{c['doc_id']}",
            })  # fmt: skip
    made = []
    for row in _rows(tables["works"]):
        parts = [row["title"] or row["shelfmark"] or labels.get(row["work_id"], "")]
        parts += [row["container_title"], row["archive"]]
        row["shown"] = ", ".join(part for part in dict.fromkeys(parts) if part)
        row["evidence"] = by_work.get(row["work_id"], [])
        made.append(row)
    return sorted(made, key=lambda row: (-row["n_citations"], sort_key(row["authors"])))


def _charts(folder: Path) -> list[Row]:
    captions = {name: f"{tr} · {en}" for name, en, tr in read_rows(HERE / "captions.tsv")}
    made = []
    for name in CHARTS:
        content = (folder / f"{name}.svg").read_bytes()
        data = "data:image/svg+xml;base64," + base64.b64encode(content).decode()
        made.append({"name": name, "data": data, "caption": captions[name]})
    return made
