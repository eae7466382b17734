"""A data set of coloured rectangles on grey roads: too simple to be of use, but really learned from.

    python3 -m training.tests.drawn_set DIR --pictures 8
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

WIDTH, HEIGHT = 256, 160
#: One colour for each class, so that it can be told from its pixels.
COLOURS = {"car": (0, 0, 230), "bus": (0, 230, 0), "pedestrian": (230, 0, 0)}
SIZES = {"car": (40, 24), "bus": (80, 44), "pedestrian": (12, 30)}


def draw_set(folder: Path, pictures: int, first: int = 0) -> None:
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    head = {"format": 1, "width": WIDTH, "height": HEIGHT, "simulator": "drawn"}
    (folder / "set.json").write_text(json.dumps(head))
    with (folder / f"labels-{first}.jsonl").open("w") as labels:
        for seed in range(first, first + pictures):
            labels.write(json.dumps(_draw(folder, seed)) + "\n")


def _draw(folder: Path, seed: int) -> dict:
    random = np.random.default_rng(seed)
    pixels = np.full((HEIGHT, WIDTH, 3), 110, np.uint8)
    objects = []
    for at, kind in enumerate(random.permutation(list(COLOURS))):
        width, height = SIZES[kind]
        # A third of the picture for each, so that none hides another.
        left = int(random.integers(at * WIDTH // 3, (at + 1) * WIDTH // 3 - width + 1))
        top = int(random.integers(20, HEIGHT - height - 20))
        box = [left, top, left + width, top + height]
        pixels[box[1] : box[3], box[0] : box[2]] = COLOURS[kind]
        objects.append(_object(str(kind), box))
    name = f"s{seed:06d}-f0.jpg"
    cv2.imwrite(str(folder / "pictures" / name), pixels, [cv2.IMWRITE_JPEG_QUALITY, 95])
    return {"picture": name, "scene": "drawn", "light": "day", "weather": "clear", "seed": seed, "objects": objects}


def _object(kind: str, box: list[int]) -> dict:
    pixels = (box[2] - box[0]) * (box[3] - box[1])
    return {"class": kind, "box": box, "visibleBox": box, "visibleShare": 1, "inPicture": 1, "pixels": pixels}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pictures", type=int, default=8)
    given = parser.parse_args()
    draw_set(given.folder, given.pictures)
