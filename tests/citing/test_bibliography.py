"""Bibliographies in and out."""

import json
import re

from pipeline.citing import bibliography, cite, explaining
from pipeline.citing.works import merge
from pipeline.evaluation.citation_gold import article_of

ENTRIES = "\n\n".join((
    "Karpat, K. H. (2002). Osmanlı Modernleşmesi. Ankara: İmge Kitabevi.",
    "Koç, A. (2014a). Din eğitiminde yöntem. Değerler Eğitimi Dergisi, 12(27), 35-60.",
    "Lewis, Bernard (1968), The Emergence of Modern Turkey, Oxford University Press, London.",
    "TUNAYA Tarık Zafer, Türkiye’de Siyasal Partiler, C. I, Hürriyet Vakfı Yayınları, İst. 1984.",
    "Zürcher, Erik J. Modernleşen Türkiye’nin Tarihi. çev. Yasemin Saner. Ankara: İletişim, 2004.",
    "DPT (1963). Kalkınma Planı. Ankara: DPT Yayınları.",
))  # fmt: skip
BODY = (
    "Bu görüş (Karpat, 2002: 44; Koç, 2014a, 44) ile Lewis (1968, s. 12) ve Zürcher’e göre (2004) "
    "yaygındır (DPT, 1963). Savaş (1914-1918) sürerken İttihat ve Terakki (1908) dağıldı "
    "(Yok, 1999)."
)


def article():
    return article_of("a", [], [("body", "tr", BODY), ("bibliography", "tr", ENTRIES)])


def test_author_year_citations_find_their_entries():
    cited = cite(article())
    texts = [c for c in cited.citations if c.place_kind == "text"]
    found = {r.citation_id: r.antecedent_id for r in cited.resolutions}
    assert [found[c.citation_id] for c in texts] == ["a:b1", "a:b2", "a:b3", "a:b5", "a:b6", ""]
    assert {c.style for c in cited.citations} == {"author-year"}


def test_entries():
    entries = [c for c in cite(article()).citations if c.place_kind == "bibliography"]
    assert [c.type for c in entries] == ["book", "article", "book", "book", "book", "book"]
    assert [c.place for c in entries] == ["Ankara", "", "London", "İst.", "Ankara", "Ankara"]
    assert entries[4].translators == "Saner, Yasemin"
    assert (entries[1].volume, entries[1].issue, entries[1].pages) == ("12", "27", "35-60")


def works():
    cited = cite(article())
    return merge(cited.citations, cited.resolutions).works


def test_bibtex_is_balanced_and_keeps_letters():
    text = bibliography.bibtex(works())
    assert text.count("{") == text.count("}") and "Türkiye’de Siyasal Partiler" in text
    keys = re.findall(r"^@\w+\{([^,]+),$", text, re.M)
    assert len(keys) == len(set(keys)) == len(works())


def test_csl_json_and_ris():
    items = json.loads(bibliography.csl_json(works()))
    koc = next(item for item in items if item["type"] == "article-journal")
    assert koc["author"] == [{"family": "Koç", "given": "A."}] and koc["page"] == "35-60"
    ris = bibliography.ris(works())
    assert ris.count("TY  - ") == ris.count("ER  - ") == len(items)
    assert "SP  - 35\nEP  - 60" in ris


def test_the_trail_names_rule_and_antecedent():
    notes = [(1, "Andrew Mango, Atatürk, L., 1999, s. 5."), (2, "Mango, a.g.e., s. 7.")]
    made = article_of("a", notes)
    cited = cite(made)
    merged = merge(cited.citations, cited.resolutions)
    lines = explaining.explain(made, 2, cited.citations, cited.resolutions, merged.work_of)
    assert any("last work of the author" in line and "a:n1.1" in line for line in lines)
    assert explaining.explain(made, 9, (), (), {}) == ["a has no note 9"]
