"""A web server on loopback that serves an index and packages, and misbehaves when asked to."""

from __future__ import annotations

import contextlib
import hashlib
import select
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[["Handler"], None]


@dataclass
class ModelServer:
    """What is served: path → bytes, and path → a list of misbehaviours used up before the bytes are served."""

    address: str = ""
    content: dict[str, bytes] = field(default_factory=dict)
    tricks: dict[str, list[Answer]] = field(default_factory=dict)
    always: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(path, Range header) of every request."""
    sent: int = 0
    """Bytes of bodies sent in all."""
    conditions: list[str] = field(default_factory=list)
    """Status codes of the answers."""

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def serve(self, path: str, file: Path | bytes) -> str:
        self.content[path] = file if isinstance(file, bytes) else file.read_bytes()
        return self.url(path)


class Handler(BaseHTTPRequestHandler):
    """Ranges, ETags, and the tricks of :class:`ModelServer`."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        shop = self.server.shop
        path = self.path
        shop.asked.append((path, self.headers.get("Range", "")))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if shop.tricks.get(path):
                shop.tricks[path].pop(0)(self)
            elif path in shop.always:
                shop.always[path](self)
            elif path in shop.content:
                self.ordinary(shop.content[path])
            else:
                self.plain(404, b"not here")

    def ordinary(self, body: bytes, stop_after: int | None = None, *, ranges: bool = True) -> None:
        """Serve *body* as a good server does; *stop_after* so many bytes hang up."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self.head(304, 0, ETag=etag)
            return
        start = 0
        wanted = self.headers.get("Range", "")
        if wanted and ranges and self.headers.get("If-Range", etag) == etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                self.head(416, 0, **{"Content-Range": f"bytes */{len(body)}"})
                return
            self.head(
                206,
                len(body) - start,
                ETag=etag,
                **{"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"},
            )
        else:
            self.head(200, len(body), ETag=etag)
        rest = body[start:]
        self.write(rest if stop_after is None else rest[:stop_after])
        if stop_after is not None:
            self.close_connection = True

    def plain(self, status: int, body: bytes, **headers: str) -> None:
        self.head(status, len(body), **headers)
        self.write(body)

    def head(self, status: int, length: int | None, **headers: str) -> None:
        self.server.shop.conditions.append(str(status))
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()
        self.server.shop.sent += len(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    shop: ModelServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


@contextlib.contextmanager
def running() -> Iterator[ModelServer]:
    server = Server(("127.0.0.1", 0), Handler)
    server.shop = ModelServer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.shop
    server.shutdown()
    server.server_close()
    thread.join()


class SocksHandler(socketserver.StreamRequestHandler):
    """SOCKS 5 without a password; whatever address is asked for, *server.there* answers."""

    server: SocksServer

    def handle(self) -> None:
        self.rfile.read(self.rfile.read(2)[1])
        self.wfile.write(b"\5\0")
        kind = self.rfile.read(4)[3]
        self.rfile.read((4 if kind == 1 else self.rfile.read(1)[0]) + 2)
        with socket.create_connection(self.server.there) as there:
            self.wfile.write(b"\5\0\0\1" + bytes(6))
            ends = {self.connection: there, there: self.connection}
            while True:
                for end in select.select(list(ends), [], [])[0]:
                    data = end.recv(1 << 16)
                    if not data:
                        return
                    ends[end].sendall(data)


class SocksServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    there: tuple[str, int]

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


@contextlib.contextmanager
def socks_proxy(shop: ModelServer) -> Iterator[str]:
    """A SOCKS proxy behind which every server is *shop*; its address."""
    with SocksServer(("127.0.0.1", 0), SocksHandler) as server:
        server.there = ("127.0.0.1", int(shop.address.rsplit(":", 1)[1]))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"socks5://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


# Misbehaviours.


def status(code: int) -> Answer:
    return lambda handler: handler.plain(code, b"sorry")


def cut_after(size: int, body: bytes) -> Answer:
    return lambda handler: handler.ordinary(body, size)


def without_ranges(body: bytes) -> Answer:
    return lambda handler: handler.ordinary(body, ranges=False)


def page(handler: Handler) -> None:
    handler.plain(
        200, b"<!doctype html><title>Sign in to this network</title>", **{"Content-Type": "text/html"}
    )


def circle(handler: Handler) -> None:
    handler.plain(302, b"", Location=handler.path)


def longer_than_sent(body: bytes) -> Answer:
    def answer(handler: Handler) -> None:
        handler.head(200, len(body) + 5000)
        handler.write(body)
        handler.close_connection = True

    return answer


def shorter_than_it_is(body: bytes) -> Answer:
    return lambda handler: handler.plain(200, body[: len(body) // 2])


def huge(handler: Handler) -> None:
    handler.head(200, 10 << 30)
    handler.write(b"PK\x03\x04")
    handler.close_connection = True


def drip(handler: Handler) -> None:
    handler.head(200, 1 << 20)
    for byte in b"PK\x03\x04" + bytes(60):
        handler.write(bytes([byte]))
        time.sleep(0.1)
    handler.close_connection = True


def silence(handler: Handler) -> None:
    handler.head(200, 1 << 20)
    handler.write(b"PK\x03\x04")
    time.sleep(3)
    handler.close_connection = True
