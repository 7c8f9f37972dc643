"""The fault campaign, shortened: whatever breaks, nothing finished is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

import fault_campaign


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("faults")
        for name in ("DATA", "CACHE", "CONFIG"):
            patch.setenv(f"TRANSLATOR_{name}_DIR", str(folder / name.lower()))
        made = fault_campaign.Ground(folder, files=2, sentences=24)
        made.prepare()
        yield made


@pytest.mark.slow
@pytest.mark.starter
def test_kill_at_random_points_loses_nothing(ground: fault_campaign.Ground) -> None:
    assert fault_campaign.kills(ground, times=5, seed=7) == 0


@pytest.mark.slow
@pytest.mark.starter
@pytest.mark.parametrize("name", list(fault_campaign.FAULTS))
def test_a_fault_loses_nothing(ground: fault_campaign.Ground, name: str) -> None:
    assert fault_campaign.FAULTS[name](ground) == 0
