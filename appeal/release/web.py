"""Fetching files of a release over HTTP, bounded in size, time and where it may lead.

The only importer of urllib3. One connection serves all files; a broken one
is taken up again where it broke. What a server says is never trusted here
for more than transport: hashes are checked by the caller.
"""

from __future__ import annotations

import importlib.metadata
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote, urljoin, urlsplit

if TYPE_CHECKING:
    import urllib3

CONNECT_SECONDS = 20
READ_SECONDS = 30
# Slower than this for longer than that is a server that does not want to end.
SLOWEST_BYTES_A_SECOND = 2000
GRACE_SECONDS = 60
MOST_REDIRECTS = 5
PAUSES_SECONDS = (0.5, 2.0, 5.0)
CHUNK = 1 << 16


class WebError(Exception):
    """A server cannot be reached, or does not answer as one of a release should."""


class NotThere(WebError):
    """The server has no such file."""


class _Broken(Exception):
    """The transfer broke off, and may be tried again."""


class Web:
    """A folder on a web server. Close it, or use it in a ``with``."""

    def __init__(
        self,
        url: str,
        *,
        read_seconds: float = READ_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise WebError(f"{url} is no http or https address")
        if parts.username is not None or parts.password is not None:
            raise WebError("an address with a name and password in it is refused")
        if parts.query or parts.fragment:
            raise WebError(f"{url} is no address of a folder: it has a ? or a #")
        self.url = url.rstrip("/")
        self._sleep = sleep
        self._pool = _pool(url, read_seconds)

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.clear()

    def get(self, path: str, limit: int) -> bytes:
        """Return a file of at most ``limit`` bytes.

        Raises `NotThere` where there is none, `WebError` for all else.
        """
        for pause in (*PAUSES_SECONDS, None):
            data = bytearray()
            try:
                for chunk in self._chunks(path, 0, limit):
                    data += chunk
                return bytes(data)
            except _Broken as error:
                self._pause(path, pause, error)
        raise AssertionError("the last pause raises")

    def fetch(self, path: str, size: int, stream: BinaryIO) -> None:
        """Append to a stream what is missing of a file of ``size`` bytes.

        The stream stands at its end; what it already has is not asked for
        again, if the server can do that. Raises as `get` does; the stream
        then keeps what came.
        """
        for pause in (*PAUSES_SECONDS, None):
            try:
                start = stream.tell()
                if start >= size:
                    return
                for chunk in self._chunks(path, start, size, restart=stream):
                    stream.write(chunk)
                return
            except _Broken as error:
                stream.flush()
                self._pause(path, pause, error)

    def _pause(self, path: str, seconds: float | None, error: _Broken) -> None:
        if seconds is None:
            raise WebError(f"{self._address(path)}: {error}") from None
        self._sleep(seconds)

    def _chunks(
        self, path: str, start: int, limit: int, restart: BinaryIO | None = None
    ) -> Iterator[bytes]:
        """Yield a file's bytes from ``start``; ``restart`` is emptied where they begin at 0."""
        deadline = time.monotonic() + GRACE_SECONDS + limit / SLOWEST_BYTES_A_SECOND
        with self._response(path, start) as response:
            if start and restart is not None and not _continues(response, start):
                restart.seek(0)
                restart.truncate()
                start = 0
            if response.status == 416:
                raise _Broken("the server has less of it than it had")
            left = limit - start
            length = response.headers.get("Content-Length") or ""
            if length.isascii() and length.isdigit() and int(length) > left:
                raise WebError(f"{self._address(path)}: larger than the {limit} bytes expected")
            while chunk := response.read1(CHUNK, decode_content=False):
                left -= len(chunk)
                if left < 0:
                    raise WebError(f"{self._address(path)}: larger than the {limit} bytes expected")
                if time.monotonic() > deadline:
                    raise WebError(f"{self._address(path)}: the server is too slow")
                yield chunk

    @contextmanager
    def _response(self, path: str, start: int) -> Iterator[urllib3.BaseHTTPResponse]:
        from urllib3 import exceptions

        url = self._address(path)
        headers = {"Range": f"bytes={start}-"} if start else {}
        response: urllib3.BaseHTTPResponse | None = None
        try:
            for _ in range(MOST_REDIRECTS + 1):
                response = self._pool.request(
                    "GET", url, headers=headers, preload_content=False, redirect=False
                )
                location = response.headers.get("Location")
                if response.status not in (301, 302, 303, 307, 308) or not location:
                    break
                response.drain_conn()
                response.release_conn()
                url = _redirected(url, location)
            else:
                raise WebError(f"{self._address(path)}: leads on and on")
            self._check(path, response, ranged=bool(start))
            yield response
        except exceptions.SSLError as error:
            words = f"no secure connection: {_short(error)}"
            raise WebError(f"{self._address(path)}: {words}") from None
        except exceptions.LocationParseError:
            raise WebError(f"{self._address(path)}: leads to no address") from None
        except (exceptions.HTTPError, OSError) as error:
            raise _Broken(_short(error)) from None
        finally:
            if response is not None:
                # What is left unread would be taken for the next answer.
                response.close()

    def _check(self, path: str, response: urllib3.BaseHTTPResponse, *, ranged: bool) -> None:
        status = response.status
        if status in (404, 410):
            raise NotThere(f"{self._address(path)}: not there ({status})")
        if status in (408, 429) or status >= 500:
            raise _Broken(f"the server answers {status}")
        if status not in ((200, 206, 416) if ranged else (200,)):
            raise WebError(f"{self._address(path)}: the server answers {status}")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise WebError(f"{self._address(path)}: sent compressed, which was not asked for")

    def _address(self, path: str) -> str:
        return f"{self.url}/{quote(path)}" if path else self.url


def _continues(response: urllib3.BaseHTTPResponse, start: int) -> bool:
    said = response.headers.get("Content-Range", "")
    return response.status == 206 and said.startswith(f"bytes {start}-")


def _redirected(url: str, location: str) -> str:
    """Return where a redirect leads; raises `WebError` where it may not lead."""
    secure = urlsplit(url).scheme == "https"
    try:
        target = urljoin(url, location)
        parts = urlsplit(target)
    except ValueError:
        raise WebError(f"{url}: leads to no address") from None
    if parts.scheme not in (("https",) if secure else ("http", "https")) or not parts.hostname:
        raise WebError(f"{url}: leads to {parts.scheme or 'no'} address {target[:100]}, refused")
    if parts.username is not None or parts.password is not None:
        raise WebError(f"{url}: leads to an address with a password, refused")
    return target


def _pool(url: str, read_seconds: float) -> urllib3.PoolManager:
    import urllib3

    scheme, host = urlsplit(url).scheme, urlsplit(url).hostname or ""
    agent = f"appeal/{importlib.metadata.version('appeal')}"
    headers = {"User-Agent": agent, "Accept-Encoding": "identity"}
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=read_seconds)
    proxy = urllib.request.getproxies().get(scheme)
    if proxy and not urllib.request.proxy_bypass(host):
        return urllib3.ProxyManager(proxy, headers=headers, timeout=timeout, retries=False)
    return urllib3.PoolManager(headers=headers, timeout=timeout, retries=False)


def _short(error: Exception) -> str:
    """Return an error's own words without the objects that urllib3 prints with them."""
    cause = getattr(error, "reason", None) or error
    words = str(cause).rpartition(">: ")[2] or type(cause).__name__
    return words if len(words) < 200 else words[:200] + "…"
