"""A real nginx on a free port of this machine, for the time of a test."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CONFIG = """
daemon off;
master_process off;
pid {room}/pid;
error_log {room}/error.log;
events {{ worker_connections 64; }}
http {{
  types {{ text/html html; application/pdf pdf; text/plain txt; application/json json; }}
  log_format short '$connection $request_uri $status $body_bytes_sent "$http_range"';
  access_log {room}/access.log short;
  client_body_temp_path {room}/body;
  proxy_temp_path {room}/proxy;
  fastcgi_temp_path {room}/fastcgi;
  uwsgi_temp_path {room}/uwsgi;
  scgi_temp_path {room}/scgi;
  gzip on;
  gzip_min_length 1;
  gzip_types text/plain application/json application/xml;
  server {{
    listen 127.0.0.1:{port}{tls};
    root {root};
    {extra}
  }}
}}
"""


@dataclass(frozen=True)
class Request:
    connection: int
    path: str
    status: int
    sent: int
    range: str


@dataclass
class Server:
    """A running nginx. ``extra`` are directives of its ``server`` block."""

    root: Path
    room: Path
    port: int
    extra: str = ""
    tls: bool = False
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        assert command, "these tests need nginx on PATH (Debian: apt install nginx-light)"
        self.room.mkdir(parents=True, exist_ok=True)
        config = self.room / "nginx.conf"
        config.write_text(
            CONFIG.format(
                room=self.room,
                root=self.root,
                port=self.port,
                extra=self.extra,
                tls=" ssl" if self.tls else "",
            )
        )
        self._process = subprocess.Popen(
            [command, "-p", str(self.room), "-e", str(self.room / "error.log"), "-c", str(config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(500):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            assert self._process.poll() is None, (self.room / "error.log").read_text()
            time.sleep(0.01)
        raise AssertionError("nginx did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def requests(self) -> list[Request]:
        """Return what was asked of it since the last call, finished requests only."""
        log = self.room / "access.log"
        # nginx writes a line when the response has gone out, which the client may see first.
        time.sleep(0.05)
        found = []
        for line in log.read_text().splitlines():
            connection, path, status, sent, wanted = line.split(" ", 4)
            found.append(Request(int(connection), path, int(status), int(sent), wanted.strip('"')))
        with log.open("r+b") as stream:
            stream.truncate()
        return found


@contextlib.contextmanager
def serving(root: Path, room: Path, extra: str = "", *, tls: bool = False) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(root=root, room=room, port=port, extra=extra, tls=tls)
    server.start()
    try:
        yield server
    finally:
        server.stop()
