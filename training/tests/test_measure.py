import unittest

import numpy as np

from training.measure.average_precision import average_precisions, best_threshold, judge
from training.measure.suppression import found_in

TRUTH = np.array([[0, 0, 10, 10], [20, 0, 30, 10]], np.float32)
NONE_IGNORED = np.zeros(2, bool)
ELSEWHERE = [50.0, 50, 60, 60]


def found(*boxes: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """Boxes with falling scores 0.9, 0.8 and so on."""
    return np.array(boxes, np.float32).reshape(-1, 4), 0.9 - 0.1 * np.arange(len(boxes))


class AveragePrecision(unittest.TestCase):
    def test_right_wrong_right_by_hand(self) -> None:
        """Precision is 1 up to a recall of one half (steps 0.00 to 0.50: 51 of 101), then 2/3 (50 of 101)."""
        boxes, scores = found([0, 0, 10, 10], ELSEWHERE, [20, 0, 30, 10])
        each = average_precisions([judge(boxes, scores, TRUTH, NONE_IGNORED)])
        assert each is not None
        np.testing.assert_allclose(each, (51 + 50 * 2 / 3) / 101, atol=1e-9)

    def test_a_box_that_lies_badly_is_right_only_where_little_is_asked(self) -> None:
        """Nine tenths of an overlap of 0.81: right up to a least overlap of 0.80, which are seven of ten."""
        boxes, scores = found([0, 0, 10, 8.1], [20, 0, 30, 10])
        each = average_precisions([judge(boxes, scores, TRUTH, NONE_IGNORED)])
        assert each is not None
        np.testing.assert_allclose(each[:7], 1.0)
        # The wrong one comes first: half of what there is, at a precision of one half.
        np.testing.assert_allclose(each[7:], 51 * 0.5 / 101)

    def test_a_second_box_on_an_object_is_wrong(self) -> None:
        boxes, scores = found([0, 0, 10, 10], [0, 0, 10, 10])
        verdicts = judge(boxes, scores, TRUTH, NONE_IGNORED)
        self.assertEqual(verdicts.right[0].tolist(), [True, False])
        self.assertTrue(verdicts.counts.all())

    def test_what_is_ignored_is_neither_right_nor_wrong_however_often_it_is_found(self) -> None:
        boxes, scores = found([0, 0, 10, 10], [1, 0, 10, 10], [20, 0, 30, 10])
        verdicts = judge(boxes, scores, TRUTH, np.array([True, False]))
        self.assertEqual(verdicts.counts[0].tolist(), [False, False, True])
        self.assertEqual(verdicts.wanted, 1)
        each = average_precisions([verdicts])
        assert each is not None
        np.testing.assert_allclose(each, 1.0)

    def test_nothing_to_find_is_no_zero_and_nothing_found_is_one(self) -> None:
        boxes, scores = found()
        empty = np.zeros((0, 4), np.float32)
        self.assertIsNone(average_precisions([judge(boxes, scores, empty, np.zeros(0, bool))]))
        each = average_precisions([judge(boxes, scores, TRUTH, NONE_IGNORED)])
        assert each is not None
        self.assertEqual(each.tolist(), [0.0] * 10)

    def test_pictures_are_ranked_together(self) -> None:
        first = judge(*found([0, 0, 10, 10]), TRUTH[:1], NONE_IGNORED[:1])
        boxes, _ = found(ELSEWHERE, [0, 0, 10, 10])
        second = judge(boxes, np.array([0.95, 0.5]), TRUTH[:1], NONE_IGNORED[:1])
        each = average_precisions([first, second])
        assert each is not None
        # Wrong at .95, right at .9, right at .5: precision 2/3 everywhere once made monotonous.
        np.testing.assert_allclose(each, 2 / 3)

    def test_the_best_threshold_leaves_out_what_only_harms(self) -> None:
        boxes, scores = found([0, 0, 10, 10], [20, 0, 30, 10], ELSEWHERE, ELSEWHERE)
        self.assertAlmostEqual(best_threshold([judge(boxes, scores, TRUTH, NONE_IGNORED)]), 0.8)


class Suppression(unittest.TestCase):
    def _kept(self, *rows: list[float]) -> list[float]:
        return [round(float(score), 2) for score in found_in(np.array(rows, np.float32), 0.1).scores]

    def test_of_doubles_of_a_class_the_better_one_stays(self) -> None:
        weak, strong, apart = [0, 0, 10, 10, 0.5, 0], [0, 3, 10, 13, 0.8, 0], [40, 0, 50, 10, 0.3, 0]
        self.assertEqual(self._kept(weak, strong, apart), [0.8, 0.3])

    def test_two_classes_may_overlap_unless_one_lies_in_the_other(self) -> None:
        self.assertEqual(self._kept([0, 0, 10, 10, 0.5, 0], [0, 4, 10, 14, 0, 0.8]), [0.8, 0.5])
        self.assertEqual(self._kept([2, 2, 6, 6, 0.5, 0], [0, 0, 10, 10, 0, 0.8]), [0.8])

    def test_what_is_weaker_than_the_floor_is_left_out(self) -> None:
        self.assertEqual(self._kept([0, 0, 10, 10, 0.09, 0.02]), [])


if __name__ == "__main__":
    unittest.main()
