import sys

import pytest

from benchmarks import map_frames
from tests.workshop.page.conftest import BROWSER


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="There is no Chromium on this machine.")
def test_frames_are_counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["map_frames", "--seconds", "0.5"])
    map_frames.main()
    printed = capsys.readouterr().out
    assert "hexagons" in printed and "boundaries" in printed and "flows" in printed


def test_every_shape_changes_in_every_month() -> None:
    from workshop.data.packing import unpack

    values = unpack(map_frames.data()["hexagons"]["values"])
    assert values.shape == (120, 428) and (values[1:] != values[:-1]).mean() > 0.99
