"""Every export, read back by the reader that it is made for."""

import csv
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version

import conllu
import networkx as nx
import pytest
import wosfile
from lxml import etree

from pipeline import assembling
from pipeline.errors import PipelineError
from pipeline.exporting import FORMATS, export
from pipeline.exporting.texts import texts, utf16
from pipeline.records import Token
from pipeline.tables import frame
from tests.examples import document, mention
from tests.reporting.test_reporting import tables_of

WORD = re.compile(r"\w+|[^\w\s]")
NS = {"t": "http://www.tei-c.org/ns/1.0"}
OUTSIDE = "𝔘"  # one code point, two UTF-16 units


def with_tokens(made):
    tokens = tuple(
        Token(s.sentence_id, s.start + w.start(), s.start + w.end(), w[0], w[0], "X", "", s.lang)
        for s in made.sentences
        for w in WORD.finditer(made.article.text[s.start : s.end])
    )
    return replace(made, tokens=tokens)


def awkward():
    """Letters that break exports: dotted and dotless i, a character outside the BMP."""
    made = document("z-00000000")
    text = made.article.text.replace("Enver Paşa Bakü", f"Iğdır İlçe {OUTSIDE}rfa")
    article = replace(made.article, text=text)
    first = (
        mention("z-00000000", 0, 10, "PERSON", "tr", text),
        mention("z-00000000", 11, 15, "GPE", "tr", text),
    )
    return with_tokens(replace(made, article=article, mentions=(*first, *made.mentions[2:])))


DOCUMENTS = [with_tokens(document("a-00000000")), awkward()]


@pytest.fixture(scope="module")
def tables():
    made = tables_of(DOCUMENTS)
    made["tokens"] = frame("tokens", assembling.tokens(DOCUMENTS))
    return made


def test_texts_are_put_together_again_from_tokens(tables):
    whole = texts(tables)
    for made in DOCUMENTS:
        assert whole[made.source.doc_id] == made.article.text


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_tables_give_the_same_bytes(name, tables, tmp_path):
    one = {p.name: p.read_bytes() for p in export(name, tables, tmp_path / "1")}
    other = {p.name: p.read_bytes() for p in export(name, tables, tmp_path / "2")}
    assert one == other and one


def test_an_unknown_format_names_the_known_ones(tmp_path):
    with pytest.raises(PipelineError, match="conllu"):
        export("word", {}, tmp_path)


def test_conllu_holds_every_token_and_mention(tables, tmp_path):
    [path] = export("conllu", tables, tmp_path)
    sentences = conllu.parse(path.read_text(encoding="utf-8"))
    words = [token["form"] for sentence in sentences for token in sentence]
    ordered = tables["tokens"].sort_values(["doc_id", "start"])
    assert words == list(ordered["text"])
    begun = [
        token["misc"]["Entity"]
        for sentence in sentences
        for token in sentence
        if token["misc"].get("NER", "").startswith("B-")
    ]
    assert begun == list(tables["mentions"].sort_values(["doc_id", "start"])["entity_id"])


def test_iob2_and_hipe_hold_every_mention(tables, tmp_path):
    labels = Counter(tables["mentions"]["label"])
    lines = [
        line
        for path in export("iob2", tables, tmp_path)
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    tags = Counter(line.split("\tB-")[1] for line in lines if "\tB-" in line)
    assert tags == labels
    [path] = export("hipe", tables, tmp_path)
    rows = [
        line.split("\t")
        for line in path.read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    ]
    assert {len(row) for row in rows} == {10}
    assert Counter(row[1][2:] for row in rows if row[1].startswith("B-")) == labels


@pytest.mark.parametrize(("name", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_networks_are_the_tables(name, read, tables, tmp_path):
    [path] = export(name, tables, tmp_path)
    graph = read(path)
    pairs = tables["cooccurrence"]
    pairs = pairs[pairs["window"] == "sentence"]
    assert set(graph) == set(tables["entity_network"]["entity_id"])
    assert {
        (min(a, b), max(a, b)): int(data["weight"]) for a, b, data in graph.edges(data=True)
    } == {
        (min(r.entity_a, r.entity_b), max(r.entity_a, r.entity_b)): r.n for r in pairs.itertuples()
    }
    names = tables["entities"].set_index("entity_id")["name"]
    assert all(graph.nodes[node]["label"] == names[node] for node in graph)


def test_vosviewer_json_and_files_agree(tables, tmp_path):
    paths = {path.name: path for path in export("vosviewer", tables, tmp_path)}
    content = json.loads(paths["vosviewer.json"].read_text(encoding="utf-8"))["network"]
    rows = paths["vosviewer-map.txt"].read_text(encoding="utf-8").splitlines()
    assert len(rows) - 1 == len(content["items"]) == len(tables["entity_network"])
    assert f"{OUTSIDE}rfa" in {item["label"] for item in content["items"]}
    edges = paths["vosviewer-network.txt"].read_text(encoding="utf-8").splitlines()
    assert len(edges) == len(content["links"])


@pytest.mark.parametrize("name", ["doccano", "prodigy"])
def test_spans_of_annotators_are_the_mentions(name, tables, tmp_path):
    [path] = export(name, tables, tmp_path)
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = row["label"] if name == "doccano" else [list(s.values()) for s in row["spans"]]
        found += [(row["text"][a:b], label) for a, b, label in spans]
    mentions = tables["mentions"].sort_values(["doc_id", "start"])
    assert found == list(zip(mentions["surface"], mentions["label"], strict=True))


def test_web_annotations_count_utf16_units(tables, tmp_path):
    [path] = export("w3c", tables, tmp_path)
    items = json.loads(path.read_text(encoding="utf-8"))["first"]["items"]
    assert len(items) == len(tables["mentions"])
    units = DOCUMENTS[1].article.text.encode("utf-16-le")
    inside = [item for item in items if item["id"].startswith("urn:ikidil:z-")]
    assert inside
    for item in inside:
        quote, position = item["target"]["selector"]
        text = units[2 * position["start"] : 2 * position["end"]].decode("utf-16-le")
        assert text == quote["exact"]


def test_offsets_beyond_the_basic_plane():
    assert [utf16(f"a{OUTSIDE}b", at) for at in (0, 1, 2, 3)] == [0, 1, 3, 4]


def test_tei_is_well_formed_and_says_what_the_tables_say(tables, tmp_path):
    mentions = tables["mentions"]
    for path in export("tei", tables, tmp_path):
        root = etree.fromstring(path.read_bytes())
        doc_id = path.name.removesuffix(".tei.xml")
        part = mentions[mentions["doc_id"] == doc_id]
        body = root.find("t:text/t:body", NS)
        names = [e for e in body.iter() if e.get("ref")]
        assert [e.text for e in names] == list(part.sort_values("start")["surface"])
        notes = [e.text for e in body.iter(f"{{{NS['t']}}}note")]
        assert notes == list(tables["notes"][tables["notes"]["doc_id"] == doc_id]["text"])
        for note in body.findall(".//t:note", NS):
            note.text = ""
        made = next(d for d in DOCUMENTS if d.source.doc_id == doc_id)
        letters = "".join("".join(body.itertext()).split())
        assert letters == "".join(made.article.text.split())
        ids = {e.get("{http://www.w3.org/XML/1998/namespace}id") for e in root.iter()}
        assert {e.get("ref")[1:] for e in names} <= ids


def test_sqlite_is_the_tables_and_searches_turkish(tables, tmp_path):
    [path] = export("sqlite", tables, tmp_path)
    with closing(sqlite3.connect(path)) as base:
        for name, table in tables.items():
            [(n,)] = base.execute(f'SELECT count(*) FROM "{name}"')
            assert n == len(table), name
        rows = base.execute("SELECT mention_id, surface, start FROM mentions ORDER BY mention_id")
        expected = tables["mentions"].sort_values("mention_id")
        assert rows.fetchall() == list(
            expected[["mention_id", "surface", "start"]].itertuples(index=False, name=None)
        )
        found = base.execute("SELECT doc_id FROM sentence_search WHERE folded MATCH 'igdir'")
        assert [doc_id for (doc_id,) in found] == ["z-00000000"]


def test_turkish_csv_is_the_tables(tables, tmp_path):
    for path in export("csv-tr", tables, tmp_path):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        table = tables[path.stem]
        assert rows[0] == list(table.columns)
        assert len(rows) - 1 == len(table)
    with (tmp_path / "mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        surfaces = [row["surface"] for row in csv.DictReader(file, delimiter=";")]
    assert surfaces == list(tables["mentions"]["surface"])


def test_methods_and_crate_give_the_figures(tables, tmp_path):
    [path] = export("methods", tables, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert f"{len(tables['mentions'])} mentions" in text
    assert f"stanza {version('stanza')}" in text and "{" not in text
    [path] = export("ro-crate", tables, tmp_path)
    graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    listed = {entry["@id"] for entry in graph if entry["@type"] == "File"}
    assert listed == {f"tables/{name}.csv" for name in tables}


def test_web_of_science_text_is_read_with_its_references(tables, tmp_path):
    [path] = export("wos", tables, tmp_path)
    records = list(wosfile.records_from(str(path)))
    documents = tables["documents"][tables["documents"]["status"] != "failed"]
    assert [r["UT"] for r in records] == [f"IKIDIL:{d}" for d in sorted(documents["doc_id"])]
    assert all(int(r["NR"]) == len(r["CR"]) for r in records)
    cited = {reference for r in records for reference in r["CR"]}
    assert cited == {"Mango A, 1999, ATATÜRK"}, "one work has one string, whoever cites it"


def test_scopus_csv_gives_the_same_references(tables, tmp_path):
    [path] = export("scopus", tables, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    citations = tables["citations"]
    for row in rows:
        mine = citations[citations["doc_id"] == row["EID"].removeprefix("IKIDIL:")]
        assert len(row["References"].split("; ")) == mine["work_id"].nunique()


@pytest.mark.parametrize(
    "wrong",
    [
        "SELECT * FROM cooccurrence AS c WHERE n <> (SELECT count(*) FROM evidence AS e "
        "WHERE e.kind = 'pair-' || c.\"window\" AND e.id = c.entity_a || ' ' || c.entity_b)",
        "SELECT * FROM citation_frequency AS f WHERE n_citations <> (SELECT count(*) FROM evidence "
        "AS e WHERE e.id = f.id AND e.kind = CASE f.level WHEN 'work' THEN 'citation' "
        "ELSE 'citation-' || f.level END)",
    ],
    ids=["cooccurrence", "citation_frequency"],
)
def test_every_count_has_as_many_rows_of_evidence(wrong, tables, tmp_path):
    [path] = export("sqlite", tables, tmp_path)
    name = wrong.split(" AS ")[0].split()[-1]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] > 0
        assert db.execute(wrong).fetchall() == []
