"""Prune the encoder's 250,002 word pieces to those that Turkish and English text needs.

A piece stays if (a) tokenizing the reference text or the word lists of ``wordfreq`` uses it,
(b) it is one character of the Latin, Greek or Cyrillic script or of punctuation, or (c) it is a
Latin piece of at most three letters, so that names nobody has listed (transliterated Russian,
Arabic, Ottoman) still split into few pieces. The Unigram scores are kept, so a word whose pieces
all stay is split exactly as before.
"""

import argparse
import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel
from wordfreq import iter_wordlist

from pipeline.text.casing import capitalize, upper

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
MASK = "<mask>"
SPACE = "▁"
SHORT = 3
ENGLISH_WORDS = 120_000  # the most frequent; Turkish: all 63,345 that wordfreq has
BATCH = 2_000


def reference_lines(data: Path) -> Iterator[str]:
    """Every line of text of the treebanks and the entity data, one sentence or token a line."""
    for path in sorted(data.rglob("*.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")
    for path in sorted([*data.rglob("*.conll"), *data.rglob("*.iob2")]):
        words: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            fields = line.split("\t")
            if not line.strip():
                yield " ".join(words)
                words = []
            else:
                word = fields[1] if fields[0].isdigit() and len(fields) > 2 else fields[0]
                words.append(word.removeprefix("tr:"))
        yield " ".join(words)


def word_forms() -> Iterator[str]:
    """Frequent words of both languages in lower case, with a capital, and in capitals."""
    for word in iter_wordlist("tr", "small"):
        yield from (word, capitalize(word, "tr"), upper(word, "tr"))
    for rank, word in enumerate(iter_wordlist("en", "large")):
        if rank == ENGLISH_WORDS:
            break
        yield from (word, capitalize(word, "en"))


def used_pieces(tokenizer: Tokenizer, lines: Iterable[str]) -> set[int]:
    """Ids of the pieces that splitting `lines` gives."""
    used: set[int] = set()
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
                used.update(encoding.ids)
            batch = []
    for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
        used.update(encoding.ids)
    return used


def always_kept(piece: str) -> bool:
    """Whether a piece stays without having been seen.

    >>> always_kept("▁Şa"), always_kept("ж"), always_kept("lemeler"), always_kept("日")
    (True, True, False, False)
    """
    letters = piece.replace(SPACE, "")
    if len(letters) == 1:
        if unicodedata.category(letters)[0] in "NPS" and ord(letters) < 0x2200:
            return True
        return unicodedata.name(letters, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
    return len(letters) <= SHORT and all(
        unicodedata.name(letter, "").startswith("LATIN") for letter in letters
    )


def main() -> None:
    """Command line: the base model's folder, the data folder, extra text files, the new folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    used = used_pieces(tokenizer, reference_lines(args.data))
    print(f"pieces in the reference text: {len(used)}")
    used |= used_pieces(tokenizer, word_forms())
    print(f"with the word lists: {len(used)}")

    spec = json.loads((args.base / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = spec["model"]["vocab"]
    kept = [
        index
        for index, (piece, _) in enumerate(vocabulary)
        if piece in (*SPECIALS, MASK) or index in used or always_kept(piece)
    ]
    print(f"kept of {len(vocabulary)}: {len(kept)}")
    spec["model"]["vocab"] = [vocabulary[index] for index in kept]
    new_id = {vocabulary[index][0]: at for at, index in enumerate(kept)}
    spec["added_tokens"] = [
        {**token, "id": new_id[token["content"]]} for token in spec["added_tokens"]
    ]

    model = BertModel.from_pretrained(args.base, add_pooling_layer=False)
    rows = model.embeddings.word_embeddings.weight.data[torch.tensor(kept)]
    model.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(rows, padding_idx=1)
    model.config.vocab_size = len(kept)
    args.out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(args.out)
    (args.out / "tokenizer.json").write_text(
        json.dumps(spec, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
