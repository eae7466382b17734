"""Cells of the network's three maps, and boxes read from what it says about them."""

from dataclasses import dataclass

import torch
from torch import Tensor

STRIDES: tuple[int, ...] = (8, 16, 32)

#: Sizes are told as logarithms of cells; what lies outside would only overflow.
SMALLEST_LOGARITHM, LARGEST_LOGARITHM = -4.0, 6.0


@dataclass(frozen=True)
class Grid:
    """All cells, finest map first, row by row: the order in which the network speaks of them."""

    #: [cells, 2], in cells of their own map.
    centres: Tensor
    #: [cells, 1], pixels.
    strides: Tensor

    @property
    def points(self) -> Tensor:
        """The middle of each cell in pixels of the input."""
        return self.centres * self.strides

    def to(self, device: torch.device) -> "Grid":
        return Grid(self.centres.to(device), self.strides.to(device))


def make_grid(width: int, height: int) -> Grid:
    """The cells of an input of this size, whose sides must be divisible by the coarsest stride."""
    if width % STRIDES[-1] or height % STRIDES[-1]:
        raise ValueError(f"an input of {width}x{height} does not fit: both sides must be multiples of {STRIDES[-1]}")
    centres, strides = [], []
    for stride in STRIDES:
        down, across = torch.meshgrid(torch.arange(height // stride), torch.arange(width // stride), indexing="ij")
        centres.append(torch.stack([across, down], -1).reshape(-1, 2).float() + 0.5)
        strides.append(torch.full((centres[-1].shape[0], 1), float(stride)))
    return Grid(torch.cat(centres), torch.cat(strides))


def decode_boxes(shapes: Tensor, centres: Tensor, strides: Tensor) -> Tensor:
    """Corners in pixels from [..., cells, 4]: offset of the middle in cells, logarithm of the size in cells."""
    middle = (shapes[..., :2] + centres) * strides
    half = torch.exp(shapes[..., 2:4].clamp(SMALLEST_LOGARITHM, LARGEST_LOGARITHM)) * strides / 2
    return torch.cat([middle - half, middle + half], -1)
