"""A network that learns, with everything that has to survive an interruption."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.classes import MODEL_CLASSES
from training.data.feeder import Batch
from training.learning.assignment import Objects
from training.learning.average import WeightAverage
from training.learning.checkpoint import CheckpointError
from training.learning.loss import loss_of
from training.learning.schedule import Leg, rate_at
from training.network.detector import make_detector
from training.network.grid import make_grid
from training.settings import Settings


@dataclass(frozen=True)
class StepResult:
    kind_loss: float
    box_loss: float
    #: Cells that answered for an object, per picture.
    answers: float


class Learner:
    def __init__(self, settings: Settings, device: torch.device) -> None:
        torch.manual_seed(settings.seed)
        self.settings = settings
        self.samples = 0
        self._device = device
        self._grid = make_grid(settings.width, settings.height).to(device)
        network = make_detector(settings.size, len(MODEL_CLASSES))
        self.network = network.to(device, memory_format=torch.channels_last).train()
        self._average = WeightAverage(self.network)
        self._optimiser = torch.optim.AdamW(_groups(network, settings.decay), lr=settings.rate, betas=(0.9, 0.99))

    @property
    def average(self) -> nn.Module:
        return self._average.network

    def learn(self, batch: Batch, legs: tuple[Leg, ...]) -> StepResult:
        for group in self._optimiser.param_groups:
            group["lr"] = self.settings.rate * rate_at(legs, self.samples)
        by_place = self.samples < self.settings.by_place_samples
        with torch.autocast(self._device.type, dtype=torch.bfloat16):
            raw = self.network(network_input(batch.pixels, self._device))
        loss = loss_of(raw, objects_of(batch).to(self._device), self._grid, by_place)
        self._optimiser.zero_grad(set_to_none=True)
        (self.settings.kind_weight * loss.kind + self.settings.box_weight * loss.box).backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.longest_step)
        self._optimiser.step()
        self.samples += len(batch.pixels)
        self._average.follow(self.network, self.samples // self.settings.batch)
        return StepResult(loss.kind.item(), loss.box.item(), loss.answers.item())

    def record(self) -> dict[str, Any]:
        return {
            "settings": self.settings.as_record(),
            "classes": MODEL_CLASSES,
            "samples": self.samples,
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "random": torch.get_rng_state(),
        }

    def restore(self, record: dict[str, Any]) -> None:
        differences = self.settings.differences(Settings(**record["settings"]))
        if differences:
            raise CheckpointError(
                f"this run was begun with other settings ({', '.join(differences)}): use the same, or another folder"
            )
        if tuple(record["classes"]) != MODEL_CLASSES:
            raise CheckpointError("this run was begun with other classes: train again in another folder")
        self.network.load_state_dict(record["network"])
        self.average.load_state_dict(record["average"])
        self._optimiser.load_state_dict(record["optimiser"])
        self.samples = record["samples"]
        torch.set_rng_state(record["random"])


def network_input(pixels: np.ndarray, device: torch.device) -> Tensor:
    """[pictures, 3, height, width] from 0 to 1, laid out as the processor's convolutions like it best."""
    bytes_ = torch.from_numpy(pixels).to(device).permute(0, 3, 1, 2)
    return bytes_.float().div_(255).contiguous(memory_format=torch.channels_last)


def objects_of(batch: Batch) -> Objects:
    return Objects(*(torch.from_numpy(one) for one in (batch.picture, batch.boxes, batch.kinds, batch.ignored)))


def _groups(network: nn.Module, decay: float) -> list[dict[str, Any]]:
    """Only what multiplies is drawn towards zero: offsets and normalisation have nothing to gain from it."""
    parameters = list(network.parameters())
    return [
        {"params": [one for one in parameters if one.ndim > 1], "weight_decay": decay},
        {"params": [one for one in parameters if one.ndim <= 1], "weight_decay": 0.0},
    ]
