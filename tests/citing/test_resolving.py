"""Short references, in eyecite's notation: the number is the work, None stays unresolved."""

import pytest

from pipeline.citing import cite
from pipeline.citing.works import merge
from pipeline.evaluation.citation_gold import article_of

MANGO = "Andrew Mango, Atatürk, John Murray, London 1999, s. 287."
LEWIS = "Bernard Lewis, The Emergence of Modern Turkey, Oxford University Press, London 1968, s. 9."
LEWIS_2 = "Bernard Lewis, The Middle East and the West, Weidenfeld, London 1964, s. 9."
BARKAN = (
    "Ömer Lütfi Barkan, “Vakıflar ve Temlikler”, Vakıflar Dergisi, S. 2, Ankara 1942, s. 279-386."
)
FILE = "RGASPİ, F. 544, op. 3, d. 122, l. 28."

SCENARIOS = {
    "author": [(0, MANGO), (1, LEWIS), (0, "Mango, a.g.e., s. 5.")],
    "bare": [(0, MANGO), (1, LEWIS), (1, "a.g.e., s. 5.")],
    "chain": [(0, MANGO), (0, "a.g.e., s. 5."), (0, "Aynı eser, s. 7."), (0, "Ibid.")],
    "two works": [(0, LEWIS), (1, LEWIS_2), (1, "Lewis, a.g.e., s. 5.")],
    "short title": [(0, LEWIS), (1, LEWIS_2), (0, "Lewis, Emergence, s. 5.")],
    "type": [(0, BARKAN), (1, MANGO), (0, "Barkan, a.g.m., s. 300.")],
    "unknown author": [(0, MANGO), (None, "Lenin, a.g.e., s. 5.")],
    "first note": [(None, "a.g.e., s. 5.")],
    "surname": [(0, LEWIS), (1, MANGO), (0, "Lewis, s. 45.")],
    "slip": [(0, LEWIS), (1, BARKAN), (1, "Barkann, a.g.m., s. 280.")],
    "file": [(0, FILE), (1, MANGO), (0, "RGASPİ, F.544, op. 3, d. 122, l,19-20.")],
    "file before": [(0, FILE), (0, "Tam je, l. 9."), (1, "Tam je. d. 118, l. 2-3.")],
    "idem": [(0, MANGO), (1, "Aynı yazar, Türkler, Remzi, İstanbul 2005, s. 3.")],
    "after a comment": [(0, MANGO), (0, "Bu görüş tartışmalıdır. Bkz. a.g.e., s. 7.")],
}  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_resolution(scenario):
    notes = [(number, text) for number, (_, text) in enumerate(scenario, 1)]
    cited = cite(article_of("a", notes))
    merged = merge(cited.citations, cited.resolutions)
    assert len(cited.citations) == len(scenario)
    found = [merged.work_of.get(c.citation_id) for c in cited.citations]
    numbers: dict[int, str] = {}
    for (expected, text), work in zip(scenario, found, strict=True):
        if expected is None:
            assert work is None, text
        else:
            assert numbers.setdefault(expected, work) == work, text
    assert len(set(numbers.values())) == len(numbers)


def warnings_of(*notes):
    cited = cite(article_of("a", list(enumerate(notes, 1))))
    return [r.warning for r in cited.resolutions]


def test_doubts_are_said():
    assert "outside pages" in warnings_of(BARKAN, "Barkan, a.g.m., s. 12.")[0]
    assert "question mark" in warnings_of(BARKAN, "Barkan, a.g.m., ?")[0]
    assert "stands for an article" in warnings_of(BARKAN, "Barkan, a.g.e., s. 280.")[0]
    assert "2 works" in warnings_of(LEWIS, LEWIS_2, "Lewis, a.g.e., s. 5.")[0]
    assert "several works" in warnings_of(f"{MANGO[:-1]}; {LEWIS}", "a.g.e., s. 5.")[0]
    far = [f"Yazar {chr(65 + i)}., Kitap {chr(65 + i)} Adı, Ankara 1990, s. 1." for i in range(26)]
    assert warnings_of(MANGO, *far, *far[:8], "Mango, a.g.e., s. 3.")[-1].endswith("notes back")


def test_an_unresolved_reference_is_a_problem():
    cited = cite(article_of("a", [(1, MANGO), (2, "Lenin, a.g.e., s. 5.")]))
    assert [p.code for p in cited.problems] == ["W_UNRESOLVED"]


def test_a_page_that_goes_on_elsewhere_names_the_rival():
    cited = cite(article_of("a", [(1, MANGO), (2, BARKAN), (3, "Barkan, a.g.m., s. 288.")]))
    assert cited.resolutions[0].antecedent_id == "a:n2.1"
    assert cited.resolutions[0].warning == ""
    cited = cite(article_of("a", [(1, MANGO), (2, BARKAN), (3, "Barkan, a.g.m., s. 26.")]))
    assert cited.resolutions[0].antecedent_id == "a:n2.1"
    assert "outside" in cited.resolutions[0].warning
