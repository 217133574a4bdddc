"""report.html: one file, no network, every number leading to its evidence."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
import pandas as pd
from markupsafe import Markup

from pipeline import accuracy
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.dossiers import of_entities, of_works
from pipeline.reporting.measure_view import measures
from pipeline.reporting.network_view import drawing
from pipeline.reporting.packing import pack
from pipeline.reporting.reading_view import blocks
from pipeline.reporting.style import COLOURS
from pipeline.reporting.table_view import rows_of, views, work_labels
from pipeline.reporting.wording import captions, words
from pipeline.text.casing import sort_key
from pipeline.text.decimals import decimal, probability
from pipeline.text.files import write_atomically

HERE = Path(__file__).parent
PLAIN = 200_000  # bytes of articles that a reader without a script sees in the page
MOST = 2_950_000  # bytes of the report that articles may fill; the others are pages of their own
READING = "reading"  # the folder of those pages
MANY, EACH = 100, 6_000  # beyond so many articles, each makes room for so many bytes more
OUTWARD = re.compile(r'href="#([ew]-)')  # links of an article to entities and works
THIN = "\u202f"  # between thousands, as no language objects to
UNQUOTED = " !$()*+,-./:;=?@[]^_`{|}~"  # what a data: address in an attribute may hold as it is
UNSEEN = r"<!--.*?-->|<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>"  # parts of a picture

Tables = Mapping[str, pd.DataFrame]
Row = dict[str, Any]


def write_report(tables: Tables, texts: Mapping[str, str], charts: Path, path: Path) -> None:
    """The report of one run; `charts` is the folder that holds its pictures."""
    style = _source("report.css")
    script = "".join(_source(name) for name in ("network.js", "dossier.js", "report.js"))
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    environment.filters |= {"decimal": decimal, "probability": probability}
    documents = _documents(tables)
    titles = {row["doc_id"]: row["title"] for row in documents}
    shown = {**views(tables, titles), **measures(tables, titles)}
    parts = {
        "words": {**words(), **captions()}, "packed_words": pack(words()),
        "style": Markup(style), "style_hash": _hash(style),
        "script": Markup(script), "script_hash": _hash(script),
        "figures": _figures(tables),
        "unseen": accuracy.unseen(), "measured": accuracy.measured(),
        "engines": accuracy.engines(), "model": accuracy.MODEL.name,
        "digest": accuracy.model_digest(), "reach": _reach(tables),
        "views": shown,
        "dossiers": {"entities": of_entities(tables, shown), "works": of_works(tables, shown)},
        "network": drawing(tables),
        "charts": list(_charts(charts)),
        "labels": list(COLOURS),
    }  # fmt: skip
    template = environment.get_template("report.html")
    nothing = {"html": "", "packed": "", "page": ""}
    bare = template.render(parts, articles=[{**row, **nothing} for row in documents])
    room = MOST + EACH * max(0, len(documents) - MANY) - len(bare.encode("utf-8"))
    articles = list(_articles(documents, tables, texts, environment, room))
    alone = environment.get_template("reading.html")
    for row in articles:
        if row["page"]:
            page = alone.render({**parts, **row, "html": row["page"]})
            write_atomically(path.parent / READING / f"{row['doc_id']}.html", page.encode("utf-8"))
    html = template.render(parts, articles=articles)
    write_atomically(path, html.encode("utf-8"))


def _documents(tables: Tables) -> list[Row]:
    """The articles that could be read, by title."""
    rows = [row for row in rows_of(tables["documents"]) if row["status"] != "failed"]
    for row in rows:
        row["title"] = row["title"] or row["path"]
    return sorted(rows, key=lambda row: sort_key(row["title"]))


def _articles(
    documents: list[Row],
    tables: Tables,
    texts: Mapping[str, str],
    environment: jinja2.Environment,
    room: int,
) -> Iterator[Row]:
    """The reading view: the first articles as they are, the next packed, in `room` bytes.

    Those that find no room have a ``page`` of their own, whose links lead to the report.
    """
    names = dict(zip(tables["entities"]["entity_id"], tables["entities"]["name"], strict=True))
    shown = {**names, **work_labels(tables)}
    template = environment.get_template("article.html")
    plain = min(PLAIN, room)
    for row in documents:
        packed = page = ""
        inside = list(blocks(row["doc_id"], texts[row["doc_id"]], tables, shown))
        html = template.render(doc_id=row["doc_id"], blocks=inside)
        size = len(html.encode("utf-8"))
        if size > plain and room > 0:
            packed, plain = pack(html), 0
            size = len(packed)
        room -= size
        if room < 0:
            page, packed = OUTWARD.sub(r'href="../report.html#\1', html), ""
        elif not packed:
            plain -= size
        yield {
            **row, "html": Markup("" if packed or page else html), "packed": packed,
            "page": Markup(page),
        }  # fmt: skip


def _source(name: str) -> str:
    return (HERE / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The digest by which the page's security policy knows its own script and style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _figures(tables: Tables) -> list[tuple[str, str]]:
    """What the report says first: what was read, and what was not."""
    documents, citations = tables["documents"], tables["citations"]
    cited = citations[citations["place_kind"] != "bibliography"]
    short = cited[cited["ref_form"].isin(["anaphoric", "repeat_short"])]
    resolved = int((short["work_id"] != "").sum())
    counts = [
        ("documents", int((documents["status"] != "failed").sum())),
        ("failed", int((documents["status"] == "failed").sum())),
        ("mentions", len(tables["mentions"])),
        ("n_entities", len(tables["entities"])),
        ("notes", int(documents["n_notes"].fillna(0).sum())),
        ("citations", len(cited)),
        ("n_works", len(tables["works"])),
        ("short_resolved", resolved),
        ("short_open", len(short) - resolved),
        ("warnings", len(tables["problems"])),
    ]
    return [(word, f"{n:,}".replace(",", THIN)) for word, n in counts]


def _reach(tables: Tables) -> dict[str, Any]:
    """How much was read: files, and the share of the clean text that stands in sentences."""
    documents, sentences = tables["documents"], tables["sentences"]
    letters = int(documents["n_chars"].fillna(0).sum())
    inside = int((sentences["end"] - sentences["start"]).sum())
    return {
        "files": len(documents), "read": int((documents["status"] != "failed").sum()),
        "share": min(100 * inside / letters, 100.0) if letters else None,
    }  # fmt: skip


def _charts(folder: Path) -> Iterator[Row]:
    for name in CHARTS:
        svg = _shorter((folder / f"{name}.svg").read_text(encoding="utf-8"))
        data = f"data:image/svg+xml,{quote(svg, safe=UNQUOTED)}"
        yield {"name": name, "data": data}


def _shorter(svg: str) -> str:
    """The picture with coordinates to a thousandth of a point, without comments and indents."""
    svg = re.sub(UNSEEN, "", svg, flags=re.S)
    svg = re.sub(r"<[^>]*>", lambda tag: re.sub(r"(\.\d{3})\d+", r"\1", tag[0]), svg)
    return re.sub(r"\s*\n\s*", " ", svg)
