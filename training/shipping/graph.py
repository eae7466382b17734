"""Writes a network as ONNX, with everything in it that turns its answers into boxes and scores."""

from pathlib import Path

import onnx
import torch
from torch import nn

from training.network.reading import ReadingDetector

OPSET = 13
INPUT, OUTPUT = "images", "dets"
#: Under this name a graph says which weights it was written from.
WEIGHTS_KEY = "weights-sha256"


def write_graph(network: nn.Module, size: tuple[int, int], file: Path, batch: int | None, origin: str) -> None:
    """For a fixed number of pictures at a time, or any where `batch` is None. `origin` is the hash of the weights."""
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
    model = onnx.load(str(file))
    onnx.helper.set_model_props(model, {WEIGHTS_KEY: origin})
    onnx.checker.check_model(model)
    onnx.save(model, str(file))


def origin_of(file: Path) -> str:
    """The hash of the weights that a graph was written from; empty where it does not say."""
    told = {one.key: one.value for one in onnx.load(str(file)).metadata_props}
    return told.get(WEIGHTS_KEY, "")


@torch.no_grad()
def write_proof(network: nn.Module, size: tuple[int, int], folder: Path) -> None:
    """Two pictures and what the network says about them here, as raw floats, to compare with what the file says."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = torch.rand(2, 3, size[1], size[0], generator=torch.Generator().manual_seed(1))
    answers = ReadingDetector(network, *size).eval()(pictures)
    pictures.numpy().tofile(folder / "pictures.f32")
    answers.contiguous().numpy().tofile(folder / "answers.f32")
