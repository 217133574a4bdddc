from dataclasses import replace

from pipeline.linking import in_notes
from pipeline.records import NoteMention
from tests.examples import document


def test_a_name_in_a_note_is_the_entity_of_the_text_that_bears_it():
    made = document("a-1")
    of = {m.mention_id: f"{m.label}-{n}" for n, m in enumerate(made.mentions)}
    noted = (
        NoteMention(1, 0, 11, "Enver Paşa", "Enver Paşa", "PERSON", 0.9),
        NoteMention(1, 12, 16, "Bakü", "Bakü", "GPE", 0.9),
        NoteMention(1, 17, 22, "Bakü", "Bakü", "PERSON", 0.9),  # no person of that name
        NoteMention(1, 23, 28, "Mango", "Mango", "PERSON", 0.9),  # not in the text
    )
    rows = list(in_notes.placed(replace(made, note_mentions=noted), of))
    assert [row["entity_id"] for row in rows] == ["PERSON-0", "GPE-1", "", ""]
