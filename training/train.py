"""Trains a detector, or goes on where a run was interrupted.

    python3 -m training.train --data DIR --out DIR --samples 400000 [--validate DIR]

The same command goes on after any interruption. The length of a run is a number of samples; --stop-after-minutes only
ends a stretch of it.
"""

import argparse
import os
import sys
from pathlib import Path

# Threads that wait by spinning take the core that the batches are made on. Must be said before the library is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import cv2
import torch

from training.data.dataset import DatasetError, read_dataset
from training.learning.checkpoint import CheckpointError
from training.learning.run import RunOptions, carry_out
from training.network.detector import SIZES
from training.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    cv2.setNumThreads(0)
    torch.set_num_threads(given.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        dataset = read_dataset(given.data)
        there = f"{len(dataset.pictures)} pictures of {given.data} ({dataset.left_out} left out)"
        print(f"{there}, on {device}", flush=True)
        carry_out(dataset, _settings(given), _options(given), device)
    except (DatasetError, CheckpointError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: the same command goes on from the last checkpoint", file=sys.stderr)
        return 130
    return 0


def _settings(given: argparse.Namespace) -> Settings:
    return Settings(
        size=given.size,
        width=given.width,
        height=given.height,
        batch=given.batch,
        seed=given.seed,
        # Larger batches are calmer and bear a higher rate.
        rate=Settings.rate * (given.batch / Settings.batch) ** 0.5,
    )


def _options(given: argparse.Namespace) -> RunOptions:
    return RunOptions(
        folder=given.out,
        samples=given.samples,
        extend=given.extend,
        validation=None if given.validate is None else read_dataset(given.validate),
        validation_pictures=given.validation_pictures,
        validate_every=given.validate_every,
        checkpoint_seconds=given.checkpoint_minutes * 60,
        stop_after_seconds=given.stop_after_minutes * 60,
        processes=given.processes,
        cache_bytes=int(given.cache_gib * 2**30),
        report_every_steps=given.report_every,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m training.train", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of rendered pictures and labels")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run: checkpoint, weights, diary")
    parser.add_argument("--samples", type=int, required=True, help="length of the whole run")
    parser.add_argument("--extend", action="store_true", help="lengthen the run in this folder to --samples")
    parser.add_argument("--validate", type=Path, help="another folder of pictures, to choose the best weights by")
    parser.add_argument("--validation-pictures", type=int, default=400, help="how many of them, evenly spread")
    parser.add_argument("--validate-every", type=int, default=25_000, help="samples")
    parser.add_argument("--size", choices=sorted(SIZES), default=Settings.size)
    parser.add_argument("--width", type=int, default=Settings.width)
    parser.add_argument("--height", type=int, default=Settings.height)
    parser.add_argument("--batch", type=int, default=Settings.batch)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--checkpoint-minutes", type=float, default=3)
    parser.add_argument("--report-every", type=int, default=50, help="steps between two lines of the diary")
    parser.add_argument("--stop-after-minutes", type=float, default=float("inf"))
    parser.add_argument("--processes", type=int, default=1, help="that make batches; more where a GPU waits for them")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 2, help="of the network on a processor")
    parser.add_argument("--cache-gib", type=float, default=3, help="of decoded pictures, for each process")
    return parser


if __name__ == "__main__":
    sys.exit(main())
