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
import re
import time
from collections import defaultdict
from pathlib import Path

import torch
from seqeval.metrics import f1_score
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from pipeline.tagging import decoding
from pipeline.training import teaching
from pipeline.training.encoder import DROPOUT, Tagger, allowed_loss, taught_loss
from pipeline.training.examples import DEV_SUBJECTS, READERS, TAGS, Example, scholarly, treebank
from pipeline.training.prepared import CACHE_PIECES, Prepared, batches, lower_of, top
from pipeline.training.running_mean import RunningMean
from pipeline.training.swapping import swapped

SEED = 11
RATE, HEAD_RATE, WARM = 1.5e-4, 1e-3, 0.06
BATCH_PIECES = 1600
FIFTH = 5  # every fifth WikiANN sentence is for development
UNER_HELD = 7  # every seventh Universal NER sentence is for development


def loss_of(model: Tagger, data: Prepared, batch: list[int], hidden: torch.Tensor) -> torch.Tensor:
    """Mean over the heads that the batch's examples train, by their labels or by teachers."""
    high, rows = top(model, data, batch, hidden)
    high = model.dropout(high)
    total = torch.zeros(())
    for loss, said in ((allowed_loss, data.targets), (taught_loss, data.taught)):
        for head in TAGS:
            having = [row for row, j in enumerate(batch) if head in said[j]]
            if not having:
                continue
            chosen = torch.isin(rows, torch.tensor(having))
            wanted = torch.cat([said[batch[row]][head] for row in having])
            share = len(having) / len(batch)
            total = total + loss(model.heads[head](high[chosen]), wanted) * share
    return total


def learn(model: Tagger, data: Prepared, batch: list[int], push: float) -> float:
    """Gradients of one batch; with `push`, also of its worst neighbour (Miyato et al. 2017).

    Every sentence is moved along its own gradient by `push` times the length of one piece's
    vector, and the model learns both readings.
    """
    hidden = lower_of(model, data, batch).requires_grad_(push > 0)
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
    """Strict entity F1 of one head, decoded as at work, on words; of ``upos`` the accuracy."""
    model.eval()
    answers: list[torch.Tensor] = [torch.empty(0)] * len(data.ids)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(data, CACHE_PIECES, None):
            high, rows = top(model, data, batch, lower_of(model, data, batch))
            said = model.heads[head](high).float().log_softmax(-1)
            for row, j in enumerate(batch):
                answers[j] = said[rows == row]
    gold = [targets[head].float() for targets in data.targets]
    if head == "upos":
        settled = [
            (int(said.argmax()), int(wanted.argmax()))
            for rows_said, rows_wanted in zip(answers, gold, strict=True)
            for said, wanted in zip(rows_said, rows_wanted, strict=True)
            if wanted.sum() == 1
        ]
        return sum(one == other for one, other in settled) / max(len(settled), 1)
    tags = TAGS[head]
    return float(
        f1_score(
            [[tags[i] for i in wanted.argmax(-1)] for wanted in gold],
            [[tags[i] for i in decoding.best_tags(said.numpy(), tags)] for said in answers],
        )
    )


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
    """The examples of one stage: entities of public data, or our own with a share of the public.

    With `swap` the repetitions have other names in the places of their mentions.
    """
    public = [e for name in ("wiki", "wikiann", "uner") for e in train[name]]
    if stage == "general":
        return public
    public += train["treebank"]
    rng = random.Random(SEED)
    own = [e for name, part in sorted(train.items()) if name.startswith("scholarly") for e in part]
    again = [swapped(own, swap, rng) for _ in range(repeat - 1)]
    return [*own, *itertools.chain(*again), *rng.sample(public, int(share * len(public)))]


def optimizer_of(model: Tagger, rate: float, decay: float) -> torch.optim.AdamW:
    """AdamW with weight decay on matrices, `rate` for the last layer and `decay` times for each
    layer below (Howard and Ruder 2018), and a higher rate for the heads."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = defaultdict(list)
    last = len(model.base.encoder.layer) - 1
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        layer = re.search(r"layer\.(\d+)\.", name)
        if layer:
            kept = 0.01 if parameter.ndim > 1 else 0.0
            groups[rate * decay ** (last - int(layer[1])), kept].append(parameter)
        else:
            groups[HEAD_RATE * rate / RATE, 0.0].append(parameter)
    return torch.optim.AdamW(
        [{"params": those, "lr": lr, "weight_decay": kept} for (lr, kept), those in groups.items()],
        fused=True,
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
    parser.add_argument("--decay", type=float, default=1.0, help="of the rate, layer by layer")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--swap", type=float, default=0.0, help="share of names swapped")
    parser.add_argument("--push", type=float, default=0.0, help="adversarial step, see learn")
    parser.add_argument("--teachers", type=teaching.Teacher.read, nargs="*", help="see teaching.py")
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
        attn_implementation="sdpa",
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
    data = Prepared(tokenizer, chosen(train, args.stage, args.repeat, args.share, args.swap))
    if args.teachers:
        data.taught = teaching.taught_by(args.teachers, model, data)
    held = {name: Prepared(tokenizer, part) for name, part in dev.items() if part}
    total = sum(len(ids) for ids in data.ids)
    print(f"{len(data.ids)} sentences, {total} pieces, {time.time() - began:.0f} s", flush=True)

    optimizer = optimizer_of(model, args.rate, args.decay)
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
