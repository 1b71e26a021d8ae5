"""Arrays on their way to the page: whole numbers of two bytes where they suffice, in base64."""

import base64
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

Dtype = Literal["uint8", "uint16", "int16", "float32"]
# what stands for no figure
MISSING: Final[dict[str, int]] = {"uint16": 65535, "int16": -32768, "uint8": 255}
LIMITS: Final[dict[str, tuple[int, int]]] = {
    "uint16": (0, 65534), "int16": (-32767, 32767), "uint8": (0, 254),
}  # fmt: skip


def pack(values: npt.ArrayLike, dtype: Dtype = "float32", factor: float = 1.0) -> dict[str, Any]:
    """Return an array as plain data; the page multiplies what it reads by `factor`.

    Parameters
    ----------
    values : array
        NaN where there is no figure.
    dtype : str
    factor : float
        The step of a whole-number type; values are rounded to it.

    Raises
    ------
    ValueError
        If a value does not fit.
    """
    found = np.asarray(values, dtype=np.float64)
    if dtype == "float32":
        raw: npt.NDArray[Any] = found.astype("<f4")
    else:
        known = np.isfinite(found)
        steps = np.rint(np.where(known, found, 0.0) / factor)
        low, high = LIMITS[dtype]
        if steps.size and (steps.min() < low or steps.max() > high):
            raise ValueError(f"a value does not fit in {dtype} with steps of {factor:g}")
        raw = np.where(known, steps, MISSING[dtype]).astype(np.dtype(dtype).newbyteorder("<"))
    data = base64.b64encode(raw.tobytes()).decode("ascii")
    return {
        "dtype": dtype,
        "shape": list(found.shape),
        "factor": factor if dtype != "float32" else 1.0,
        "data": data,
    }


def pack_small(values: npt.ArrayLike, steps: int = 30000) -> dict[str, Any]:
    """Return an array in two bytes a value, with a step fine enough for the largest of them."""
    found = np.asarray(values, dtype=np.float64)
    known = found[np.isfinite(found)]
    largest = float(np.abs(known).max()) if known.size else 0.0
    whole = bool((known == np.rint(known)).all()) and largest <= steps
    factor = 1.0 if whole else largest / steps
    signed = bool(known.size and known.min() < 0)
    return pack(found, "int16" if signed else "uint16", factor or 1.0)


def unpack(packed: dict[str, Any]) -> npt.NDArray[np.float64]:
    """Return the array again, NaN where there is no figure."""
    dtype = np.dtype(str(packed["dtype"])).newbyteorder("<")
    raw = np.frombuffer(base64.b64decode(packed["data"]), dtype=dtype).reshape(packed["shape"])
    values = raw.astype(np.float64)
    if packed["dtype"] in MISSING:
        values = np.where(raw == MISSING[packed["dtype"]], np.nan, values * packed["factor"])
    return values
