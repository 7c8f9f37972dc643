"""Where and with how many threads a model runs."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.engines import EngineOptions
from translator.errors import ModelError, UsageError
from translator.i18n import _

_MOST_WORKERS = 16
_CGROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True, slots=True)
class Placement:
    """How CTranslate2 is to be started."""

    device: str
    workers: int
    """Batches decoded side by side (``inter_threads``)."""
    threads: int
    """Threads for each (``intra_threads``)."""
    batch: int
    """Source tokens in one batch at most."""


def place(options: EngineOptions) -> Placement:
    """Choose the device and the threads.

    One thread a batch and one batch a core is faster than the other way round: on two cores 2 x 1 decoded 100
    sentences a second where 1 x 2 decoded 48, because the small matrices of beam search leave threads waiting for
    each other. A batch of 512 tokens was fastest; ``scripts/bench`` measures it again.

    Raises:
        UsageError: an unknown device.
        ModelError: CUDA was asked for and there is none.
    """
    if options.device not in {"auto", "cpu", "cuda"}:
        raise UsageError(
            _("There is no device “{device}”.").format(device=options.device), _("Known: auto, cpu, cuda.")
        )
    if options.device != "cpu" and _gpus():
        return Placement("cuda", 1, 1, 8192)
    if options.device == "cuda":
        raise ModelError(
            _("No GPU that CTranslate2 can use was found."),
            _("Leave --device out, or install the CUDA libraries CTranslate2 asks for."),
        )
    total = options.threads or cores()
    workers = min(total, _MOST_WORKERS)
    return Placement("cpu", workers, max(1, total // workers), 512)


def start(model: Path, placement: Placement, compute_type: str) -> Any:
    """The model in the folder *model* as a ``ctranslate2.Translator``.

    Raises:
        RuntimeError, ValueError, IndexError: as CTranslate2 does, for a damaged model or an unusable GPU.
    """
    import ctranslate2

    loaded = ctranslate2.Translator(
        str(model),
        device=placement.device,
        compute_type=compute_type,
        inter_threads=placement.workers,
        intra_threads=placement.threads,
        max_queued_batches=-1,
    )
    if placement.device == "cuda":
        # CTranslate2 looks for the CUDA libraries when it first computes: better now than in the middle of a book.
        loaded.translate_batch([["<unk>"]], max_decoding_length=1)
    return loaded


def cores() -> int:
    """The cores this process may use: what the scheduler allows it, and a container's limit."""
    try:
        allowed = len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        allowed = os.cpu_count() or 1
    return max(1, min([allowed, *(math.ceil(quota) for quota in _quotas())]))


def _gpus() -> int:
    import ctranslate2

    count: int = ctranslate2.get_cuda_device_count()
    return count


def _quotas() -> list[float]:
    """The limits, in cores, that control groups set on this process (versions 2 and 1)."""
    found = []
    own = _own_group()
    for folder in (own, *own.parents):
        numbers = _numbers(folder / "cpu.max")
        if len(numbers) == 2:
            found.append(numbers[0] / numbers[1])
        if folder == _CGROUPS:
            break
    quota, period = (_numbers(_CGROUPS / "cpu" / f"cpu.cfs_{name}_us") for name in ("quota", "period"))
    if quota and period and quota[0] > 0:
        found.append(quota[0] / period[0])
    return found


def _own_group() -> Path:
    try:
        lines = Path("/proc/self/cgroup").read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return _CGROUPS
    group = next((line[3:] for line in lines if line.startswith("0::")), "/")
    return _CGROUPS / group.strip("/") if ".." not in group else _CGROUPS


def _numbers(path: Path) -> list[float]:
    try:
        return [float(word) for word in path.read_text(encoding="ascii").split()]
    except (OSError, ValueError):  # absent, or "max": no limit
        return []
