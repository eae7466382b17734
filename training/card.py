"""Writes the card of an exported model from what was measured.

    python3 -m training.card --model models/roadside-n --weights RUN/best.pt --report report.json [--notes notes.md]
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from training.learning.checkpoint import CheckpointError
from training.shipping.card import card_text
from training.shipping.graph import origin_of
from training.shipping.hashing import sha256_of
from training.shipping.manifest import CARD_FILE, MANIFEST_FILE
from training.shipping.weights import Weights, read_weights


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    try:
        weights = read_weights(given.weights)
        manifest = json.loads((given.model / MANIFEST_FILE).read_text())
        report = json.loads(given.report.read_text())
        notes = "" if given.notes is None else given.notes.read_text()
    except (CheckpointError, OSError, ValueError) as problem:
        print(f"{problem}\nExport the model and evaluate its weights first.", file=sys.stderr)
        return 1
    model = given.model / manifest["file"]
    problem = _what_does_not_belong(weights, manifest, report, model)
    if problem is not None:
        print(problem, file=sys.stderr)
        return 1
    (given.model / CARD_FILE).write_text(card_text(manifest, weights, report, notes, model.stat().st_size))
    print(given.model / CARD_FILE)
    return 0


def _what_does_not_belong(
    weights: Weights, manifest: dict[str, Any], report: dict[str, Any], model: Path
) -> str | None:
    """A card that told of other weights than those beside it would be worse than none."""
    if sha256_of(model) != manifest["sha256"]:
        return f"{model} is not the file that {MANIFEST_FILE} describes: export it again"
    if origin_of(model) != weights.sha256:
        return f"{model} was not exported from these weights: export it again"
    if report.get("weights") != weights.sha256:
        return "the report was not measured on these weights: evaluate them again"
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m training.card", description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True, help="folder that training.export wrote")
    parser.add_argument("--weights", type=Path, required=True, help="the weights that were exported")
    parser.add_argument("--report", type=Path, required=True, help="what training.evaluate wrote for these weights")
    parser.add_argument("--notes", type=Path, help="Markdown: latency, real footage, what else is known")
    return parser


if __name__ == "__main__":
    sys.exit(main())
