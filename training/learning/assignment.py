"""Which cells are to answer for which object.

Each object is given to the ten cells that fit it best: those whose box lies closest and whose score for its class is
highest. A fresh network says nothing worth comparing, so a run begins with cells chosen by place and size alone.
"""

import warnings
from dataclasses import dataclass

import torch
from torch import Tensor

from training.network.boxes import area, overlap
from training.network.grid import Grid

# Said once a run to whoever uses it; what it does is held by the tests.
warnings.filterwarnings("ignore", message="scatter_reduce.* is in beta")

CELLS_PER_OBJECT = 10
#: How much the place of a box counts against its score.
OVERLAP_POWER, SCORE_POWER = 5.0, 0.5
#: An object smaller than a cell may hold no cell's middle: cells whose middle is this near may answer for it too.
NEAR_IN_STRIDES = 0.75
#: The map on which an object is about this many cells large is the one that suits it.
SUITING_CELLS = 4.0
LEVEL_SHARPNESS = 1.2
#: Lets a cell be chosen although nothing speaks for it yet.
LEAST_FITNESS = 1e-9


@dataclass(frozen=True)
class Objects:
    """The objects of a batch, one below the other."""

    #: [objects], which picture of the batch each lies in.
    picture: Tensor
    #: [objects, 4], pixels of the input.
    boxes: Tensor
    #: [objects], the model's class number.
    kinds: Tensor
    #: [objects], true where finding the object is neither right nor wrong.
    ignored: Tensor

    def where(self, chosen: Tensor) -> "Objects":
        return Objects(self.picture[chosen], self.boxes[chosen], self.kinds[chosen], self.ignored[chosen])

    def to(self, device: torch.device) -> "Objects":
        return Objects(*(one.to(device) for one in (self.picture, self.boxes, self.kinds, self.ignored)))


@dataclass(frozen=True)
class Assignment:
    """What each cell of each picture is to say."""

    #: [pictures, cells, classes]: how good a box is to be expected here, zero for all classes but the object's.
    scores: Tensor
    #: [pictures, cells, 4]: the object's box; only read where a cell answers.
    boxes: Tensor
    #: [pictures, cells]: true where the cell answers for an object.
    answers: Tensor
    #: [pictures, cells]: false where the cell may say what it likes.
    counts: Tensor


@torch.no_grad()
def assign(scores: Tensor, boxes: Tensor, objects: Objects, grid: Grid, by_place: bool) -> Assignment:
    """Scores [pictures, cells, classes] from 0 to 1 and boxes [pictures, cells, 4] as the network gives them now."""
    pictures, cells, _ = scores.shape
    empty = Assignment(
        torch.zeros_like(scores),
        torch.zeros_like(boxes),
        torch.zeros(pictures, cells, dtype=torch.bool, device=scores.device),
        torch.ones(pictures, cells, dtype=torch.bool, device=scores.device),
    )
    _leave_out_ignored(empty.counts, objects.where(objects.ignored), grid)
    wanted = objects.where(~objects.ignored)
    if len(wanted.boxes) == 0:
        return empty
    fitness, closeness = _fit_by_place(wanted, grid) if by_place else _fit_by_answers(scores, boxes, wanted)
    chosen = _best_cells(fitness, _candidates(wanted.boxes, grid))
    chosen = _one_object_per_cell(chosen, closeness, wanted.picture, pictures)
    _fill(empty, chosen, fitness, closeness, wanted, scaled=not by_place)
    return empty


def _candidates(boxes: Tensor, grid: Grid) -> Tensor:
    """[objects, cells]: cells whose middle lies in the object, or near its own middle."""
    points, box = grid.points[None], boxes[:, None]
    inside = ((points > box[..., :2]) & (points < box[..., 2:])).all(-1)
    middle = (box[..., :2] + box[..., 2:]) / 2
    near = (points - middle).abs().amax(-1) < grid.strides[None, :, 0] * NEAR_IN_STRIDES
    return inside | near


def _leave_out_ignored(counts: Tensor, ignored: Objects, grid: Grid) -> None:
    if len(ignored.boxes) == 0:
        return
    which, cell = _candidates(ignored.boxes, grid).nonzero(as_tuple=True)
    counts[ignored.picture[which], cell] = False


def _fit_by_place(objects: Objects, grid: Grid) -> tuple[Tensor, Tensor]:
    """How well a box of the object's size would lie on the cell, less where the cell's map does not suit that size."""
    half = (objects.boxes[:, None, 2:] - objects.boxes[:, None, :2]) / 2
    points = grid.points[None]
    closeness = overlap(torch.cat([points - half, points + half], -1), objects.boxes[:, None])
    side = area(objects.boxes).sqrt()[:, None]
    octaves = torch.log2(side.clamp(min=1) / (grid.strides[None, :, 0] * SUITING_CELLS)).abs()
    fitness = closeness * torch.exp(-LEVEL_SHARPNESS * octaves)
    return fitness, fitness


def _fit_by_answers(scores: Tensor, boxes: Tensor, objects: Objects) -> tuple[Tensor, Tensor]:
    closeness = overlap(boxes[objects.picture], objects.boxes[:, None])
    said = scores.transpose(1, 2)[objects.picture, objects.kinds]
    return said.clamp(min=1e-6) ** SCORE_POWER * closeness**OVERLAP_POWER, closeness


def _best_cells(fitness: Tensor, candidates: Tensor) -> Tensor:
    ranked = torch.where(candidates, fitness + LEAST_FITNESS, torch.zeros_like(fitness))
    _, cells = ranked.topk(min(CELLS_PER_OBJECT, ranked.shape[1]), 1)
    return torch.zeros_like(candidates).scatter_(1, cells, True) & candidates


def _one_object_per_cell(chosen: Tensor, closeness: Tensor, picture: Tensor, pictures: int) -> Tensor:
    """A cell that several objects of its picture want goes to the one whose box it lies closest to."""
    objects, cells = chosen.shape
    claims = torch.where(chosen, closeness, torch.full_like(closeness, -1.0))
    rows = picture[:, None].expand(-1, cells)
    best = torch.full((pictures, cells), -1.0, device=claims.device, dtype=claims.dtype)
    best = best.scatter_reduce(0, rows, claims, "amax")
    held = chosen & (claims >= best[picture])
    # Of equals the first takes it.
    order = torch.arange(objects, device=claims.device)[:, None].expand(-1, cells)
    first = torch.full((pictures, cells), objects, device=claims.device)
    first = first.scatter_reduce(0, rows, torch.where(held, order, objects), "amin")
    return held & (order == first[picture])


def _fill(into: Assignment, chosen: Tensor, fitness: Tensor, closeness: Tensor, objects: Objects, scaled: bool) -> None:
    """The best cell of an object is to promise as much as its box is worth; the others in proportion."""
    fitness = fitness * chosen
    best = fitness.amax(1, keepdim=True).clamp(min=LEAST_FITNESS)
    worth = (closeness * chosen).amax(1, keepdim=True) if scaled else torch.ones_like(best)
    quality = fitness / best * worth
    which, cell = chosen.nonzero(as_tuple=True)
    picture = objects.picture[which]
    into.scores[picture, cell, objects.kinds[which]] = quality[which, cell]
    into.boxes[picture, cell] = objects.boxes[which]
    into.answers[picture, cell] = True
    into.counts[picture, cell] = True
