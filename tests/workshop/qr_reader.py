"""A reader of QR codes that checks what the standard asks."""

import numpy as np
import numpy.typing as npt

# blocks, and data codewords of each, at level M (ISO/IEC 18004, table 9)
SHAPES = {
    21: (1, 16, 26), 25: (1, 28, 44), 29: (1, 44, 70), 33: (2, 32, 50), 37: (2, 43, 67), 41: (4, 27, 43),
}  # fmt: skip
EXP = [1]
for _ in range(254):
    EXP.append(EXP[-1] << 1 if EXP[-1] < 128 else (EXP[-1] << 1) ^ 0x11D)
LOG = {value: i for i, value in enumerate(EXP)}
ROWS = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")
FINDER = np.array([[int(c) for c in row] for row in ROWS])


def read(grid: npt.NDArray[np.uint8]) -> str:
    """Return the text of a code; everything the standard lays down is asserted on the way."""
    size = len(grid)
    for part in (grid[:7, :7], grid[:7, -7:], grid[-7:, :7]):
        assert (part == FINDER).all()
    for light in (grid[7, :8], grid[:8, 7], grid[7, -8:], grid[:8, -8], grid[-8, :8], grid[-8:, 7]):
        assert not light.any()
    assert (grid[6, 8:-8] == np.arange(size)[8:-8] % 2 ^ 1).all() and grid[-8, 8] == 1
    told = [*(grid[8, k] for k in (0, 1, 2, 3, 4, 5, 7, 8)), *(grid[k, 8] for k in (7, 5, 4, 3, 2, 1, 0))]
    again = [*(grid[size - 1 - k, 8] for k in range(7)), *(grid[8, size - 8 + k] for k in range(8))]
    assert told == again
    word = int("".join(map(str, told)), 2) ^ 0b101010000010010
    assert word >> 13 == 0, "level M"
    left = word
    while left.bit_length() > 10:
        left ^= 0b10100110111 << (left.bit_length() - 11)
    assert left == 0, "the format's own correction"
    mask = word >> 10 & 7
    taken = np.zeros((size, size), dtype=bool)
    taken[:9, :9] = taken[:9, -8:] = taken[-8:, :9] = True
    taken[6, :] = taken[:, 6] = True
    if size > 21:
        taken[-9:-4, -9:-4] = True
    bits = []
    column, up = size - 1, True
    while column > 0:
        column -= column == 6
        for row in range(size)[:: -1 if up else 1]:
            for x in (column, column - 1):
                if not taken[row, x]:
                    y = row
                    flips = [(y + x) % 2, y % 2, x % 3, (y + x) % 3, (y // 2 + x // 3) % 2,
                             (y * x) % 2 + (y * x) % 3, ((y * x) % 2 + (y * x) % 3) % 2,
                             ((y + x) % 2 + (y * x) % 3) % 2]  # fmt: skip
                    bits.append(int(grid[row, x]) ^ (flips[mask] == 0))
        column, up = column - 2, not up
    words = [int("".join(map(str, bits[i : i + 8])), 2) for i in range(0, len(bits) // 8 * 8, 8)]
    blocks, data, whole = SHAPES[size]
    assert len(words) == blocks * whole
    text: list[int] = []
    for k in range(blocks):
        block = words[k : blocks * data : blocks] + words[blocks * data + k :: blocks]
        for root in range(whole - data):  # a whole block is zero at every root of the generator
            value = 0
            for one in block:
                value = (EXP[(LOG[value] + root) % 255] if value else 0) ^ one
            assert value == 0
        text += block[:data]
    stream = "".join(f"{one:08b}" for one in text)
    assert stream[:4] == "0100"
    length = int(stream[4:12], 2)
    assert stream[12 + 8 * length :][:4] in ("0000", "000", "00", "0", "")
    return bytes(int(stream[12 + 8 * i :][:8], 2) for i in range(length)).decode()
