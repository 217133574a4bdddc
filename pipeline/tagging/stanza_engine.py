"""Turkish morphology by Stanza: part of speech, features and lemma in the sentence.

Tokens are ours (``tokenize_pretokenized``). The models in ``pipeline/models/stanza-tr`` were
trained for this project; a folder of Stanza's own can stand in their place. Qi et al. (2020),
"Stanza: A Python natural language processing toolkit for many human languages".
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.tagging import vote
from pipeline.tagging.akana_engine import APOSTROPHES, KNOWN, analyses, is_known
from pipeline.tagging.analysis import Analysis, Morphology, Voices
from pipeline.text.casing import lower

OURS = Path(__file__).parent.parent / "models" / "stanza-tr"
RESOURCES = "resources.json"
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))  # as the treebanks print it
NAMED = ("NOUN", "ADJ", "PROPN")
_BATCH = 64  # sentences at once; a bound on memory


def load(folder: Path | None = None, download: bool = False) -> Morphology:
    """An engine over the models of `folder` (default: those that come with the program).

    Nothing is downloaded unless `download` is said: then Stanza's default Turkish models are
    fetched from its hub into `folder`.
    """
    if download and folder is None:
        raise PipelineError(
            "E_CONFIG",
            "turkish.stanza_download = true needs turkish.stanza_dir, a folder to download into",
        )
    import stanza  # some seconds: only runs that use it pay
    import torch

    torch.set_num_threads(1)  # processes, not threads, use the cores; and sums keep their order
    place = folder or OURS
    if not (place / RESOURCES).is_file() and not download:
        raise PipelineError(
            "E_MODEL_MISSING",
            f"{place / RESOURCES} is missing: clone again, set turkish.stanza_dir to a folder of "
            "Stanza models, set turkish.stanza_download = true, or turkish.morphology = 'akana'",
        )
    method = stanza.DownloadMethod.REUSE_RESOURCES if download else None
    try:
        pipeline = stanza.Pipeline(
            "tr", dir=str(place), processors="tokenize,pos,lemma", tokenize_pretokenized=True,
            download_method=method, use_gpu=False, verbose=False,
        )  # fmt: skip
    except (OSError, ValueError, RuntimeError) as error:
        raise PipelineError(
            "E_MODEL_MISSING", f"the Stanza models in {place} cannot be used: {error}"
        ) from error

    voted = vote.load(OURS) if folder is None else None  # other models speak another style

    def analyze(
        sentences: Sequence[Sequence[str]], voices: Sequence[Voices] = ()
    ) -> list[list[Analysis]]:
        made: list[list[Analysis]] = []
        for at in range(0, len(sentences), _BATCH):
            part = slice(at, at + _BATCH)
            made += _analyze(pipeline, sentences[part], voices[part], voted)
        return made

    return analyze


def _analyze(
    pipeline: Any,
    sentences: Sequence[Sequence[str]],
    voices: Sequence[Voices],
    voted: vote.Vote | None,
) -> list[list[Analysis]]:
    filled = [[_shown(word) for word in words] for words in sentences]
    document = pipeline([words for words in filled if words], processors="tokenize,pos")
    if voted and voices:
        heard = [voice for words, voice in zip(sentences, voices, strict=True) if words]
        for sentence, voice in zip(document.sentences, heard, strict=True):
            words = sentence.words
            chosen = voted.choose([w.text for w in words], [w.upos for w in words], voice)
            for word, upos in zip(words, chosen, strict=True):
                word.upos = upos
    pipeline.process(document, processors="lemma")
    found = iter(document.sentences)
    return [
        [_analysis(word, text) for word, text in zip(next(found).words, words, strict=True)]
        if words
        else []
        for words in sentences
    ]


def _shown(word: str) -> str:
    """The token as the model is to see it; white space inside a token would split it."""
    return "".join(word.translate(_STRAIGHT).split()) or "-"


def _analysis(word: Any, text: str) -> Analysis:
    lemma = word.lemma or text
    if word.upos in NAMED and (better := _in_lexicon(text, lemma)):
        lemma = better
    if word.upos == "PUNCT":
        lemma = text
    elif word.upos == "PROPN" and lower(text, "tr").startswith(lower(lemma, "tr")):
        lemma = text[: len(lemma)]  # a name keeps the capitals that the text gives it
    return Analysis(lemma, word.upos or "X", word.feats or "")


@lru_cache(maxsize=65536)
def _in_lexicon(text: str, lemma: str) -> str:
    """akana's lemma of a word where Stanza spelled one that no lexicon has, else "".

    The lemmatizer writes letter by letter and now and then leaves one out (konferan).
    """
    small = lower(lemma, "tr")
    known = [
        lower(each["lemma"], "tr")
        for each in analyses(text)
        if each["score"] >= KNOWN and each["primary_pos"] != "Verb"
    ]
    if not known or small in known or is_known(small):
        return ""
    return max(known, key=len)
