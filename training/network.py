"""The network of the judge, its training loop and its answers."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from judge_data import STATUSES, TYPES, Row
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from dateline.judge.encode import Encoded, encode

RATE = 1e-4  # of the encoder; the heads, which start from nothing, learn five times as fast
WARM_UP = 0.1  # of all steps
SMOOTHING = 0.05
STATUS_WEIGHT = 0.3
BATCH = 16


@dataclass(frozen=True, slots=True)
class Prepared:
    encoded: Encoded
    types: tuple[int, ...]
    status: int | None


class Network(nn.Module):
    """Encoder; the means over sentence, actor and recipient with the first piece; one hidden layer; two heads."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.mix = nn.Linear(width * 4, width)
        self.type_head = nn.Linear(width, len(TYPES))
        self.status_head = nn.Linear(width, len(STATUSES))

    def forward(self, ids: Tensor, mask: Tensor, in_actor: Tensor, in_recipient: Tensor) -> tuple[Tensor, Tensor]:
        pieces = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state

        def mean(over: Tensor) -> Tensor:
            share = over.to(pieces.dtype)
            return (pieces * share.unsqueeze(-1)).sum(1) / share.sum(1, keepdim=True).clamp(min=1)

        seen = torch.cat([mean(mask), mean(in_actor), mean(in_recipient), pieces[:, 0]], dim=-1)
        hidden = self.drop(torch.tanh(self.mix(self.drop(seen))))
        return self.type_head(hidden), self.status_head(hidden)


def prepare_rows(rows: Sequence[Row], tokenizer: Tokenizer) -> list[Prepared]:
    return [
        Prepared(
            encode(row.pairing, tokenizer),
            tuple(TYPES.index(t) for t in row.types),
            STATUSES.index(row.status) if row.status else None,
        )
        for row in rows
    ]


def batch(rows: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, mask, in_actor and in_recipient, padded with 0 to the longest."""
    width = max(len(row.ids) for row in rows)

    def table(columns: list[tuple[int, ...]]) -> Tensor:
        return torch.tensor([[*c, *[0] * (width - len(c))] for c in columns])

    return (
        table([r.ids for r in rows]),
        table([(1,) * len(r.ids) for r in rows]),
        table([r.in_actor for r in rows]),
        table([r.in_recipient for r in rows]),
    )


def fit(network: Network, rows: list[Prepared], *, epochs: int, seed: int) -> Network:
    """Trains in place; the word vectors stay as they are. Same seed and machine, same weights."""
    random.seed(seed)
    torch.manual_seed(seed)
    network.train()
    for parameter in network.encoder.embeddings.parameters():
        parameter.requires_grad_(False)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": RATE}, {"params": heads, "lr": 5 * RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = math.ceil(len(rows) / BATCH) * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * steps), (steps - step) / ((1 - WARM_UP) * steps))
    )
    for epoch in range(epochs):
        ordered = sorted(rows, key=lambda r: len(r.encoded.ids) + random.random() * 12)  # like lengths together
        batches = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
        random.shuffle(batches)
        total = 0.0
        for chosen in batches:
            loss = _loss(network, chosen)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"  epoch {epoch + 1} of {epochs}: loss {total / len(batches):.3f}", flush=True)
    return network.eval()


def _loss(network: Network, rows: list[Prepared]) -> Tensor:
    types, statuses = network(*batch([r.encoded for r in rows]))
    shares = types.log_softmax(-1)
    right = torch.stack([torch.logsumexp(shares[i, list(r.types)], 0) for i, r in enumerate(rows)])
    loss = (-(1 - SMOOTHING) * right - SMOOTHING * shares.mean(-1)).mean()
    told = [i for i, r in enumerate(rows) if r.status is not None]
    if told:
        wanted = torch.tensor([rows[i].status for i in told])
        loss = loss + STATUS_WEIGHT * nn.functional.cross_entropy(statuses[told], wanted)
    return loss


@torch.no_grad()
def scores(network: Network, rows: Sequence[Encoded]) -> tuple[Tensor, Tensor]:
    """The raw scores of types and statuses, a row a pairing, in order."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    types, statuses = torch.zeros(len(rows), len(TYPES)), torch.zeros(len(rows), len(STATUSES))
    for start in range(0, len(order), 32):
        chosen = order[start : start + 32]
        types[chosen], statuses[chosen] = network(*batch([rows[i] for i in chosen]))
    return types, statuses
