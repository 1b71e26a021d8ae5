"""QR codes of short addresses (ISO/IEC 18004): bytes, error correction M, versions 1 to 6, up to 106 bytes.

The page draws them itself; nothing is fetched. Versions above 6 need more than an address does.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from workshop.errors import WorkshopError

Bits = npt.NDArray[np.uint8]
# of each version: blocks, data and correction codewords of a block (level M; all blocks are alike)
BLOCKS: Final = ((1, 16, 10), (1, 28, 16), (1, 44, 26), (2, 32, 18), (2, 43, 24), (4, 27, 16))
FIELD: Final = 0x11D  # of the Reed-Solomon code
MASKS: Final = 8
FINDERS: Final = ("10111010000", "00001011101")  # what a reader could take for a finder


def qr(text: str) -> Bits:
    """Return the modules of a code, 1 where dark, without the quiet zone of four around it.

    Raises
    ------
    WorkshopError
        If the text is too long.
    """
    raw = text.encode()
    version = next(
        (v for v, (n, data, _) in enumerate(BLOCKS, 1) if len(raw) + 2 <= n * data), None
    )  # 12 bits of heading
    if version is None:
        raise WorkshopError("ws_wrong", where="QR", what=f"{len(raw)} B")
    grid, fixed = _patterns(version)
    bits = [int(bit) for word in _codewords(raw, version) for bit in f"{word:08b}"]
    _fill(grid, fixed, bits)
    row, column = np.arange(len(grid))[:, None], np.arange(len(grid))[None, :]
    tried = [_masked(grid, fixed, mask, row, column) for mask in range(MASKS)]
    return min(tried, key=_penalty)


def _codewords(raw: bytes, version: int) -> list[int]:
    """Return the data and its correction, the blocks dealt out one codeword each in turn."""
    blocks, data, correction = BLOCKS[version - 1]
    bits = f"0100{len(raw):08b}" + "".join(f"{one:08b}" for one in raw)
    room = 8 * blocks * data
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)]
    words += [(0xEC, 0x11)[i % 2] for i in range(blocks * data - len(words))]
    parts = [words[i * data : (i + 1) * data] for i in range(blocks)]
    more = [_remainder(part, correction) for part in parts]
    dealt = [*zip(*parts, strict=True), *zip(*more, strict=True)]
    return [one for each in dealt for one in each]


def _times(x: int, y: int) -> int:
    """Return a product in the field of 256."""
    found = 0
    for i in range(7, -1, -1):
        found = (found << 1) ^ ((found >> 7) * FIELD)
        found ^= ((y >> i) & 1) * x
    return found


def _remainder(words: list[int], degree: int) -> list[int]:
    """Return the Reed-Solomon correction of a block."""
    divisor, root = [0] * (degree - 1) + [1], 1
    for _ in range(degree):
        for i in range(degree):
            divisor[i] = _times(divisor[i], root) ^ (divisor[i + 1] if i + 1 < degree else 0)
        root = _times(root, 2)
    left = [0] * degree
    for word in words:
        factor = word ^ left.pop(0)
        left.append(0)
        left = [one ^ _times(each, factor) for one, each in zip(left, divisor, strict=True)]
    return left


def _patterns(version: int) -> tuple[Bits, npt.NDArray[np.bool_]]:
    """Return the modules that no text changes, and where they are."""
    size = 17 + 4 * version
    grid, fixed = np.zeros((size, size), dtype=np.uint8), np.zeros((size, size), dtype=np.bool_)
    grid[6, ::2] = grid[::2, 6] = 1
    fixed[6, :] = fixed[:, 6] = True
    ring = np.maximum(*np.abs(np.indices((9, 9)) - 4))  # how far from the middle of a finder
    finder = ((ring != 2) & (ring != 4)).astype(np.uint8)
    for top, left in ((0, 0), (0, size - 8), (size - 8, 0)):
        part = finder[1 if top == 0 else 0 :, 1 if left == 0 else 0 :][:8, :8]
        grid[top : top + 8, left : left + 8] = part
        fixed[top : top + 8, left : left + 8] = True
    if version > 1:
        at = size - 9
        ring = np.maximum(*np.abs(np.indices((5, 5)) - 2))
        grid[at : at + 5, at : at + 5] = ring != 1
        fixed[at : at + 5, at : at + 5] = True
    fixed[8, :9] = fixed[:9, 8] = fixed[8, size - 8 :] = fixed[size - 8 :, 8] = True  # the format
    return grid, fixed


def _zigzag(size: int) -> Iterator[tuple[int, int]]:
    """Yield the places in the order in which bits are laid: two columns at a time, up and down."""
    upwards = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield row, right
            yield row, right - 1
        upwards = not upwards


def _fill(grid: Bits, fixed: npt.NDArray[np.bool_], bits: list[int]) -> None:
    places = [place for place in _zigzag(len(grid)) if not fixed[place]]
    for place, bit in zip(places, bits, strict=False):  # a few places are left over, and light
        grid[place] = bit


def _masked(
    grid: Bits, fixed: npt.NDArray[np.bool_], mask: int, i: npt.NDArray[np.int_], j: npt.NDArray[np.int_]
) -> Bits:
    turned = (
        (i + j) % 2, i % 2, j % 3, (i + j) % 3, (i // 2 + j // 3) % 2, i * j % 2 + i * j % 3,
        (i * j % 2 + i * j % 3) % 2, ((i + j) % 2 + i * j % 3) % 2,
    )[mask] == 0  # fmt: skip
    found: Bits = (grid ^ (turned & ~fixed)).astype(np.uint8)
    _format(found, mask)
    return found


def _format(grid: Bits, mask: int) -> None:
    """Write level M and the mask, twice."""
    value = mask  # level M is 00
    left = value << 10
    for i in range(14, 9, -1):
        left ^= (0x537 << (i - 10)) * ((left >> i) & 1)
    bits = [((value << 10 | left) ^ 0x5412) >> i & 1 for i in range(15)]
    size = len(grid)
    down = [0, 1, 2, 3, 4, 5, 7, 8]
    for i, row in enumerate(down):
        grid[row, 8] = bits[i]
        grid[8, size - 1 - i] = bits[i]
    for i, column in enumerate((7, 5, 4, 3, 2, 1, 0), 8):
        grid[8, column] = bits[i]
        grid[size - 15 + i, 8] = bits[i]
    grid[size - 8, 8] = 1  # always dark


def _penalty(grid: Bits) -> int:
    """Return how hard a code is to read: runs, squares, what looks like a finder, and too much of one."""
    total = 0
    for lines in (grid, grid.T):
        for line in lines:
            edges = [0, *(np.flatnonzero(np.diff(line)) + 1), len(line)]
            total += sum(length - 2 for a, b in pairwise(edges) if (length := int(b - a)) >= 5)
            text = "".join(map(str, line))
            places = range(len(text))
            total += 40 * sum(text.startswith(looks, k) for looks in FINDERS for k in places)
    same = (grid[:-1, :-1] == grid[1:, :-1]) & (grid[:-1, :-1] == grid[:-1, 1:])
    total += 3 * int((same & (grid[:-1, :-1] == grid[1:, 1:])).sum())
    return total + 10 * int(abs(grid.mean() - 0.5) * 20)
