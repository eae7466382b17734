"""`model.json`: what the product has to know to run a model."""

import json
from pathlib import Path

from training.classes import MODEL_CLASSES
from training.measure.suppression import NESTED, OVERLAP
from training.shipping.graph import INPUT
from training.shipping.hashing import sha256_of

MODEL_FILE, CARD_FILE, MANIFEST_FILE = "model.onnx", "card.md", "model.json"


def write_manifest(
    folder: Path, identity: str, title: str, size: tuple[int, int], threshold: float, stand_in: bool
) -> None:
    manifest = {
        "id": identity,
        "title": title,
        "family": "decoded",
        "file": MODEL_FILE,
        "sha256": sha256_of(folder / MODEL_FILE),
        "licence": "MIT",
        "standIn": stand_in,
        "input": {
            "name": INPUT,
            "width": size[0],
            "height": size[1],
            "channelOrder": "bgr",
            "scale": "1/255",
            "resize": "stretch",
        },
        "classes": list(MODEL_CLASSES),
        "defaultThreshold": threshold,
        "nms": {"iou": OVERLAP, "nested": NESTED},
        "card": CARD_FILE,
    }
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
