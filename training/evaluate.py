"""Measures weights on pictures that they did not learn from.

    python3 -m training.evaluate --weights RUN/best.pt --data DIR --out report.json
"""

import argparse
import json
import sys
from pathlib import Path

import cv2
import torch

from training.data.dataset import DatasetError, read_dataset
from training.learning.checkpoint import CheckpointError
from training.measure.report import measure
from training.shipping.weights import read_weights


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    cv2.setNumThreads(0)
    torch.set_num_threads(given.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        weights = read_weights(given.weights)
        dataset = read_dataset(given.data)
        report = measure(weights.network.to(device), dataset, weights.size, device, given.pictures)
    except (DatasetError, CheckpointError) as problem:
        print(problem, file=sys.stderr)
        return 1
    seeds = [picture.seed for picture in dataset.pictures]
    origin = {
        "weights": weights.sha256,
        "data": dataset.folder.name,
        "simulator": dataset.simulator,
        "seeds": [min(seeds), max(seeds)],
    }
    given.out.write_text(json.dumps({**origin, **report.as_record()}, indent=2) + "\n")
    for name, value in report.in_short().items():
        print(f"{name:12} {'nothing to find' if value is None else format(value, '.3f')}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m training.evaluate", description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True, help="best.pt or final.pt of a run")
    parser.add_argument("--data", type=Path, required=True, help="folder of rendered pictures and labels")
    parser.add_argument("--out", type=Path, required=True, help="file for all figures, JSON")
    parser.add_argument("--pictures", type=int, help="at most so many, evenly spread; all by default")
    parser.add_argument("--threads", type=int, default=2)
    return parser


if __name__ == "__main__":
    sys.exit(main())
