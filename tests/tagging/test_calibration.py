"""Scores that mean what they say."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tagging import MODELS, encoder
from pipeline.tagging.calibration import Line, probability

SCORES = st.floats(0, 1)


@given(SCORES, SCORES, st.floats(0.1, 3), st.floats(-3, 3))
def test_a_line_keeps_order_and_stays_a_probability(a, b, slope, intercept):
    low, high = sorted((a, b))
    line = Line(slope, intercept)
    assert 0 <= probability(low, line) <= probability(high, line) <= 1


@given(SCORES)
def test_without_a_line_the_score_stays(score):
    assert abs(probability(score, Line()) - score) <= 1e-4


def test_the_shipped_encoder_is_less_sure_than_its_network():
    line = encoder.load(MODELS / "encoder").line
    assert probability(0.9, line) < 0.85 and probability(0.9999, line) > 0.97
