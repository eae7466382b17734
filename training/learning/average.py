"""A running average of the weights, which is what is measured and shipped: it is calmer than any single step."""

import copy

import torch
from torch import nn


class WeightAverage:
    """Follows a network ever more slowly, until it looks back over about two thousand steps."""

    SLOWEST = 0.9995

    def __init__(self, network: nn.Module) -> None:
        self.network = copy.deepcopy(network).eval()
        for parameter in self.network.parameters():
            parameter.requires_grad_(False)

    @torch.no_grad()
    def follow(self, network: nn.Module, step: int) -> None:
        keep = min(self.SLOWEST, (1 + step) / (20 + step))
        for mine, theirs in zip(self.network.state_dict().values(), network.state_dict().values()):
            if mine.dtype.is_floating_point:
                mine.mul_(keep).add_(theirs, alpha=1 - keep)
            else:
                mine.copy_(theirs)
