from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.traced import Traced

CUTS = st.lists(st.integers(0, 30), min_size=2, max_size=6).map(sorted)


@given(st.text(min_size=30, max_size=30), CUTS)
def test_pieces_lead_back_to_their_letters(text, cuts):
    whole = Traced.of(text, start=100)
    joined = Traced.join(whole[a:b] for a, b in pairwise(cuts))
    assert all(text[at - 100] == char for char, at in zip(joined.text, joined.origin, strict=True))
    assert list(joined.origin) == sorted(joined.origin)


def test_a_span_over_a_cut_covers_what_was_cut():
    whole = Traced.of("ar-\nşiv")
    word = Traced.join([whole[:2], whole[4:]])
    assert word.raw_span(0, len(word)) == (0, 7)
