import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.data.packing import pack, pack_small, unpack

VALUES = st.lists(st.one_of(st.floats(-1e6, 1e6, width=32), st.just(float("nan"))), min_size=1, max_size=40)


@given(VALUES)
def test_small_packing_gives_back_every_value_to_a_step(values: list[float]) -> None:
    packed = pack_small(values)
    found = unpack(packed)
    asked = np.array(values)
    assert np.array_equal(np.isnan(found), np.isnan(asked))
    known = ~np.isnan(asked)
    assert (np.abs(found - asked)[known] <= packed["factor"] / 2 * (1 + 1e-9) + 1e-12).all()


@given(VALUES)
def test_floats_keep_their_bits(values: list[float]) -> None:
    found = unpack(pack(values, "float32"))
    assert np.array_equal(found, np.array(values, dtype=np.float32).astype(np.float64), equal_nan=True)


def test_whole_numbers_are_exact_and_little_endian() -> None:
    packed = pack_small([[0, 1], [258, 300]])
    assert packed["dtype"] == "uint16" and packed["shape"] == [2, 2] and packed["factor"] == 1.0
    assert base64.b64decode(packed["data"])[4:6] == b"\x02\x01"


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit in uint16"):
        pack([70000], "uint16")
    with pytest.raises(ValueError, match="does not fit"):
        pack([-1], "uint8")


def test_an_empty_array_is_packed() -> None:
    assert unpack(pack_small(np.zeros((0, 3)))).shape == (0, 3)
