"""Fetching files from servers that may be slow, broken or wrong: mirrors, resume, limits, and whole sentences.

What is half fetched stays, with a note of which version of which file it is a part of.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from translator.errors import DeliveryError, ModelError
from translator.i18n import _
from translator.models import web
from translator.models.web import PATIENCE, Patience

if TYPE_CHECKING:
    import httpx

Progress = Callable[[int, int], None]
"""Called with (bytes here, bytes in all); the second is 0 while it is not known."""
Check = Callable[[Path], None]
"""Raises a :class:`ModelError` when a finished download is not what was wanted."""


def download(
    name: str, links: Sequence[str], part: Path, check: Check, *,
    progress: Progress | None = None, patience: Patience = PATIENCE,
) -> str:  # fmt: skip
    """Fetch one of *links* into the file *part*, going on where an earlier attempt stopped; returns the link used.

    A file that fails *check* is thrown away and the next mirror is asked. When all fail, what came of the last
    attempt stays in *part* for the next call.

    Raises:
        DeliveryError: no mirror gave a file that passes *check* (the message says what each of them did), or there
            is no room for it.
    """
    failures: list[tuple[str, str]] = []
    refused: ModelError | None = None
    tell = progress or (lambda _done, _total: None)
    for link in links:
        tell(_size(part), 0)
        try:
            _from_mirror(link, part, tell, patience)
            check(part)
        except OSError as error:
            raise no_room(part.parent, error.strerror or str(error)) from error
        except web.Final as error:
            failures.append((link, str(error)))
        except ModelError as error:
            forget(part)
            refused = error
            failures.append((link, error.message))
        else:
            return link
    if refused and len(failures) == 1:
        raise refused
    raise _failed(name, failures)


def forget(part: Path) -> None:
    """Remove an unfinished download and what is noted about it."""
    part.unlink(missing_ok=True)
    _note_of(part).unlink(missing_ok=True)


def _from_mirror(link: str, part: Path, progress: Progress, patience: Patience) -> None:
    """All of *link* in *part*, with as many attempts as bring something new."""
    scheme = urlsplit(link).scheme
    if scheme == "file":
        _copy(web.local(link), part, progress, patience)
        return
    if scheme not in {"http", "https"}:
        raise web.Final(_("addresses with “{scheme}:” are not supported").format(scheme=scheme))
    left = patience.tries
    while True:
        before = _size(part)
        try:
            _attempt(link, part, progress, patience)
            return
        except web.Temporary as error:
            left = patience.tries if _size(part) > before + (1 << 16) else left - 1
            if left <= 0:
                raise web.Final(str(error)) from error
            time.sleep(patience.pause * 2 ** (patience.tries - left - 1))


def _attempt(link: str, part: Path, progress: Progress, patience: Patience) -> None:
    """One request: from where *part* ends, if the server still has the same file."""
    have = _size(part)
    note = _noted(part)
    if note.get("link") != link:
        have = 0
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if note.get("validator"):
            headers["If-Range"] = note["validator"]
    with web.client(patience) as client, web.asked(client, link, headers) as response:
        if (
            response.status_code == 416
            and have
            and response.headers.get("Content-Range", "").endswith(f"/{have}")
        ):
            progress(have, have)
            return
        start = _start(response, have, part)
        total = start + int(response.headers.get("Content-Length") or 0)
        known = "Content-Length" in response.headers
        _refuse_what_is_too_big(total, part, patience)
        _note(part, link, response)
        with part.open("r+b" if start else "wb") as file:
            file.seek(start)
            for chunk in _watched(response, start, patience):
                file.write(chunk)
                if file.tell() > patience.largest:
                    raise web.Final(_("it is larger than {size} GB").format(size=patience.largest >> 30))
                progress(file.tell(), total if known else 0)
            file.truncate()
            if known and file.tell() != total:
                raise web.Temporary(_("the connection was cut"))


def _start(response: httpx.Response, have: int, part: Path) -> int:
    """Where the bytes of *response* belong; raises for an answer that brings none."""
    status = response.status_code
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise web.Final(_("the server sent it in an encoding that was not asked for"))
    if status == 206 and response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
        return have
    if status == 200:
        return 0
    if status in {206, 416}:
        forget(part)
        raise web.Temporary(_("the server could not go on where it had stopped"))
    raise web.by_status(status, response.reason_phrase)


def _watched(response: httpx.Response, start: int, patience: Patience) -> Iterator[bytes]:
    """The bytes of *response* while they are a package's and come fast enough."""
    import httpx

    since, came = time.monotonic(), 0
    first = start == 0
    try:
        for chunk in response.iter_raw():
            if first and chunk[:2] != b"PK"[: len(chunk)]:
                raise web.Final(_("the server sent something that is no package (a web page?)"))
            first = False
            yield chunk
            came += len(chunk)
            passed = time.monotonic() - since
            if passed > patience.stall:
                if came < patience.slowest * passed:
                    raise web.Temporary(_("the server is too slow"))
                since, came = time.monotonic(), 0
    except httpx.TransportError as error:
        raise web.Temporary(web.reason(error)) from error


def _refuse_what_is_too_big(total: int, part: Path, patience: Patience) -> None:
    if total > patience.largest:
        raise web.Final(_("it is larger than {size} GB").format(size=patience.largest >> 30))
    if total - _size(part) > shutil.disk_usage(part.parent).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _copy(source: Path, part: Path, progress: Progress, patience: Patience) -> None:
    try:
        opened = source.open("rb")
    except OSError as error:
        raise web.Final(error.strerror or str(error)) from error
    with opened, part.open("wb") as file:
        total = source.stat().st_size
        _refuse_what_is_too_big(total, part, patience)
        shutil.copyfileobj(opened, file)
    progress(total, total)


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _note_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _note(part: Path, link: str, response: httpx.Response) -> None:
    """Remember which version of which file *part* is a part of."""
    etag = response.headers.get("ETag", "")
    validator = etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")
    _note_of(part).write_text(json.dumps({"link": link, "validator": validator}), encoding="utf-8")


def _noted(part: Path) -> dict[str, Any]:
    try:
        note = json.loads(_note_of(part).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def no_room(folder: Path, reason: str) -> DeliveryError:
    """The disk does not take a download."""
    return DeliveryError(
        _("Nothing can be downloaded to {folder}: {reason}.").format(folder=folder, reason=reason),
        _("Make room, or point TRANSLATOR_CACHE_DIR at a folder that can be written."),
    )


def _failed(name: str, failures: Sequence[tuple[str, str]]) -> DeliveryError:
    told = "; ".join(f"{urlsplit(link).netloc or link}: {why.rstrip('.')}" for link, why in failures)
    return DeliveryError(
        _("{name} could not be fetched: {reasons}.").format(
            name=name, reasons=told or _("it has no address")
        ),
        _(
            "Try again later (a download goes on where it stopped), or bring the package on a disk and use "
            "`translator models import`."
        ),
    )
