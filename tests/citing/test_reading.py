"""Fields of single citations, one line a case; the gold files hold the many others."""

import json
from pathlib import Path

import pytest

from pipeline.citing import archives, splitting
from pipeline.citing.reading import read

GOLD = Path(__file__).parents[1] / "gold"


def cases(name):
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else []
        yield pytest.param(case["input"], case["expected"], id=case["label"], marks=marks)


@pytest.mark.parametrize(("text", "expected"), list(cases("citation_fields.jsonl")))
def test_fields(text, expected):
    found = read(text).fields
    assert {name: found.get(name) for name in expected} == expected


ARCHIVES = (
    ("GARF, f. 130, op. 4, d. 12, l. 5ob.", ("GARF", "130", "4", "12")),
    ("BOA, A.}DVN.MKL., 3/14", ("BOA", "A.}DVN.MKL.", "", "")),
    ("BCA, 030.18.01.02, 12.34.5", ("BCA", "030.18.01.02", "", "")),
    ("TNA, FO 371/4227/E.2434", ("TNA", "FO 371", "", "")),
    ("Başbakanlık Osmanlı Arşivi (BOA), HR.SYS, 2096/3", ("BOA", "HR.SYS", "", "")),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ARCHIVES, ids=[case[0] for case in ARCHIVES])
def test_archives(text, expected):
    shelf = archives.read(text)
    assert (shelf.archive, shelf.fond, shelf.opis, shelf.delo) == expected


def test_what_is_no_archive():
    for text in (
        "Lenin, Dokumentı, M., RGASPİ, 1999, s. 4",
        "Nutuk, C. II, s. 5",
        "FOTOĞRAFLAR, 1999",
    ):
        assert archives.read(text) is None


@pytest.mark.parametrize(("note", "count"), list(cases("note_splits.jsonl")))
def test_splitting(note, count):
    assert sum(part.cites for part in splitting.split(note)) == count


def test_nothing_is_lost():
    note = "Bu doğrudur. Bkz. Mango, Atatürk, s. 5; Lenin, a.g.e., s. 7. Ayrıntılar tartışmalıdır."
    parts = splitting.split(note)
    kept = "".join(p.signal + note[p.start : p.end] for p in parts)
    assert {c for c in note if c.isalnum()} == {c for c in kept if c.isalnum()}
