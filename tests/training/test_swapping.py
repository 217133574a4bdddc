"""Other names in the places of mentions."""

import random

from pipeline.training.examples import Example, _exact, bracketed, word_tags
from pipeline.training.swapping import mentions, swapped

LINES = (
    "[Lozan|GPE]’a giden [İsmet Paşa|PERSON] orada [Lord Curzon|PERSON] ile görüştü.",
    "[Ankara|GPE]’dan dönen [Rauf Bey|PERSON] [Kâzım Karabekir Paşa|PERSON]’yı bekliyordu.",
    "Hiçbir ad yok.",
)


def examples():
    made = []
    for line in LINES:
        words, tags = word_tags(*bracketed(line))
        made.append(Example(tuple(words), {"house": _exact(tags)}, "scholarly-tr"))
    return made


def test_labels_stay_and_names_change():
    before = examples()
    after = swapped(before, 1.0, random.Random(1))
    assert [[m[2] for m in mentions(e)] for e in after] == [
        [m[2] for m in mentions(e)] for e in before
    ]
    assert after[2] == before[2]
    for example in after:
        assert len(example.words) == len(example.targets["house"])


def test_a_name_before_an_apostrophe_comes_from_before_one():
    for seed in range(20):
        second = swapped(examples(), 1.0, random.Random(seed))[1]
        assert second.words[0] in ("Lozan", "Ankara")
        last = next(m for m in mentions(second) if second.words[m[1] : m[1] + 1] == ("’",))
        assert last[2] == "GPE"
        assert second.words[-5:-2] != ("Rauf", "Bey", "’")


def test_nothing_is_swapped_without_a_share():
    assert swapped(examples(), 0.0, random.Random(1)) == examples()
