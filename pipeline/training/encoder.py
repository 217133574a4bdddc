"""The bilingual encoder in training: one transformer, a frozen lower part, three heads.

The lower layers stay as they came: their vectors serve alignment, and what they make of the
training text is computed once and kept, so that an epoch runs only the upper layers.
"""

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from pipeline.training.examples import TAGS, Example

FROZEN_LAYERS = 4  # of 12; layer 4 keeps the base's cross-lingual neighbours
START, PAD, END, UNKNOWN = 0, 1, 2, 3
MAX_PIECES = 256
DROPOUT = 0.1


class Tagger(nn.Module):
    """Upper layers and heads over the output of the frozen part."""

    def __init__(self, base: BertModel) -> None:
        super().__init__()
        self.base = base
        width = base.config.hidden_size
        self.dropout = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleDict({name: nn.Linear(width, len(TAGS[name])) for name in TAGS})
        for parameter in base.embeddings.parameters():
            parameter.requires_grad = False
        for layer in base.encoder.layer[:FROZEN_LAYERS]:
            for parameter in layer.parameters():
                parameter.requires_grad = False

    def lower(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states after the frozen layers, (batch, pieces, width)."""
        hidden = self.base.embeddings(input_ids=ids)
        return self._run(hidden, mask, 0, FROZEN_LAYERS)

    def upper(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states after the last layer."""
        return self._run(hidden, mask, FROZEN_LAYERS, len(self.base.encoder.layer))

    def _run(self, hidden: torch.Tensor, mask: torch.Tensor, a: int, b: int) -> torch.Tensor:
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * torch.finfo(hidden.dtype).min
        for layer in self.base.encoder.layer[a:b]:
            out = layer(hidden, attention_mask=bias)
            hidden = out[0] if isinstance(out, tuple) else out
        return hidden

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Vectors of the frozen part, then the scores of every head in the order of ``TAGS``."""
        low = self.lower(ids, mask)
        high = self.upper(low, mask)
        return low, *(self.heads[name](high) for name in TAGS)


def pieces(tokenizer: Tokenizer, example: Example) -> tuple[list[int], list[int]]:
    """Piece ids of an example with its frame, and the position of each word's first piece."""
    ids, first = [START], []
    for encoding in tokenizer.encode_batch(list(example.words), add_special_tokens=False):
        word = encoding.ids or [UNKNOWN]
        if len(ids) + len(word) >= MAX_PIECES:
            break
        first.append(len(ids))
        ids += word
    return [*ids, END], first


def allowed_loss(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Mean negative log probability of the allowed tags; both are (words, tags)."""
    logits = logits.float()
    inside = logits.masked_fill(~allowed, float("-inf")).logsumexp(-1)
    return (logits.logsumexp(-1) - inside).mean()
