"""Writes a network as ONNX, with everything in it that turns its answers into boxes and scores."""

from pathlib import Path

import onnx
import torch
from torch import nn

from training.network.reading import ReadingDetector

OPSET = 13
INPUT, OUTPUT = "images", "dets"


def write_graph(network: nn.Module, size: tuple[int, int], file: Path, batch: int | None) -> None:
    """A fixed number of pictures at a time, or any number where `batch` is None."""
    reading = ReadingDetector(network, *size).eval()
    example = torch.rand(batch or 1, 3, size[1], size[0])
    torch.onnx.export(
        reading,
        example,
        str(file),
        opset_version=OPSET,
        input_names=[INPUT],
        output_names=[OUTPUT],
        dynamic_axes={INPUT: {0: "batch"}, OUTPUT: {0: "batch"}} if batch is None else None,
        do_constant_folding=True,
    )
    onnx.checker.check_model(onnx.load(str(file)))


@torch.no_grad()
def write_proof(network: nn.Module, size: tuple[int, int], folder: Path) -> None:
    """Two pictures and what the network says about them here, as raw floats, to compare with what the file says."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = torch.rand(2, 3, size[1], size[0], generator=torch.Generator().manual_seed(1))
    answers = ReadingDetector(network, *size).eval()(pictures)
    pictures.numpy().tofile(folder / "pictures.f32")
    answers.contiguous().numpy().tofile(folder / "answers.f32")
