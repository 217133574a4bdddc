"""Train the bilingual encoder, resumable after every epoch.

Stage one (``--stage general``) learns from public data alone; stage two (``--stage scholarly``)
starts from its last checkpoint and adds our own text, with a share of the public data repeated
so that nothing general is lost. What is scored and kept is the running mean of the weights.
Everything random has a seed.
"""

import argparse
import itertools
import json
import random
import time
from pathlib import Path

import torch
from seqeval.metrics import f1_score
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from pipeline.training.encoder import DROPOUT, PAD, Tagger, allowed_loss, pieces
from pipeline.training.examples import DEV_SUBJECTS, READERS, TAGS, Example, scholarly, treebank
from pipeline.training.running_mean import RunningMean
from pipeline.training.swapping import swapped

SEED = 11
RATE, HEAD_RATE, WARM = 1.5e-4, 1e-3, 0.06
BATCH_PIECES = 1600
CACHE_PIECES = 4000
FIFTH = 5  # every fifth WikiANN sentence is for development
UNER_HELD = 7  # every seventh Universal NER sentence is for development


class Prepared:
    """Examples with their pieces and the frozen part's output, computed once."""

    def __init__(self, model: Tagger, tokenizer: Tokenizer, examples: list[Example]) -> None:
        self.examples = examples
        framed = [pieces(tokenizer, example) for example in examples]
        self.ids = [ids for ids, _ in framed]
        self.first = [first for _, first in framed]
        self.hidden: list[torch.Tensor] = [torch.empty(0)] * len(examples)
        self.targets = [
            {
                head: allowed_mask(head, allowed[: len(first)])
                for head, allowed in example.targets.items()
            }
            for example, (_, first) in zip(examples, framed, strict=True)
        ]
        model.eval()
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for batch in batches(self, CACHE_PIECES, None):
                ids, mask = frame(self, batch)
                hidden = model.lower(ids, mask).to(torch.bfloat16)
                for row, j in enumerate(batch):
                    self.hidden[j] = hidden[row, : len(self.ids[j])].clone()


def allowed_mask(head: str, allowed: tuple[frozenset[str], ...]) -> torch.Tensor:
    """(words, tags) booleans."""
    tags = TAGS[head]
    return torch.tensor([[tag in each for tag in tags] for each in allowed]).reshape(-1, len(tags))


def batches(data: Prepared, size: int, rng: random.Random | None) -> list[list[int]]:
    """Indices in batches of at most `size` padded pieces; shuffled when `rng` is given."""
    order = list(range(len(data.ids)))
    if rng is None:
        order.sort(key=lambda j: len(data.ids[j]))
    else:
        rng.shuffle(order)
        chunks = [order[i : i + 2000] for i in range(0, len(order), 2000)]
        order = [j for chunk in chunks for j in sorted(chunk, key=lambda j: len(data.ids[j]))]
    made: list[list[int]] = []
    longest = 0
    for j in order:
        longest = max(longest, len(data.ids[j])) if made and made[-1] else len(data.ids[j])
        if not made or longest * (len(made[-1]) + 1) > size:
            made.append([])
            longest = len(data.ids[j])
        made[-1].append(j)
    if rng is not None:
        rng.shuffle(made)
    return made


def frame(data: Prepared, batch: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """Padded ids and mask of a batch."""
    width = max(len(data.ids[j]) for j in batch)
    ids = torch.full((len(batch), width), PAD)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    for row, j in enumerate(batch):
        ids[row, : len(data.ids[j])] = torch.tensor(data.ids[j])
        mask[row, : len(data.ids[j])] = 1
    return ids, mask


def lower_of(data: Prepared, batch: list[int]) -> torch.Tensor:
    """The frozen part's output of a batch, padded: (sentences, pieces, width)."""
    width = max(len(data.ids[j]) for j in batch)
    hidden = torch.zeros(len(batch), width, data.hidden[batch[0]].shape[-1])
    for row, j in enumerate(batch):
        hidden[row, : len(data.ids[j])] = data.hidden[j].float()
    return hidden


def top(
    model: Tagger, data: Prepared, batch: list[int], hidden: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """The last layer's output at the first piece of every word, and the rows' numbers."""
    _, mask = frame(data, batch)
    high = model.upper(hidden, mask)
    rows = [row for row, j in enumerate(batch) for _ in data.first[j]]
    places = [at for j in batch for at in data.first[j]]
    return high[rows, places], torch.tensor(rows)


def loss_of(
    model: Tagger, data: Prepared, batch: list[int], hidden: torch.Tensor
) -> torch.Tensor:
    """Mean over the heads that the batch's examples train."""
    high, rows = top(model, data, batch, hidden)
    high = model.dropout(high)
    total = torch.zeros(())
    for head in TAGS:
        having = [row for row, j in enumerate(batch) if head in data.targets[j]]
        if not having:
            continue
        chosen = torch.isin(rows, torch.tensor(having))
        allowed = torch.cat([data.targets[batch[row]][head] for row in having])
        total = total + allowed_loss(model.heads[head](high[chosen]), allowed) * (
            len(having) / len(batch)
        )
    return total


def learn(model: Tagger, data: Prepared, batch: list[int], push: float) -> float:
    """Gradients of one batch; with `push`, also of its worst neighbour (Miyato et al. 2017).

    Every sentence is moved along its own gradient by `push` times the length of one piece's
    vector, and the model learns both readings.
    """
    hidden = lower_of(data, batch).requires_grad_(push > 0)
    with torch.autocast("cpu", torch.bfloat16):
        loss = loss_of(model, data, batch, hidden)
    loss.backward()
    if hidden.grad is not None:
        steepest = hidden.grad / (hidden.grad.flatten(1).norm(dim=1)[:, None, None] + 1e-12)
        piece = hidden.detach()[:, 0].norm(dim=-1)[:, None, None]
        with torch.autocast("cpu", torch.bfloat16):
            moved = hidden.detach() + push * piece * steepest
            loss_of(model, data, batch, moved).backward()
    return loss.item()


def score(model: Tagger, data: Prepared, head: str) -> float:
    """Strict entity F1 of one head, greedy tags, on words; of ``upos`` the accuracy."""
    model.eval()
    answers: list[list[str]] = [[] for _ in data.ids]
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(data, CACHE_PIECES, None):
            high, rows = top(model, data, batch, lower_of(data, batch))
            best = model.heads[head](high).argmax(-1)
            for row, tag in zip(rows.tolist(), best.tolist(), strict=True):
                answers[batch[row]].append(TAGS[head][tag])
    gold = [
        [TAGS[head][int(row.float().argmax())] for row in targets[head]] for targets in data.targets
    ]
    if head == "upos":
        settled = [
            (one, other)
            for ours, theirs, targets in zip(answers, gold, data.targets, strict=True)
            for one, other, row in zip(ours, theirs, targets[head], strict=True)
            if row.sum() == 1
        ]
        return sum(one == other for one, other in settled) / max(len(settled), 1)
    return float(f1_score(gold, answers))


def load_sets(data: Path, own: Path) -> tuple[dict[str, list[Example]], dict[str, list[Example]]]:
    """Training sets and development sets by name."""
    ner = data / "ner"
    train = {"wiki": READERS["wiki"](ner / "turkish-wiki" / "train.conll")}
    dev = {"wiki": READERS["wiki"](ner / "turkish-wiki" / "dev.conll")}
    silver = READERS["wikiann"](ner / "wikiann-tr" / "dev.conll")
    train["wikiann"] = [e for i, e in enumerate(silver) if i % FIFTH]
    dev["wikiann"] = [e for i, e in enumerate(silver) if not i % FIFTH]
    english = [
        e
        for part in ("dev", "test")
        for e in READERS["uner"](ner / "uner-en" / f"en_ewt-ud-{part}.iob2")
    ]
    train["uner"] = [e for i, e in enumerate(english) if i % UNER_HELD]
    dev["uner"] = [e for i, e in enumerate(english) if not i % UNER_HELD]
    train["treebank"] = treebank(data / "ud" / "tr", "train")
    dev["treebank"] = treebank(data / "ud" / "tr", "dev")
    for language, held in DEV_SUBJECTS.items():
        subjects = scholarly(own / language) if (own / language).is_dir() else {}
        train[f"scholarly-{language}"] = [
            e for name, part in subjects.items() if name not in held for e in part
        ]
        dev[f"scholarly-{language}"] = [
            e for name, part in subjects.items() if name in held for e in part
        ]
    return train, dev


DEV_HEADS = {
    "wiki": "wiki",
    "wikiann": "coarse",
    "uner": "coarse",
    "treebank": "upos",
    "scholarly-tr": "house",
    "scholarly-en": "house",
}


def chosen(
    train: dict[str, list[Example]], stage: str, repeat: int, share: float, swap: float
) -> list[Example]:
    """The examples of one stage: public data, or our own repeated with a share of the public.

    With `swap` the repetitions have other names in the places of their mentions.
    """
    public = [e for name in ("wiki", "wikiann", "uner", "treebank") for e in train[name]]
    if stage == "general":
        return public
    rng = random.Random(SEED)
    own = [e for name, part in sorted(train.items()) if name.startswith("scholarly") for e in part]
    again = [swapped(own, swap, rng) for _ in range(repeat - 1)]
    return [*own, *itertools.chain(*again), *rng.sample(public, int(share * len(public)))]


def optimizer_of(model: Tagger, rate: float) -> torch.optim.AdamW:
    """AdamW with weight decay on matrices and a higher rate for the heads."""
    matrices: list[nn.Parameter] = []
    vectors: list[nn.Parameter] = []
    heads: list[nn.Parameter] = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        group = heads if name.startswith("heads") else matrices if parameter.ndim > 1 else vectors
        group.append(parameter)
    return torch.optim.AdamW(
        [
            {"params": matrices, "lr": rate, "weight_decay": 0.01},
            {"params": vectors, "lr": rate, "weight_decay": 0.0},
            {"params": heads, "lr": HEAD_RATE * rate / RATE, "weight_decay": 0.0},
        ]
    )


def main() -> None:
    """Command line of the trainer; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path, help="folder of the pruned base model")
    parser.add_argument("data", type=Path, help="folder of the public data")
    parser.add_argument("out", type=Path, help="folder for checkpoints (not tracked)")
    parser.add_argument("--stage", choices=("general", "scholarly"), default="general")
    parser.add_argument("--start", type=Path, help="checkpoint to start from")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--swap", type=float, default=0.0, help="share of names swapped")
    parser.add_argument("--push", type=float, default=0.0, help="adversarial step, see learn")
    parser.add_argument("--seed", type=int, default=SEED, help="of order and dropout")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    checkpoint = args.out / "last.pt"
    state = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else None
    if state and state["epoch"] + 1 >= args.epochs:
        print(f"{checkpoint} has its {args.epochs} epochs: {json.dumps(state['scores'])}")
        return
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    base = BertModel.from_pretrained(
        args.base,
        add_pooling_layer=False,
        hidden_dropout_prob=DROPOUT,
        attention_probs_dropout_prob=DROPOUT,
        attn_implementation="eager",
    )
    model = Tagger(base)
    if args.start:
        start = torch.load(args.start, weights_only=True)["model"]
        missing, unknown = model.load_state_dict(start, strict=False)
        if unknown or not all(name.startswith("heads.") for name in missing):
            raise SystemExit(f"{args.start} holds another model: {[*missing, *unknown][:3]}")
    own = Path(__file__).parent / "scholarly"
    train, dev = load_sets(args.data, own)
    began = time.time()
    data = Prepared(model, tokenizer, chosen(train, args.stage, args.repeat, args.share, args.swap))
    held = {name: Prepared(model, tokenizer, part) for name, part in dev.items() if part}
    total = sum(len(ids) for ids in data.ids)
    print(f"{len(data.ids)} sentences, {total} pieces, {time.time() - began:.0f} s", flush=True)

    optimizer = optimizer_of(model, args.rate)
    steps = args.epochs * len(batches(data, BATCH_PIECES, random.Random(SEED)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, s / (WARM * steps + 1)) * max(0.0, 1 - s / (steps * 1.02))
    )
    mean = RunningMean(model)
    first_epoch = 0
    if state:
        model.load_state_dict(state["model"])
        mean.mean, mean.steps = state["other"], state["steps"]
        mean.exchange()
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first_epoch = state["epoch"] + 1
    for epoch in range(first_epoch, args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        model.train()
        seen, losses, began = 0, 0.0, time.time()
        for step, batch in enumerate(batches(data, BATCH_PIECES, rng), 1):
            loss = learn(model, data, batch, args.push)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            mean.update()
            seen += sum(len(data.ids[j]) for j in batch)
            losses += loss
            if step % 50 == 0:
                speed = seen / (time.time() - began)
                print(
                    f"epoch {epoch} step {step} loss {losses / step:.3f} {speed:.0f} pieces/s",
                    flush=True,
                )
        mean.exchange()
        scores = {
            name: round(score(model, part, DEV_HEADS[name]), 4) for name, part in held.items()
        }
        print(f"epoch {epoch} {json.dumps(scores)}", flush=True)
        torch.save(
            {
                "model": model.state_dict(),
                "other": mean.mean,
                "steps": mean.steps,
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch,
                "scores": scores,
            },
            checkpoint,
        )
        mean.exchange()


if __name__ == "__main__":
    main()
