"""Writes weights as a model that the product reads: model.onnx and model.json.

    python3 -m training.export --weights RUN/best.pt --out models/roadside-n --id roadside-n --title "Roadside N"
"""

import argparse
import sys
import warnings
from pathlib import Path

from training.learning.checkpoint import CheckpointError
from training.shipping.graph import write_graph, write_proof
from training.shipping.manifest import MODEL_FILE, write_manifest
from training.shipping.weights import read_weights


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    # The exporter warns of every branch that it follows: the one here depends on the input's size, which is fixed.
    warnings.filterwarnings("ignore", module="torch")
    try:
        weights = read_weights(given.weights)
    except CheckpointError as problem:
        print(problem, file=sys.stderr)
        return 1
    size = (given.width or weights.size[0], given.height or weights.size[1])
    given.out.mkdir(parents=True, exist_ok=True)
    write_graph(weights.network, size, given.out / MODEL_FILE, given.batch, weights.sha256)
    write_manifest(given.out, given.id, given.title, size, given.threshold, given.stand_in)
    if given.proof is not None:
        write_proof(weights.network, size, given.proof)
    print(f"{given.out / MODEL_FILE}: {(given.out / MODEL_FILE).stat().st_size} bytes; next: python3 -m training.card")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m training.export", description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True, help="best.pt or final.pt of a run")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model, named like its id")
    parser.add_argument("--id", required=True)
    parser.add_argument("--title", required=True, help="as people read it")
    parser.add_argument("--width", type=int, help="another input size than the one it was trained at")
    parser.add_argument("--height", type=int)
    parser.add_argument("--batch", type=int, help="pictures at a time; any number by default")
    parser.add_argument("--threshold", type=float, default=0.4, help="below which a box is no road user")
    parser.add_argument("--stand-in", action="store_true", help="not to be trusted yet: the product says so on screen")
    parser.add_argument("--proof", type=Path, help="folder for two pictures and the answers to them")
    return parser


if __name__ == "__main__":
    sys.exit(main())
