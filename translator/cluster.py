"""The same job on many machines: documents through a pool of Ray actors, each with a model of its own.

The driver reads the files and writes the editions; what lies between, the whole pipeline, happens in the actors, and
because a translation does not depend on what else is translated, the result is that of a single machine, in the
same order. An actor that is lost costs the documents it had in work, which another one takes over.

Actors ask a team's memory on a server themselves. Another memory stays with the driver: they get its corrections.
"""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from translator import i18n, image
from translator.document import Document, Edition
from translator.errors import ExitCode, FeatureMissing, TranslatorError, UsageError
from translator.i18n import _
from translator.pipeline import Job, translate_each
from translator.writers.json import from_json, to_json

if TYPE_CHECKING:
    from translator.memory.store import Correction, Store

TOGETHER = 20_000_000
"""Characters of source text in one execution: some 5,000 articles, through which an actor keeps its model."""
_AT_ONCE = 8
"""Documents an actor takes at a time: what is lost with it."""
_PATIENCE = 10.0
"""Seconds to wait for a cluster to take a connection."""


@dataclass(frozen=True, slots=True)
class Task:
    """What every actor must know."""

    job: Job
    memory: str | None
    """The address of a team's memory."""
    corrections: tuple[Correction, ...]
    """What people corrected, where the memory is not on a server."""
    language: str
    """Of notes and messages."""
    fresh: bool = False
    """Compute everything anew, whatever a team's memory holds."""


class ClusterError(TranslatorError):
    """The cluster cannot be reached, or gave up."""

    exit_code = ExitCode.INPUT


class Cluster:
    """A connection to a Ray cluster, or one of this machine's processors; use it in a ``with`` block."""

    def __init__(self, address: str) -> None:
        """Connect to *address*: ``local``, ``ray://HOST:PORT``, or ``HOST:PORT`` on a machine of the cluster.

        Raises:
            UsageError: another address.
            FeatureMissing: Ray is not installed.
            ClusterError: the cluster cannot be reached.
        """
        if address != "local" and not re.fullmatch(r"(ray://)?[\w.\[\]:-]+:\d+", address):
            raise UsageError(
                _("There is no cluster “{address}”.").format(address=address),
                _("Write local, ray://HOST:PORT, or HOST:PORT on a machine of the cluster."),
            )
        # Ray reports its use to its makers unless told not to; nothing here opens a connection unasked.
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        # Under `uv run` Ray would start its workers with uv too, from another folder, and wait for them for ever.
        os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what matters comes as an exception too
        try:
            import ray
        except ImportError as error:
            raise FeatureMissing(
                _("Work on a cluster needs Ray."),
                _("Install it with `{command}`.").format(command="pip install 'ray[client,data]'"),
            ) from error
        self._ray = ray
        quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
        # Named, "local" starts a cluster; unnamed, Ray would join one that runs here, or wait for one that is gone.
        where: dict[str, Any] = {"address": address}
        if address == "local":
            where["include_dashboard"] = False
        try:
            if address != "local":
                _knock(address)
            with _hushed():
                ray.init(**quiet, **where)
        except Exception as error:  # Ray raises many kinds
            raise ClusterError(
                _("The cluster {address} cannot be reached: {reason}.").format(
                    address=address, reason=_first_line(error)
                )
            ) from error

    def __enter__(self) -> Self:
        # Ray prints what its nodes say on standard output, which is for results.
        self._aside = redirect_stdout(sys.stderr)
        self._aside.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ray.shutdown()
        self._aside.__exit__(kind, error, trace)

    def translate(
        self, documents: Sequence[Document], task: Task, tell: Callable[[str], None]
    ) -> Iterator[Edition | TranslatorError]:
        """Translate *documents* and yield what became of each, in order, as soon as it is there.

        *tell* gets what actors have to say about their models and memories, once.

        Raises:
            ClusterError: the cluster failed, and trying again did not help.
        """
        from ray import data

        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.preserve_order = True
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        rows = [{"document": json.dumps(image.encode(one), ensure_ascii=False)} for one in documents]
        workers, needs = self._workers(len(rows))
        made = data.from_items(rows, override_num_blocks=-(-len(rows) // _AT_ONCE)).map_batches(
            _Actor, fn_constructor_args=(self._ray.put(task),), batch_size=None, concurrency=workers, **needs
        )
        told: set[str] = set()
        try:
            for row in made.iter_rows():
                said = json.loads(row["result"])
                for message in [one for one in said["told"] if one not in told]:
                    told.add(message)
                    tell(message)
                yield _result(said)
        except self._ray.exceptions.RayError as error:
            raise ClusterError(
                _("The cluster failed: {reason}.").format(reason=_first_line(error))
            ) from error

    def _workers(self, documents: int) -> tuple[int, dict[str, float]]:
        """How many actors, and what each needs: a GPU where there are any, else a processor."""
        there = self._ray.cluster_resources()
        kind = "GPU" if there.get("GPU", 0) >= 1 else "CPU"
        most = max(1, int(there.get(kind, 1)))
        return min(most, -(-documents // _AT_ONCE)), {f"num_{kind.lower()}s": 1}


@contextmanager
def _hushed() -> Iterator[None]:
    """What Ray's own code writes to the error stream goes nowhere: it says there how it was told to be quiet."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _knock(address: str) -> None:
    """Open and close a connection to *address*: Ray itself takes minutes to find nobody there, and fills the screen."""
    host, _colon, port = address.removeprefix("ray://").rpartition(":")
    socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()


def _first_line(error: Exception) -> str:
    said = str(error).strip()
    return said.splitlines()[0].rstrip(".:") if said else type(error).__name__


def task(job: Job, memory: str | None, store: Store | None, language: str, *, fresh: bool = False) -> Task:
    """What actors must know to do *job*; *store* is the driver's memory, *memory* how it was named."""
    if memory and "://" in memory:
        return Task(job, memory, (), language, fresh)
    return Task(job, None, tuple(store.all_corrections()) if store else (), language)


class _Actor:
    """A process with the models of its job."""

    def __init__(self, held: Any) -> None:
        import ray

        from translator.memory.opening import NOWHERE, open_store
        from translator.memory.sqlite import SqliteStore
        from translator.translating import Engines

        task: Task = ray.get(held)
        i18n.bind(task.language)
        options = task.job.options
        if options.device != "cuda" and not ray.get_gpu_ids():
            options = replace(options, device="cpu", threads=1)  # one processor is this actor's share
        self._job = replace(task.job, options=options)
        self._told: list[str] = []
        tell = self._told.append
        store: Store | None = open_store(task.memory, tell) if task.memory else SqliteStore(NOWHERE)
        if store and task.corrections:
            store.put_corrections(task.corrections)
        self._engines = Engines(task.job.engine, task.job.target, options, store, task.fresh, tell)

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[str]]:
        documents: list[Document] = [image.decode(Document, json.loads(text)) for text in batch["document"]]
        made = translate_each(documents, self._job, self._engines)
        told = [*self._told, *self._engines.remarks()]
        said = [{**_said(one), "told": told} for one in made]
        return {"result": [json.dumps(one, ensure_ascii=False) for one in said]}


def _said(result: Edition | TranslatorError) -> dict[str, Any]:
    if isinstance(result, TranslatorError):
        return {"message": result.message, "hint": result.hint, "status": int(result.exit_code)}
    return {"edition": to_json(result)}


def _result(said: Mapping[str, Any]) -> Edition | TranslatorError:
    if "edition" in said:
        return from_json(said["edition"])
    error = TranslatorError(said["message"], said["hint"])
    error.exit_code = ExitCode(said["status"])
    return error
