"""The bilingual encoder in training: one transformer and a head for each set of labels.

The vectors of the word pieces stay as they came: rare names are not moved out of the place that
the base gave them, the base's own layers can go on from the same vectors to make vectors for
alignment, and what the training text looks like there is computed once and kept.
"""

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from pipeline.training.examples import TAGS, Example

START, PAD, END, UNKNOWN = 0, 1, 2, 3
MAX_PIECES = 256
DROPOUT = 0.1


class Tagger(nn.Module):
    """Layers and heads over the word pieces' own vectors."""

    def __init__(self, base: BertModel) -> None:
        super().__init__()
        self.base = base
        width = base.config.hidden_size
        self.dropout = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleDict({name: nn.Linear(width, len(TAGS[name])) for name in TAGS})
        for parameter in base.embeddings.parameters():
            parameter.requires_grad = False

    def lower(self, ids: torch.Tensor) -> torch.Tensor:
        """What enters the first layer, (batch, pieces, width)."""
        return self.base.embeddings(input_ids=ids)

    def upper(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states after the last layer."""
        low = torch.bfloat16 if torch.is_autocast_enabled("cpu") else hidden.dtype
        bias = (1.0 - mask[:, None, None, :].to(low)) * torch.finfo(low).min
        for layer in self.base.encoder.layer:
            out = layer(hidden, attention_mask=bias)
            hidden = out[0] if isinstance(out, tuple) else out
        return hidden

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """What enters the first layer, then the scores of every head in the order of ``TAGS``."""
        low = self.lower(ids)
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


def taught_loss(logits: torch.Tensor, taught: torch.Tensor) -> torch.Tensor:
    """Mean cross entropy with the probabilities that teachers give; both are (words, tags)."""
    return -(taught.float() * logits.float().log_softmax(-1)).sum(-1).mean()
