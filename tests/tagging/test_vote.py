"""Three voices on a word's part of speech."""

import numpy as np

from pipeline.tagging import stanza_engine, vote
from pipeline.tagging.encoder import Reading

CLASSES = ("ADJ", "NOUN", "PROPN", "X")


def test_the_encoder_is_heard_at_the_first_of_its_words_in_a_token():
    scores = np.log(np.eye(3, 4, dtype=np.float32) + 0.1)
    reading = Reading(((0, 6), (6, 7), (7, 10)), {"upos": scores})  # Ankara ’ nın
    [said, none] = vote.voices(reading, [(0, 10), (11, 12)])
    assert np.array_equal(said, scores[0]) and none is None


def test_a_vote_without_weight_for_the_others_repeats_stanza():
    weights = np.zeros((4, 18))
    weights[:, 4:8] = np.eye(4)
    voted = vote.Vote(CLASSES, weights, np.zeros(4))
    words, said = ["Mavi", "ordu"], ["ADJ", "NOUN"]
    assert voted.choose(words, said, [None, None]) == said


def test_what_no_class_can_hold_stays_as_stanza_said():
    voted = vote.Vote(CLASSES, np.zeros((4, 18)), np.zeros(4))
    assert voted.choose(["Ey"], ["INTJ"], [None]) == ["INTJ"]


def test_the_weights_that_ship_fit_the_features():
    voted = vote.load(stanza_engine.OURS)
    rows = vote.features(["Lozan"], ["PROPN"], [None], voted.classes)
    assert voted.weights.shape == (len(voted.classes), rows.shape[1])
