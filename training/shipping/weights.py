"""Reads weights of a run, with what is known about how they came to be."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import nn

from training.classes import MODEL_CLASSES
from training.learning.checkpoint import CheckpointError, read_checkpoint
from training.network.detector import make_detector
from training.shipping.hashing import sha256_of
from training.settings import Settings


@dataclass(frozen=True)
class Weights:
    network: nn.Module
    settings: Settings
    samples: int
    #: The pictures that were learned from: how many, by which simulator, seeds and scenes.
    data: dict[str, Any]
    #: Of their file: by it a model and a report say what they belong to.
    sha256: str

    @property
    def size(self) -> tuple[int, int]:
        return self.settings.width, self.settings.height


def read_weights(file: Path) -> Weights:
    content = read_checkpoint(file)
    if "data" not in content:
        raise CheckpointError(f"{file} is there to go on learning from: take best.pt or final.pt of the run")
    if tuple(content["classes"]) != MODEL_CLASSES:
        raise CheckpointError(f"{file} tells other classes apart than training/classes.py: train again")
    settings = Settings(**content["settings"])
    network = make_detector(settings.size, len(MODEL_CLASSES))
    network.load_state_dict(content["average"])
    return Weights(network.eval(), settings, content["samples"], content["data"], sha256_of(file))
