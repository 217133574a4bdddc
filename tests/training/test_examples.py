"""Public data in the words of the encoder: what belongs to a name and what does not."""

from pathlib import Path

from pipeline.training.examples import wiki, wikiann


def tags(path: Path, reader, head: str) -> list[tuple[str, str]]:
    (example,) = reader(path)
    return [
        (word, next(iter(allowed)))
        for word, allowed in zip(example.words, example.targets[head], strict=True)
    ]


def test_the_ending_after_a_names_last_apostrophe_is_outside(tmp_path):
    path = tmp_path / "dev.conll"
    path.write_text("İngiltere'de\tB-GPE\nkaldı\tO\n\n", encoding="utf-8")
    assert tags(path, wiki, "wiki") == [
        ("İngiltere", "B-GPE"),
        ("'", "O"),
        ("de", "O"),
        ("kaldı", "O"),
    ]


def test_the_ending_inside_a_name_belongs_to_it(tmp_path):
    path = tmp_path / "dev.conll"
    rows = "tr:Eurovision\tB-ORG\ntr:Yarışması'nda\tI-ORG\ntr:Finlandiya\tI-ORG\n\n"
    path.write_text(rows, encoding="utf-8")
    assert [tag for _, tag in tags(path, wikiann, "coarse")] == ["B-ORG", *["I-ORG"] * 4]


def test_what_is_no_ending_stays_in_the_name(tmp_path):
    path = tmp_path / "dev.conll"
    path.write_text("tr:Boniface\tB-PER\ntr:N'Dong\tI-PER\n\n", encoding="utf-8")
    assert [tag for _, tag in tags(path, wikiann, "coarse")] == ["B-PER", *["I-PER"] * 3]


def test_a_name_right_after_another_does_not_take_its_ending(tmp_path):
    path = tmp_path / "dev.conll"
    path.write_text("Ankara'da\tB-GPE\nAtatürk\tB-PERSON\n\n", encoding="utf-8")
    assert [tag for _, tag in tags(path, wiki, "wiki")] == ["B-GPE", "O", "O", "B-PERSON"]
