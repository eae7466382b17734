"""How wrong the network is about a batch."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from training.learning.assignment import Assignment, Objects, assign
from training.network.boxes import generalised_overlap
from training.network.grid import Grid, decode_boxes

#: What a false score counts against a missed one.
BACKGROUND_WEIGHT = 0.75


@dataclass(frozen=True)
class Loss:
    kind: Tensor
    box: Tensor
    #: Cells that answer for an object, per picture.
    answers: Tensor


def loss_of(raw: Tensor, objects: Objects, grid: Grid, by_place: bool) -> Loss:
    """The loss for what the network gives undecoded. Full precision: sums over thousands of cells are taken here."""
    raw = raw.float()
    boxes = decode_boxes(raw[..., :4], grid.centres, grid.strides)
    logits = raw[..., 4:]
    scores = logits.detach().sigmoid()
    assignment = assign(scores, boxes.detach(), objects, grid, by_place)
    total = assignment.scores.sum().clamp(min=1)
    return Loss(
        _kind_loss(logits, scores, assignment) / total,
        _box_loss(boxes, assignment) / total,
        assignment.answers.sum() / raw.shape[0],
    )


def _kind_loss(logits: Tensor, scores: Tensor, assignment: Assignment) -> Tensor:
    """Objects count by the worth of their box, background by how sure the network is of it: most of it is easy."""
    wanted = assignment.scores
    weights = torch.where(wanted > 0, wanted, BACKGROUND_WEIGHT * scores**2) * assignment.counts[..., None]
    return (binary_cross_entropy_with_logits(logits, wanted, reduction="none") * weights).sum()


def _box_loss(boxes: Tensor, assignment: Assignment) -> Tensor:
    answers = assignment.answers
    worth = assignment.scores.sum(-1)[answers]
    return ((1 - generalised_overlap(boxes[answers], assignment.boxes[answers])) * worth).sum()
