"""Nearness of forms by their vectors, on the encoder that comes with the program."""

import numpy as np
import pytest

from pipeline.linking.vectors import MOST, nearness
from pipeline.records import FormVector
from pipeline.tagging import MODELS, encoder

TURKISH = ["Rus tarih yazımı", "kırsal kalkınma", "halk sağlığı", "deniz ticareti"]
ENGLISH = ["maritime trade", "Russian historiography", "public health", "rural development"]


@pytest.fixture(scope="module")
def vectors():
    engine = encoder.load(MODELS / "encoder")
    return [
        FormVector(lang, form, vector)
        for lang, forms in (("tr", TURKISH), ("en", ENGLISH))
        for form, vector in zip(forms, encoder.vectors(engine, forms), strict=True)
    ]


def test_translations_are_nearest(vectors):
    near = nearness(vectors, TURKISH, ENGLISH)
    assert [ENGLISH[j] for j in near.argmax(axis=1)] == [
        "Russian historiography", "rural development", "public health", "maritime trade",
    ]  # fmt: skip
    assert near.max() <= MOST


def test_the_order_of_the_forms_does_not_matter(vectors):
    near = nearness(vectors, TURKISH, ENGLISH)
    turned = nearness(vectors[::-1], TURKISH[::-1], ENGLISH)
    assert np.allclose(near[::-1], turned, atol=1e-4)


def test_what_has_no_vector_is_near_to_nothing(vectors):
    near = nearness(vectors, ["yok", *TURKISH], ENGLISH)
    assert not near[0].any() and near[1:].any()
    assert not nearness([], ["yok"], ENGLISH).any()
    assert nearness(vectors, [], ENGLISH).shape == (0, 4)
