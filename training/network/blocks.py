"""The parts that the network is built of."""

import torch
from torch import Tensor, nn


class ConvolutionUnit(nn.Module):
    """Convolution, normalisation and a rectifier, which inference engines fuse into one step.

    The rectifier is plain ReLU: smoother ones cost a processor without vector exponentials more than they bring.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1, groups: int = 1) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        # Batches are small: a slow average keeps the statistics steady.
        self.normalisation = nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03)
        self.rectifier = nn.ReLU(inplace=True)

    def forward(self, features: Tensor) -> Tensor:
        return self.rectifier(self.normalisation(self.convolution(features)))


class SeparableUnit(nn.Module):
    """A wide look at each channel alone, then a mix of all channels: much reach for few multiplications."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 5, stride: int = 1) -> None:
        super().__init__()
        self.look = ConvolutionUnit(inputs, inputs, kernel, stride, groups=inputs)
        self.mix = ConvolutionUnit(inputs, outputs, 1)

    def forward(self, features: Tensor) -> Tensor:
        return self.mix(self.look(features))


class ResidualUnit(nn.Module):
    """Two convolutions beside a short cut."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = ConvolutionUnit(channels, channels)
        self.second = ConvolutionUnit(channels, channels)

    def forward(self, features: Tensor) -> Tensor:
        return features + self.second(self.first(features))


class SplitStage(nn.Module):
    """Half of the channels pass residual units; what each of them says is kept and mixed at the end."""

    def __init__(self, channels: int, depth: int) -> None:
        super().__init__()
        self.half = channels // 2
        self.enter = ConvolutionUnit(channels, channels, 1)
        self.units = nn.ModuleList(ResidualUnit(self.half) for _ in range(depth))
        self.leave = ConvolutionUnit(channels + self.half * depth, channels, 1)

    def forward(self, features: Tensor) -> Tensor:
        parts = list(self.enter(features).split(self.half, 1))
        for unit in self.units:
            parts.append(unit(parts[-1]))
        return self.leave(torch.cat(parts, 1))


class PooledContext(nn.Module):
    """Shows every place of the coarsest map what surrounds it, at three growing distances."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        half = channels // 2
        self.enter = ConvolutionUnit(channels, half, 1)
        self.pool = nn.MaxPool2d(5, 1, 2)
        self.leave = ConvolutionUnit(half * 4, channels, 1)

    def forward(self, features: Tensor) -> Tensor:
        near = self.enter(features)
        further = self.pool(near)
        far = self.pool(further)
        return self.leave(torch.cat([near, further, far, self.pool(far)], 1))
