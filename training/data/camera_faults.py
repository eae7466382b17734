"""What cameras, lenses and networks do to a picture. Rendered pictures are cleaner than any real one: a network that
only saw those would take compression and noise for road users.

Everything works on bytes, and all changes of tone are joined into one table, because two cores have to keep up.
"""

import cv2
import numpy as np

#: Noise is cut out of one large sheet at a random place; drawing new numbers for every picture would take longer than
#: everything else together. Grey 128 means no noise.
SHEET_SPREAD = 32.0
SHEET_SIZE = 1024


class NoiseSheets:
    """The sheets from which noise is cut: fine and grey, and coarse and coloured."""

    def __init__(self) -> None:
        random = np.random.default_rng(0)
        fine = random.normal(128, SHEET_SPREAD, (SHEET_SIZE, SHEET_SIZE)).clip(0, 255).astype(np.uint8)
        self._fine = cv2.merge([fine, fine, fine])
        half = random.normal(128, SHEET_SPREAD * 1.6, (SHEET_SIZE // 2, SHEET_SIZE // 2, 3)).clip(0, 255)
        self._coarse = cv2.resize(half.astype(np.uint8), (SHEET_SIZE, SHEET_SIZE), interpolation=cv2.INTER_LINEAR)

    def cut(self, random: np.random.Generator, width: int, height: int, coloured: bool) -> np.ndarray:
        sheet = self._coarse if coloured else self._fine
        left, top = random.integers(0, SHEET_SIZE - width), random.integers(0, SHEET_SIZE - height)
        return sheet[top : top + height, left : left + width]


def with_camera_faults(random: np.random.Generator, pixels: np.ndarray, sheets: NoiseSheets) -> np.ndarray:
    """A picture as some camera would have sent it."""
    pixels = _with_colours(random, pixels)
    tones = _tones(random)
    if tones is not None:
        pixels = cv2.LUT(pixels, tones)
    if random.random() < 0.08:
        pixels = _with_haze(random, pixels)
    pixels = _with_lens(random, pixels)
    pixels = _with_noise(random, pixels, sheets)
    if random.random() < 0.2:
        pixels = _through_fewer_pixels(random, pixels)
    if random.random() < 0.55:
        pixels = _through_jpeg(random, pixels)
    return pixels


def _with_colours(random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
    """Paler colours, down to the grey of night cameras, and a white that is not quite white."""
    if random.random() < 0.2:
        return pixels
    saturation = 0.0 if random.random() < 0.12 else random.uniform(0.15, 1.2)
    grey = np.full((3, 3), (1 - saturation) / 3)
    white = random.uniform(0.9, 1.1, (3, 1)) if saturation > 0 else 1.0
    return cv2.transform(pixels, (grey + saturation * np.eye(3)) * white)


def _tones(random: np.random.Generator) -> np.ndarray | None:
    """Exposure, contrast and gamma, or the dark picture of a night camera, as one table."""
    tones = np.arange(256, dtype=np.float64)
    chance = random.random()
    if chance < 0.12:
        tones = 255 * (tones / 255) ** random.uniform(1.2, 2.2) * random.uniform(0.35, 0.9) + random.uniform(0, 14)
    elif chance < 0.8:
        middle = random.uniform(90, 140)
        tones = (tones - middle) * random.uniform(0.55, 1.3) + middle + random.uniform(-35, 45)
        if random.random() < 0.5:
            tones = 255 * (tones.clip(0, 255) / 255) ** random.uniform(0.6, 1.6)
    else:
        return None
    return tones.clip(0, 255).astype(np.uint8)


def _with_haze(random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
    """A veil that is thicker towards the top, where the road is farthest away."""
    height, width = pixels.shape[:2]
    thickness = np.linspace(random.uniform(0.2, 0.7), random.uniform(0.0, 0.2), height, dtype=np.float32)
    veil = np.full_like(pixels, int(random.uniform(130, 230)))
    thick = np.repeat(thickness[:, None], width, axis=1)
    return cv2.blendLinear(veil, pixels, thick, 1 - thick)


def _with_lens(random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
    """Out of focus, shaken, or sharpened by the camera."""
    chance = random.random()
    if chance < 0.25:
        return cv2.GaussianBlur(pixels, (5, 5), random.uniform(0.4, 1.4))
    if chance < 0.32:
        length = int(random.choice([3, 5]))
        kernel = np.full((1, length) if random.random() < 0.5 else (length, 1), 1 / length, np.float32)
        return cv2.filter2D(pixels, -1, kernel)
    if chance < 0.45:
        amount = random.uniform(0.3, 1.2)
        return cv2.addWeighted(pixels, 1 + amount, cv2.GaussianBlur(pixels, (5, 5), 1.2), -amount, 0)
    return pixels


def _with_noise(random: np.random.Generator, pixels: np.ndarray, sheets: NoiseSheets) -> np.ndarray:
    if random.random() < 0.45:
        return pixels
    height, width = pixels.shape[:2]
    strength = random.uniform(1, 12) / SHEET_SPREAD
    sheet = sheets.cut(random, width, height, coloured=bool(random.random() < 0.35))
    return cv2.addWeighted(pixels, 1, sheet, strength, -128 * strength)


def _through_fewer_pixels(random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
    height, width = pixels.shape[:2]
    share = random.uniform(0.45, 0.85)
    fewer = cv2.resize(pixels, (int(width * share), int(height * share)), interpolation=cv2.INTER_AREA)
    return cv2.resize(fewer, (width, height), interpolation=cv2.INTER_LINEAR)


def _through_jpeg(random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
    _, packed = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(15, 80))])
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)
