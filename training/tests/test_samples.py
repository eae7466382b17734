import tempfile
import unittest
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from training.classes import MODEL_CLASSES
from training.data.choice import repeat_factors
from training.data.cropping import Zoom, cut_to, place, placed_pixels, placed_targets
from training.data.dataset import Labels, Picture, read_dataset
from training.data.pixels import read_pixels
from training.data.samples import SampleMaker
from training.data.targets import Targets, targets_of
from training.tests.drawn_set import COLOURS, draw_set

SHOWN = (192, 128)


class Samples(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls._temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls._temporary.cleanup)
        draw_set(Path(cls._temporary.name), 6)
        cls.dataset = read_dataset(Path(cls._temporary.name))

    def _maker(self, seed: int = 1) -> SampleMaker:
        return SampleMaker(self.dataset, *SHOWN, seed, 2**20)

    def test_a_number_gives_the_same_sample_whatever_was_made_before(self) -> None:
        first, second = self._maker(), self._maker()
        for number in range(5):
            first.make(number, mosaics=True)
        one, other = first.make(7, mosaics=True), second.make(7, mosaics=True)
        np.testing.assert_array_equal(one.pixels, other.pixels)
        np.testing.assert_array_equal(one.targets.boxes, other.targets.boxes)
        self.assertFalse(np.array_equal(one.pixels, self._maker(seed=2).make(7, mosaics=True).pixels))

    def test_samples_have_the_size_of_the_input_and_boxes_within_it(self) -> None:
        maker, mosaics = self._maker(), 0
        for number in range(60):
            sample = maker.make(number, mosaics=True)
            self.assertEqual(sample.pixels.shape, (SHOWN[1], SHOWN[0], 3))
            self.assertEqual(sample.pixels.dtype, np.uint8)
            self.assertTrue((sample.targets.boxes >= 0).all())
            self.assertTrue((sample.targets.boxes <= [*SHOWN, *SHOWN]).all())
            mosaics += len(sample.targets.kinds) > len(COLOURS)
        self.assertGreater(mosaics, 0)

    def test_boxes_stay_on_their_objects_wherever_a_picture_is_placed(self) -> None:
        checked = mirrored = 0
        for number in range(80):
            random = np.random.default_rng(number)
            picture = self.dataset.pictures[number % len(self.dataset.pictures)]
            pixels, targets = read_pixels(picture.file), targets_of(picture.labels)
            focus = targets.boxes[0].reshape(2, 2).mean(0) if number % 2 else None
            placement = place(random, (256, 160), SHOWN, Zoom(0.7, 2.0, whole=0.2), focus)
            shown = placed_pixels(random, pixels, placement, SHOWN)
            moved = placed_targets(targets, placement, SHOWN)
            mirrored += placement.mirrored
            for box, kind in zip(moved.boxes, moved.kinds):
                if (box[2:] - box[:2]).min() < 8:
                    continue
                checked += 1
                self._assert_filled(shown, box, COLOURS[MODEL_CLASSES[kind]])
        self.assertGreater(checked, 100)
        self.assertTrue(20 < mirrored < 60)

    def _assert_filled(self, pixels: np.ndarray, box: np.ndarray, colour: tuple[int, int, int]) -> None:
        """The box is full of the object's colour, and a little beyond it there is none."""
        left, top, right, bottom = np.round(box).astype(int)
        near = np.abs(pixels.astype(int) - colour).max(2) < 70
        self.assertGreater(near[top + 2 : bottom - 2, left + 2 : right - 2].mean(), 0.98)
        if right + 3 < SHOWN[0]:
            self.assertLess(near[top + 2 : bottom - 2, right + 2].mean(), 0.1)
        if top > 3:
            self.assertLess(near[top - 3, left + 2 : right - 2].mean(), 0.1)

    def test_a_focus_comes_to_lie_within_what_is_shown(self) -> None:
        focus = np.array([250.0, 4.0])
        for number in range(30):
            at = place(np.random.default_rng(number), (256, 160), SHOWN, Zoom(1.1, 2.6, whole=0.0), focus)
            x, y = focus[0] * at.scale_x + at.left, focus[1] * at.scale_y + at.top
            self.assertTrue(0 <= x <= SHOWN[0] and 0 <= y <= SHOWN[1])

    def test_what_a_window_leaves_little_of_is_ignored_and_what_lies_outside_is_gone(self) -> None:
        boxes = np.array([[0, 0, 10, 10], [-8, 0, 2, 10], [-20, 0, -10, 10]], np.float32)
        cut = cut_to(Targets(boxes, np.array([0, 1, 2]), np.zeros(3, bool)), (0, 0, 100, 100))
        self.assertEqual(cut.kinds.tolist(), [0, 1])
        self.assertEqual(cut.ignored.tolist(), [False, True])
        self.assertEqual(cut.boxes[1].tolist(), [0, 0, 2, 10])

    def test_pictures_of_rare_classes_are_shown_more_often(self) -> None:
        pictures = self.dataset.pictures * 10
        self.assertEqual(set(repeat_factors(pictures)), {1.0})
        without = [_without(picture, "bus") for picture in pictures[1:]]
        factors = repeat_factors((pictures[0], *without))
        self.assertEqual(factors[0], 4.0)
        self.assertEqual(set(factors[1:]), {1.0})


def _without(picture: Picture, name: str) -> Picture:
    labels = picture.labels
    kept = labels.kinds != MODEL_CLASSES.index(name)
    others = {field.name: getattr(labels, field.name)[kept] for field in fields(labels)}
    return replace(picture, labels=Labels(**others))


if __name__ == "__main__":
    unittest.main()
