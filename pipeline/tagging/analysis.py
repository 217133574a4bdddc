"""What a morphological engine says of one token, in Universal Dependencies' terms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Analysis:
    """Lemma, universal part of speech and features of one token."""

    lemma: str
    upos: str
    feats: str  # "Case=Loc|Number=Sing", or ""


# Sentences of tokens in, an analysis of each token out.
Morphology = Callable[[Sequence[Sequence[str]]], list[list[Analysis]]]
