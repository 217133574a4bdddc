"""Files of the charts as a journal takes them: resolution, text as text, fonts, every script."""

import re

import pandas as pd
import pytest
from lxml import etree
from matplotlib.figure import Figure
from PIL import Image

from pipeline import reporting
from pipeline.reporting import style
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.style import WIDTHS, Look, fitted, styled, width, within
from pipeline.reporting.wording import captions
from tests.reporting.corpora import corpus
from tests.reporting.test_layouts import texts

SVG = "{http://www.w3.org/2000/svg}"
SCRIPTS = (
    "孫逸仙 文集", "أنور باشا", "ラスプーチン", "गांधी", "대한민국", "Троцкий", "Ἀθῆναι", "Հայաստան",
    "🙂",
)  # fmt: skip
NAMELESS = {"corpus_timeline", "source_kinds", "source_years", "works_by_decade"}


@pytest.fixture(scope="module")
def one_column(tmp_path_factory):
    folder = tmp_path_factory.mktemp("one")
    reporting.draw(corpus(7), folder, Look("tr", 1), jobs=2)
    return folder


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_files_are_what_a_journal_asks_for(one_column, name):
    with Image.open(one_column / f"{name}.png") as picture:
        assert [round(n) for n in picture.info["dpi"]] == [300, 300]
        assert picture.width == pytest.approx(WIDTHS[1] * 300, abs=2)
    svg = etree.parse(one_column / f"{name}.svg")
    said = " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))
    assert len(said.split()) > 5 and not svg.findall(f".//{SVG}image[@href]")
    pdf = (one_column / f"{name}.pdf").read_bytes()
    assert b"/FontFile2" in pdf and b"/Type3" not in pdf
    fonts = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert fonts and all(b"DejaVuSans" in font for font in fonts)


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_each_chart_has_its_caption_beside_it(one_column, name):
    turkish, english = (one_column / f"{name}.txt").read_text("utf-8").strip().split("\n\n")
    assert (turkish, english) == (captions()[name]["tr"], captions()[name]["en"])
    assert len(turkish) > 50 and len(english) > 50 and turkish != english


def foreign(tables):
    """The tables with every name in a script of `SCRIPTS`."""

    def of(column: pd.Series) -> pd.Series:
        names = [SCRIPTS[at % len(SCRIPTS)] for at in range(len(column))]
        return pd.Series(names, index=column.index, dtype="string")

    columns = {
        "entities": ("name",), "citation_frequency": ("label",), "rankings": ("label",),
        "alignments": ("tr_form", "en_form"), "documents": ("title",),
        "works": ("archive", "fond"),
    }  # fmt: skip
    changed = {
        name: tables[name].assign(**{column: of(tables[name][column]) for column in each})
        for name, each in columns.items()
    }
    return {**tables, **changed}


@pytest.mark.filterwarnings("error")  # matplotlib warns of each glyph that it lacks
@pytest.mark.parametrize("name", sorted(CHARTS.keys() - NAMELESS))
def test_no_script_becomes_boxes(name):
    with styled(Look("tr", 2)):
        figure = Figure(layout="constrained")
        CHARTS[name](foreign(corpus(7)), figure)
        style.lay_out(figure)
    said = " ".join(text.get_text() for text in texts(figure))
    assert "孫" not in said and "गांधी" not in said and "🙂" not in said
    if any(script in said for script in ("Троцкий", "أنور")):
        assert "[Han]" in said and "[Devanagari]" in said


def test_labels_are_cut_by_their_width_not_their_letters():
    assert width("İİİİ") < width("WWWW")
    assert fitted("WWWWWWWWWW WWWWWWWW", 20) == "WWWWWWWWWW …"
    assert fitted("iiiiiiiiii iiiiiiii", 20) == "iiiiiiiiii iiiiiiii"
    for room in (5, 20, 60, 200):
        cut = within("Türkiye Büyük Millet Meclisi Hükûmeti", room)
        assert width(cut) <= room or len(cut) <= 3
