"""The detector: a small convolutional network without anchors, made for two processor cores."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate

from training.network.blocks import ConvolutionUnit, PooledContext, SeparableUnit, SplitStage
from training.network.grid import STRIDES


@dataclass(frozen=True)
class Size:
    """How wide and how deep a network is."""

    #: Channels at strides 2, 4, 8, 16 and 32.
    widths: tuple[int, int, int, int, int]
    #: Residual units at strides 4, 8, 16 and 32.
    depths: tuple[int, int, int, int]
    #: Channels of the maps that boxes are read from.
    neck: int


SIZES: dict[str, Size] = {
    # About 1 M parameters: for processors.
    "n": Size((16, 32, 64, 128, 176), (1, 2, 2, 1), 64),
    # About 4 M parameters.
    "s": Size((24, 64, 128, 256, 320), (1, 2, 2, 1), 128),
}

#: A picture of a road shows about this many road users; new networks begin by expecting so many.
USUAL_COUNT = 10


class Backbone(nn.Module):
    """From pixels to features at strides 8, 16 and 32."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        first, second, third, fourth, fifth = size.widths
        self.enter = nn.Sequential(ConvolutionUnit(3, first, stride=2), ConvolutionUnit(first, second, stride=2))
        self.fine = SplitStage(second, size.depths[0])
        self.to_eight = nn.Sequential(ConvolutionUnit(second, third, stride=2), SplitStage(third, size.depths[1]))
        self.to_sixteen = nn.Sequential(ConvolutionUnit(third, fourth, stride=2), SplitStage(fourth, size.depths[2]))
        self.to_thirty_two = nn.Sequential(
            ConvolutionUnit(fourth, fifth, stride=2), SplitStage(fifth, size.depths[3]), PooledContext(fifth)
        )

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        eight = self.to_eight(self.fine(self.enter(pictures)))
        sixteen = self.to_sixteen(eight)
        return eight, sixteen, self.to_thirty_two(sixteen)


class Neck(nn.Module):
    """Carries what the coarse maps know down to the fine ones, and back up again."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        width = size.neck
        self.enter = nn.ModuleList(ConvolutionUnit(inputs, width, 1) for inputs in size.widths[2:])
        self.down_to_sixteen = SeparableUnit(width, width)
        self.down_to_eight = SeparableUnit(width, width)
        self.eight_to_sixteen = SeparableUnit(width, width, stride=2)
        self.sixteen_to_thirty_two = SeparableUnit(width, width, stride=2)
        self.up_at_sixteen = SeparableUnit(width, width)
        self.up_at_thirty_two = SeparableUnit(width, width)

    def forward(self, features: tuple[Tensor, Tensor, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        eight, sixteen, thirty_two = (enter(one) for enter, one in zip(self.enter, features))
        sixteen = self.down_to_sixteen(sixteen + _doubled(thirty_two))
        eight = self.down_to_eight(eight + _doubled(sixteen))
        sixteen = self.up_at_sixteen(sixteen + self.eight_to_sixteen(eight))
        thirty_two = self.up_at_thirty_two(thirty_two + self.sixteen_to_thirty_two(sixteen))
        return eight, sixteen, thirty_two


class Head(nn.Module):
    """Reads one map: shape of a box and class scores for every cell, each on its own way."""

    def __init__(self, width: int, classes: int, stride: int) -> None:
        super().__init__()
        self.shape = _branch(width, 4)
        self.kind = _branch(width, classes)
        self._begin(classes, stride)

    def _begin(self, classes: int, stride: int) -> None:
        """Begins with boxes of a few cells and with scores as rare as road users are, so that early steps are calm."""
        cells = 640 * 352 / stride**2
        nn.init.constant_(self.kind[-1].bias, math.log(USUAL_COUNT / classes / cells))
        nn.init.normal_(self.shape[-1].weight, std=0.01)
        with torch.no_grad():
            self.shape[-1].bias.copy_(torch.tensor([0.0, 0.0, 1.0, 1.0]))

    def forward(self, features: Tensor) -> Tensor:
        return torch.cat([self.shape(features), self.kind(features)], 1).flatten(2)


class Detector(nn.Module):
    """Pictures [batch, 3, height, width], BGR from 0 to 1, to [batch, cells, 4 + classes] as yet undecoded."""

    def __init__(self, size: Size, classes: int) -> None:
        super().__init__()
        self.backbone = Backbone(size)
        self.neck = Neck(size)
        self.heads = nn.ModuleList(Head(size.neck, classes, stride) for stride in STRIDES)

    def forward(self, pictures: Tensor) -> Tensor:
        maps = self.neck(self.backbone(pictures))
        return torch.cat([head(one) for head, one in zip(self.heads, maps)], 2).transpose(1, 2)


def make_detector(size: str, classes: int) -> Detector:
    if size not in SIZES:
        raise ValueError(f"there is no network of size '{size}': choose one of {', '.join(SIZES)}")
    return Detector(SIZES[size], classes)


def parameter_count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def _branch(width: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(SeparableUnit(width, width), SeparableUnit(width, width), nn.Conv2d(width, outputs, 1))


def _doubled(features: Tensor) -> Tensor:
    return interpolate(features, scale_factor=2.0, mode="nearest")
