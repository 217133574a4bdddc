"""What a morphological engine says of one token, in Universal Dependencies' terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Analysis:
    """Lemma, universal part of speech and features of one token."""

    lemma: str
    upos: str
    feats: str  # "Case=Loc|Number=Sing", or ""


# For each token of a sentence the encoder's log probabilities of parts of speech, or None.
Voices = Sequence[NDArray[np.float32] | None]


class Morphology(Protocol):
    """Sentences of tokens in, an analysis of each token out.

    `voices` are what the encoder says of each sentence; an engine may leave them unheard.
    """

    def __call__(
        self, sentences: Sequence[Sequence[str]], voices: Sequence[Voices] = ()
    ) -> list[list[Analysis]]: ...
