from pipeline import tagging
from pipeline.config import Settings
from pipeline.records import Article, Citation, Note
from pipeline.tagging import in_notes

RAW = (
    "1 Bkz. Andrew Mango, Atatürk, L., 1999, s. 287. Enver Paşa’nın Bakü’ye gidişi hakkında "
    "Halil Paşa’nın hatıraları da vardır.\n2 Mango, a.g.e., s. 5."
)
CITED = "Andrew Mango, Atatürk, L., 1999, s. 287"


def article() -> tuple[Article, list[Citation]]:
    first, second = RAW.split("\n")
    notes, citations, at = [], [], 0
    for number, (line, cited) in enumerate(((first, CITED), (second, "Mango, a.g.e., s. 5.")), 1):
        a, b = at + 2, at + len(line)
        notes.append(
            Note(number, str(number), "linked", line[2:], tuple(range(a, b)), at, b, None)
        )
        start = RAW.index(cited, at)
        citations.append(
            Citation(f"d:n{number}.1", "d", number, 1, "note", cited, start, start + len(cited))
        )
        at = b + 1
    return Article("d", "tr", "", (), (), (), tuple(notes), ()), citations


def test_names_in_a_note_are_found_outside_its_citations():
    found = in_notes.note_mentions(*article(), tagging.load(Settings()))
    assert [(m.note, m.base_form, m.label) for m in found] == [
        (1, "Enver Paşa", "PERSON"), (1, "Bakü", "GPE"), (1, "Halil Paşa", "PERSON"),
    ]  # fmt: skip
    assert all(RAW[m.raw_start : m.raw_end] == m.surface for m in found)


def test_an_article_without_prose_in_its_notes_has_no_names_there():
    made, citations = article()
    whole = [Citation("d:n1.1", "d", 1, 1, "note", RAW, 0, len(RAW)), *citations]
    assert in_notes.note_mentions(made, whole, tagging.load(Settings())) == ()
