"""Asking web servers, and what can go wrong with that: every failure is either worth another attempt or final.

This module and nothing else of the program opens connections.
"""

from __future__ import annotations

import contextlib
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from translator.errors import DeliveryError
from translator.i18n import _

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait and how much to take."""

    connect: float = 15.0
    """Seconds to reach a server."""
    stall: float = 30.0
    """Seconds without a byte before a connection counts as dead, and the stretch over which speed is judged."""
    slowest: float = 1024.0
    """Bytes a second below which a server is given up."""
    tries: int = 4
    """Attempts in a row that bring nothing new, per mirror."""
    pause: float = 1.0
    """Seconds before the second attempt; doubles."""
    largest: int = 8 << 30
    """Bytes of one file at most."""


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Answer:
    """A small file and what identifies this version of it."""

    body: bytes
    etag: str


class Temporary(Exception):
    """A failure worth another attempt."""


class Busy(Temporary):
    """The server is there, but did not manage to answer."""


class Final(Exception):
    """This server will not give it."""


def get(url: str, *, largest: int, etag: str = "", patience: Patience = PATIENCE) -> Answer | None:
    """A small file in memory; ``None`` when the server says that *etag* is still current.

    A server that is busy is asked again; when none can be reached, that is said at once.

    Raises:
        DeliveryError: it cannot be had.
    """
    try:
        if urlsplit(url).scheme == "file":
            return Answer(local(url).read_bytes()[: largest + 1], "")
        for attempt in range(patience.tries - 1):
            with contextlib.suppress(Busy):
                return _get(url, largest, etag, patience)
            time.sleep(patience.pause * 2**attempt)
        return _get(url, largest, etag, patience)
    except (Temporary, Final, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else ""
        raise DeliveryError(
            _("{name} could not be fetched: {reasons}.").format(
                name=url, reasons=(why or str(error)).rstrip(".")
            ),
            _("Check the network and the address. What was fetched before stays in use."),
        ) from error


def _get(url: str, largest: int, etag: str, patience: Patience) -> Answer | None:
    import httpx

    headers = {"If-None-Match": etag} if etag else {}
    with client(patience) as opened, asked(opened, url, headers) as response:
        if response.status_code == 304 and etag:
            return None
        if response.status_code != 200:
            raise by_status(response.status_code, response.reason_phrase)
        body = bytearray()
        until = time.monotonic() + 4 * patience.stall
        try:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > largest:
                    raise Final(_("it is larger than {size} MB").format(size=largest >> 20))
                if time.monotonic() > until:
                    raise Final(_("the server is too slow"))
        except httpx.TransportError as error:
            raise Temporary(reason(error)) from error
        return Answer(bytes(body), response.headers.get("ETag", ""))


def client(patience: Patience) -> httpx.Client:
    """A client that follows redirects and honours the proxies of the environment."""
    import httpx

    from translator import __version__

    try:
        return httpx.Client(
            follow_redirects=True,
            max_redirects=8,
            timeout=httpx.Timeout(patience.stall, connect=patience.connect),
            headers={"User-Agent": f"translator/{__version__}"},
        )
    except (ImportError, ValueError) as error:  # a proxy address httpx can do nothing with
        raise Final(_("the proxy settings cannot be used ({error})").format(error=error)) from error


@contextlib.contextmanager
def asked(opened: httpx.Client, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
    """The answer to a GET, with everything that can go wrong before its body sorted into two kinds."""
    import httpx

    try:
        with opened.stream("GET", url, headers=headers) as response:
            if url.startswith("https:") and response.url.scheme != "https":
                raise Final(_("it redirects to an address without encryption"))
            yield response
    except httpx.TooManyRedirects:
        raise Final(_("it redirects in a circle")) from None
    except httpx.TransportError as error:
        raise Temporary(reason(error)) from error
    except (httpx.InvalidURL, httpx.HTTPError) as error:
        raise Final(reason(error)) from error


def by_status(status: int, phrase: str) -> Exception:
    """The failure an HTTP status means."""
    text = _("the server answered {status} {phrase}").format(status=status, phrase=phrase).rstrip()
    return Busy(text) if status >= 500 or status in {408, 425, 429} else Final(text)


def reason(error: Exception) -> str:
    """What went wrong with a connection, in words."""
    import httpx

    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return _("its certificate is not trusted (SSL_CERT_FILE names another list of authorities)")
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        proxied = {"http", "https", "all"} & set(urllib.request.getproxies())
        return (
            _("the server or the proxy cannot be reached") if proxied else _("the server cannot be reached")
        )
    if isinstance(error, httpx.TimeoutException):
        return _("the server stopped sending")
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return _("the connection was cut")
    return str(error) or type(error).__name__


def local(url: str) -> Path:
    """The path a ``file:`` address means."""
    return Path(unquote(urlsplit(url).path))
