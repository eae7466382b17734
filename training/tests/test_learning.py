import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from training.classes import MODEL_CLASSES
from training.data.dataset import read_dataset
from training.data.feeder import Batch
from training.data.pixels import read_pixels
from training.data.targets import targets_of
from training.learning.learner import Learner, network_input
from training.learning.schedule import LAST_RATE, Leg, has_mosaics, lengthened, rate_at
from training.measure.suppression import found_in, overlaps
from training.network.detector import make_detector, parameter_count
from training.network.reading import ReadingDetector
from training.settings import Settings
from training.tests.drawn_set import HEIGHT, WIDTH, draw_set

CPU = torch.device("cpu")


class Learning(unittest.TestCase):
    def test_one_picture_is_learned_by_heart(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            draw_set(Path(folder), 1)
            picture = read_dataset(Path(folder)).pictures[0]
            pixels, targets = read_pixels(picture.file), targets_of(picture.labels)
        twice = np.repeat([0, 1], len(targets.kinds))
        batch = Batch(
            np.stack([pixels, pixels]),
            twice,
            np.concatenate([targets.boxes] * 2),
            np.concatenate([targets.kinds] * 2),
            np.concatenate([targets.ignored] * 2),
        )
        settings = Settings(width=WIDTH, height=HEIGHT, batch=2, by_place_samples=40, rate=3e-3)
        learner = Learner(settings, CPU)
        for module in learner.network.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                # So few steps are too short for an average as slow as that of a real run.
                module.momentum = 0.2
        results = [learner.learn(batch, (Leg(0, 240),)) for _ in range(120)]
        self.assertLess(results[-1].box_loss, results[0].box_loss / 2)
        self.assertLess(results[-1].kind_loss, results[0].kind_loss / 2)
        with torch.no_grad():
            rows = ReadingDetector(learner.average, WIDTH, HEIGHT)(network_input(batch.pixels, CPU))[0].numpy()
        found = found_in(rows, 0.2)
        common = overlaps(targets.boxes, found.boxes)
        self.assertTrue((common.max(1, initial=0) > 0.5).all())
        self.assertEqual(found.kinds[common.argmax(1)].tolist(), targets.kinds.tolist())

    def test_networks_have_the_sizes_that_are_said_of_them(self) -> None:
        for size, millions in (("n", 1), ("s", 4)):
            count = parameter_count(make_detector(size, len(MODEL_CLASSES)))
            self.assertLess(abs(count / 1e6 - millions), millions * 0.15)
        with self.assertRaisesRegex(ValueError, "n, s"):
            make_detector("x", 7)


class Schedule(unittest.TestCase):
    def test_the_rate_rises_stays_and_falls(self) -> None:
        legs = (Leg(0, 100_000),)
        self.assertLess(rate_at(legs, 0), 0.01)
        self.assertEqual(rate_at(legs, 10_000), 1.0)
        self.assertEqual(rate_at(legs, 60_000), 1.0)
        self.assertAlmostEqual(rate_at(legs, 100_000), LAST_RATE)

    def test_mosaics_end_before_the_run_does(self) -> None:
        self.assertTrue(has_mosaics((Leg(0, 1000),), 800))
        self.assertFalse(has_mosaics((Leg(0, 1000),), 900))

    def test_a_longer_run_begins_a_leg_where_it_stands(self) -> None:
        self.assertEqual(lengthened((Leg(0, 100),), 100, 300), (Leg(0, 100), Leg(100, 300)))
        self.assertEqual(lengthened((Leg(0, 100),), 40, 300), (Leg(0, 40), Leg(40, 300)))
        self.assertTrue(has_mosaics(lengthened((Leg(0, 100),), 100, 300), 150))


if __name__ == "__main__":
    unittest.main()
