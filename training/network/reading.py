"""The detector as the product runs it: boxes in pixels and scores from 0 to 1 come out of the network itself."""

import torch
from torch import Tensor, nn

from training.network.detector import Detector
from training.network.grid import decode_boxes, make_grid


class ReadingDetector(nn.Module):
    """Gives [batch, cells, 4 + classes]: corners in pixels of the input, then one score per class."""

    def __init__(self, detector: Detector, width: int, height: int) -> None:
        super().__init__()
        self.detector = detector
        grid = make_grid(width, height)
        self.register_buffer("centres", grid.centres)
        self.register_buffer("strides", grid.strides)

    def forward(self, pictures: Tensor) -> Tensor:
        raw = self.detector(pictures)
        boxes = decode_boxes(raw[..., :4], self.centres, self.strides)
        return torch.cat([boxes, torch.sigmoid(raw[..., 4:])], -1)
