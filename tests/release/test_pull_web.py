"""Pulling from a real web server: whole, in part, broken off, tampered with, rolled back."""

from __future__ import annotations

import http.client
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from appeal.release import signature
from appeal.release.publish import publish, roll_back
from appeal.release.pull import PullError
from appeal.release.signature import KeyPair, Signer
from appeal.release.sources import SourceFailure
from tests.release.pulling import ALL, fetch, section, tree
from tests.release.samples import Sample, build, edited
from tests.release.web_server import Server, serving

PAGE = "germany/de/stop-evictions/index.html"
PDF = "germany/de/stop-evictions/letter.pdf"
BIG = random.Random(1).randbytes(600_000)


@pytest.fixture(scope="module")
def pair() -> KeyPair:
    return signature.new_key_pair()


@pytest.fixture(scope="module")
def public(pair: KeyPair) -> str:
    return signature.read_public_key(pair.public.decode())


@pytest.fixture
def dest(tmp_path: Path) -> Path:
    return tmp_path / "dest"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site/appeals"


@pytest.fixture
def server(dest: Path, tmp_path: Path) -> Iterator[Server]:
    dest.mkdir()
    with serving(dest, tmp_path / "nginx") as running:
        yield running


class Publisher:
    """Publishes one state after another of a campaign."""

    def __init__(self, room: Path, dest: Path, pair: KeyPair | None = None) -> None:
        self.sample = Sample()
        self._room = room
        self._dest = dest
        self._pair = pair
        self._number = 0

    def signer(self, serial: int) -> Signer:
        assert self._pair
        return signature.signer(self._pair.secret, serial=serial)

    def put(self, path: str = "", data: bytes = b"") -> None:
        if path:
            self.sample = edited(self.sample, path, data)
        self._number += 1
        folder = self._room / f"build-{self._number}"
        build(self.sample, folder)
        publish(folder, self._dest, signer=self.signer if self._pair else None)


@pytest.fixture
def publisher(tmp_path: Path, dest: Path) -> Publisher:
    return Publisher(tmp_path, dest)


@pytest.fixture
def signing(tmp_path: Path, dest: Path, pair: KeyPair) -> Publisher:
    return Publisher(tmp_path, dest, pair)


# -- whole and incremental ------------------------------------------------------------


def test_whole_section_arrives_as_it_was_published(
    server: Server, publisher: Publisher, dest: Path, site: Path
) -> None:
    publisher.put()
    done = fetch(f"{server.url}/latest", site)
    assert done.changed
    assert section(site, "germany") == section(dest / "latest", "germany")
    assert set(tree(site)) == {*section(site, "germany"), "manifest.json", "SHA256SUMS"}
    assert done.fetched == len(done.files) == 7


def test_pulled_folder_can_be_checked_with_sha256sum(
    server: Server, publisher: Publisher, site: Path
) -> None:
    publisher.put()
    fetch(f"{server.url}/latest", site, ALL)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--ignore-missing", "SHA256SUMS"],
        cwd=site,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert f"{PAGE}: OK" in done.stdout


def test_one_connection_serves_all_files(server: Server, publisher: Publisher, site: Path) -> None:
    publisher.put()
    fetch(f"{server.url}/latest", site, ALL)
    requests = server.requests()
    assert len(requests) > 20
    assert len({request.connection for request in requests}) == 1


def test_only_what_changed_is_fetched(server: Server, publisher: Publisher, site: Path) -> None:
    publisher.put()
    fetch(f"{server.url}/latest", site)
    before = (site / PDF).stat().st_mtime_ns
    server.requests()
    publisher.put(PAGE, b"<p>new</p>")
    done = fetch(f"{server.url}/latest", site)
    assert [request.path for request in server.requests()] == [
        "/latest/SHA256SUMS",
        "/latest/manifest.json",
        f"/latest/{PAGE}",
    ]
    assert (done.replaced, done.fetched) == ((PAGE,), 1)
    assert (site / PAGE).read_bytes() == b"<p>new</p>"
    assert (site / PDF).stat().st_mtime_ns == before


def test_nothing_new_costs_one_request(server: Server, publisher: Publisher, site: Path) -> None:
    publisher.put()
    fetch(f"{server.url}/latest", site)
    server.requests()
    done = fetch(f"{server.url}/latest", site)
    assert not done.changed
    assert [request.path for request in server.requests()] == ["/latest/SHA256SUMS"]


def test_change_of_another_section_switches_nothing(
    server: Server, publisher: Publisher, site: Path
) -> None:
    publisher.put()
    fetch(f"{server.url}/latest", site)
    shown = site.readlink()
    publisher.put("israel/he/stop-evictions/index.html", b"<p>new</p>")
    done = fetch(f"{server.url}/latest", site)
    assert not done.changed
    assert site.readlink() == shown


# -- broken off -----------------------------------------------------------------------


def test_killed_pull_is_taken_up_where_it_broke(
    dest: Path, publisher: Publisher, site: Path, tmp_path: Path
) -> None:
    publisher.put()
    with serving(dest, tmp_path / "nginx", "location ~ pdf$ { limit_rate 200k; }") as server:
        fetch(f"{server.url}/latest", site)
        publisher.put(PDF, BIG)
        old = tree(site)
        process = subprocess.Popen(
            [
                *(sys.executable, "-c", "from appeal.cli import main; main()", "pull"),
                *(f"{server.url}/latest", "--section", "germany", "--into", str(site)),
            ]
        )
        part = _wait_for_part(site, 150_000)
        process.send_signal(signal.SIGKILL)
        process.wait()
        had = part.stat().st_size
        assert 0 < had < len(BIG)
        assert tree(site) == old
        server.requests()
        done = fetch(f"{server.url}/latest", site)
        (resumed,) = (r for r in server.requests() if r.path == f"/latest/{PDF}")
    assert (resumed.status, resumed.range, resumed.sent) == (206, f"bytes={had}-", len(BIG) - had)
    assert done.fetched_bytes == len(BIG) - had
    assert (site / PDF).read_bytes() == BIG
    assert not (site.parent / ".appeals.appeal/fetched").exists()


def _wait_for_part(site: Path, size: int) -> Path:
    for _ in range(1000):
        for part in site.parent.glob(".appeals.appeal/fetched/*.part"):
            if part.stat().st_size >= size:
                return part
        time.sleep(0.01)
    raise AssertionError("nothing was fetched")


def test_server_gone_in_the_middle_leaves_the_old_state(
    dest: Path, publisher: Publisher, site: Path, tmp_path: Path
) -> None:
    publisher.put()
    with serving(dest, tmp_path / "nginx", "location ~ pdf$ { limit_rate 200k; }") as server:
        fetch(f"{server.url}/latest", site)
        publisher.put(PDF, BIG)
        old = tree(site)
        failures: list[Exception] = []

        def run() -> None:
            try:
                fetch(f"{server.url}/latest", site)
            except SourceFailure as error:
                failures.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        _wait_for_part(site, 150_000)
        server.stop()
        thread.join(60)
        (failure,) = failures
        assert f"/latest/{PDF}: " in str(failure)
        assert tree(site) == old
        server.start()
        fetch(f"{server.url}/latest", site)
        resumed = [r for r in server.requests() if r.path == f"/latest/{PDF}"]
    assert resumed[-1].status == 206
    assert int(resumed[-1].range.strip("bytes=-")) > 100_000
    assert (site / PDF).read_bytes() == BIG


def test_server_that_was_never_there_is_told(site: Path, tmp_path: Path) -> None:
    with serving(tmp_path, tmp_path / "nginx") as server:
        url = server.url
    with pytest.raises(SourceFailure) as caught:
        fetch(url, site)
    assert str(caught.value).startswith(f"{url}/SHA256SUMS: ")
    assert "refused" in str(caught.value)
    assert not site.exists()


def test_half_file_of_an_earlier_release_is_not_used(
    server: Server, publisher: Publisher, site: Path
) -> None:
    publisher.put()
    fetch(f"{server.url}/latest", site)
    publisher.put(PDF, BIG)
    fetched = site.parent / ".appeals.appeal/fetched"
    fetched.mkdir()
    wanted = section(publisher_latest(server), "germany")[PDF]
    (fetched / f"{wanted}.part").write_bytes(b"rubbish" * 1000)
    (fetched / section(publisher_latest(server), "germany")[PAGE]).write_bytes(b"rubbish")
    fetch(f"{server.url}/latest", site)
    assert (site / PDF).read_bytes() == BIG


def publisher_latest(server: Server) -> Path:
    return server.root / "latest"


# -- tampered -------------------------------------------------------------------------


def test_one_changed_byte_in_any_file_of_a_release_is_refused(
    server: Server, signing: Publisher, dest: Path, site: Path, tmp_path: Path, public: str
) -> None:
    signing.put()
    fetch(f"{server.url}/latest", site, ALL, key=public)
    signing.put(PAGE, b"<p>new</p>")
    release = (dest / "latest").resolve()
    refused = {"pull": 0, "zip": 0, "sums": 0}
    old = tree(site)
    chance = random.Random(7)
    for path in sorted(tree(release)):
        file = release / path
        data = file.read_bytes()
        place = chance.randrange(len(data))
        file.chmod(0o644)
        file.write_bytes(
            data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
        )
        # Nothing is there yet, so that each file is asked for.
        fresh = tmp_path / "fresh" / path.replace("/", "_")
        zipped = path.removesuffix(".minisig")
        if zipped.endswith(".zip"):
            with pytest.raises((PullError, SourceFailure)):
                fetch(f"{server.url}/latest/{zipped}", fresh, (zipped[:-4],), key=public)
            refused["zip"] += 1
        elif path in ("index.html", "sitemap.xml"):
            # No section pulls these two: the sums tell.
            done = subprocess.run(
                ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=release, capture_output=True
            )
            assert done.stdout.decode().startswith(f"{path}: FAILED")
            refused["sums"] += 1
        else:
            with pytest.raises((PullError, SourceFailure)):
                fetch(f"{server.url}/latest", fresh, ALL, key=public)
            refused["pull"] += 1
        assert not fresh.exists()
        file.write_bytes(data)
    assert refused == {"pull": len(old), "zip": 8, "sums": 2}
    assert tree(site) == old
    fetch(f"{server.url}/latest", site, ALL, key=public)
    assert (site / PAGE).read_bytes() == b"<p>new</p>"


def test_tampered_file_is_named_and_the_old_one_stays(
    server: Server, publisher: Publisher, dest: Path, site: Path
) -> None:
    publisher.put()
    fetch(f"{server.url}/latest", site)
    publisher.put(PDF, b"%PDF right")
    (dest / "latest" / PDF).chmod(0o644)
    (dest / "latest" / PDF).write_bytes(b"%PDF wrong")
    with pytest.raises(PullError) as caught:
        fetch(f"{server.url}/latest", site)
    assert str(caught.value) == (
        f"{server.url}/latest: {PDF} is not the bytes that SHA256SUMS names"
    )
    assert caught.value.hint == "somebody may have changed it: tell the secretariat"
    assert (site / PDF).read_bytes() != b"%PDF wrong"


def test_release_that_was_changed_as_a_whole_fails_its_signature(
    server: Server, signing: Publisher, dest: Path, site: Path, tmp_path: Path, public: str
) -> None:
    signing.put()
    fetch(f"{server.url}/latest", site, key=public)
    # Whoever holds the server makes a whole, right release, but has no key.
    build(edited(Sample(), PAGE, b"<p>false fax number</p>"), tmp_path / "forged")
    shutil.rmtree(dest)
    publish(tmp_path / "forged", dest)
    with pytest.raises(SourceFailure) as none:
        fetch(f"{server.url}/latest", site, key=public)
    assert str(none.value) == (f"{server.url}/latest: not signed: there is no SHA256SUMS.minisig")
    other = Publisher(tmp_path, dest, signature.new_key_pair())
    publish(tmp_path / "forged", dest, signer=other.signer)
    with pytest.raises(SourceFailure) as wrong:
        fetch(f"{server.url}/latest", site, key=public)
    assert str(wrong.value) == f"{server.url}/latest/SHA256SUMS: signed with another key"
    assert b"false" not in (site / PAGE).read_bytes()


def test_key_once_given_is_asked_for_ever_after(
    server: Server, signing: Publisher, dest: Path, site: Path, tmp_path: Path, public: str
) -> None:
    signing.put()
    fetch(f"{server.url}/latest", site, key=public)
    build(edited(Sample(), PAGE, b"<p>forged</p>"), tmp_path / "forged")
    shutil.rmtree(dest)
    publish(tmp_path / "forged", dest)
    with pytest.raises(SourceFailure):
        fetch(f"{server.url}/latest", site)
    assert b"forged" not in (site / PAGE).read_bytes()


def test_pulled_signature_is_good_for_the_minisign_command(
    server: Server, signing: Publisher, site: Path, tmp_path: Path, public: str
) -> None:
    signing.put()
    fetch(f"{server.url}/latest", site, key=public)
    done = subprocess.run(
        ["minisign", "-V", "-m", "SHA256SUMS", "-P", public], cwd=site, capture_output=True
    )
    assert done.returncode == 0, done.stderr


# -- rolled back, and switched in the middle -------------------------------------------


def test_older_release_is_refused(
    server: Server, signing: Publisher, dest: Path, site: Path, public: str
) -> None:
    signing.put()
    old = (dest / "latest").readlink()
    signing.put(PAGE, b"<p>new</p>")
    fetch(f"{server.url}/latest", site, key=public)
    # Somebody who holds the server, but no key, shows what was rightly signed once.
    (dest / "latest").unlink()
    (dest / "latest").symlink_to(old)
    with pytest.raises(PullError) as caught:
        fetch(f"{server.url}/latest", site)
    assert str(caught.value) == (
        f"release 1790000000 is older than 1790001000, which {site} has had: refused"
    )
    assert (site / PAGE).read_bytes() == b"<p>new</p>"
    shutil.rmtree(site.resolve())
    with pytest.raises(PullError):
        fetch(f"{server.url}/latest", site)
    fetch(f"{server.url}/latest", site, accept_older=True)
    assert (site / PAGE).read_bytes() != b"<p>new</p>"
    assert not fetch(f"{server.url}/latest", site).changed


def test_rollback_by_the_secretariat_is_accepted(
    server: Server, signing: Publisher, dest: Path, site: Path, public: str
) -> None:
    signing.put(PAGE, b"<p>right</p>")
    signing.put(PAGE, b"<p>wrong</p>")
    fetch(f"{server.url}/latest", site, key=public)
    roll_back(dest, signer=signing.signer)
    done = fetch(f"{server.url}/latest", site, key=public)
    assert (site / PAGE).read_bytes() == b"<p>right</p>"
    assert done.replaced == (PAGE,)


def test_other_content_under_the_same_number_is_refused(
    server: Server, publisher: Publisher, dest: Path, site: Path, tmp_path: Path
) -> None:
    publisher.put()
    fetch(f"{server.url}/latest", site)
    sample = Sample(texts={PAGE: b"<p>other</p>"})
    build(sample, tmp_path / "other")
    shutil.rmtree(dest)
    publish(tmp_path / "other", dest)
    with pytest.raises(PullError) as caught:
        fetch(f"{server.url}/latest", site)
    assert str(caught.value) == (
        f"release 1790000000 is not what it was: {PAGE} has changed under the same number: refused"
    )


def test_release_switched_while_it_is_pulled_gives_one_or_the_other_whole(
    dest: Path, publisher: Publisher, site: Path, tmp_path: Path
) -> None:
    publisher.put(PDF, BIG)
    with serving(dest, tmp_path / "nginx", "location ~ pdf$ { limit_rate 400k; }") as server:
        thread = threading.Thread(target=fetch, args=(f"{server.url}/latest", site))
        thread.start()
        _wait_for_part(site, 100_000)
        # All files after the PDF, and the page before it, change.
        publisher.sample = edited(publisher.sample, PAGE, b"<p>second</p>")
        publisher.put("germany/de/stop-evictions/letter.txt", b"second\n")
        thread.join(60)
    assert section(site, "germany") == section(dest / "latest", "germany")
    assert (site / "germany/de/stop-evictions/letter.txt").read_bytes() == b"second\n"


def test_reader_of_the_site_never_meets_a_mixture(
    server: Server, publisher: Publisher, dest: Path, site: Path
) -> None:
    text = "germany/de/stop-evictions/letter.txt"
    publisher.sample = edited(publisher.sample, text, b"0")
    publisher.put(PAGE, b"0")
    fetch(f"{server.url}/latest", site)
    stop = threading.Event()
    seen: set[tuple[bytes, bytes]] = set()

    def read() -> None:
        while not stop.is_set():
            version = site.resolve()
            seen.add(((version / PAGE).read_bytes(), (version / text).read_bytes()))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 8):
            publisher.sample = edited(publisher.sample, text, b"%d" % number)
            publisher.put(PAGE, b"%d" % number)
            fetch(f"{server.url}/latest", site, keep=20)
    finally:
        stop.set()
        reader.join()
    assert len(seen) > 3
    assert all(page == letter for page, letter in seen)


# -- servers that misbehave ------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "http://u:p@127.0.0.1/x"],
)
def test_redirect_to_another_scheme_is_refused(
    dest: Path, publisher: Publisher, site: Path, tmp_path: Path, target: str
) -> None:
    publisher.put()
    with (
        serving(dest, tmp_path / "nginx", f"location /moved/ {{ return 302 {target}; }}") as server,
        pytest.raises(SourceFailure) as caught,
    ):
        fetch(f"{server.url}/moved", site)
    assert "refused" in str(caught.value)


def test_redirect_to_another_place_is_followed(
    dest: Path, publisher: Publisher, site: Path, tmp_path: Path
) -> None:
    publisher.put()
    extra = "location /moved/ { rewrite ^/moved/(.*) /latest/$1 permanent; }"
    with serving(dest, tmp_path / "nginx", extra) as server:
        fetch(f"{server.url}/moved", site)
    assert section(site, "germany") == section(dest / "latest", "germany")


def test_redirect_without_end_is_refused(dest: Path, site: Path, tmp_path: Path) -> None:
    dest.mkdir()
    extra = "location / { return 302 /again$request_uri; }"
    with serving(dest, tmp_path / "nginx", extra) as server:
        with pytest.raises(SourceFailure) as caught:
            fetch(server.url, site)
        assert str(caught.value) == f"{server.url}/SHA256SUMS: leads on and on"
        assert len(server.requests()) == 6


def test_answer_larger_than_the_manifest_says_is_not_read(
    server: Server, publisher: Publisher, dest: Path, site: Path
) -> None:
    publisher.put()
    (dest / "latest" / PDF).chmod(0o644)
    with (dest / "latest" / PDF).open("r+b") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(SourceFailure) as caught:
        fetch(f"{server.url}/latest", site)
    assert str(caught.value).endswith("larger than the 10274 bytes expected")
    assert all(request.sent < 1 << 24 for request in server.requests())


def test_answer_without_a_length_is_cut_at_the_expected_size(
    dest: Path, publisher: Publisher, site: Path, tmp_path: Path
) -> None:
    publisher.put()
    # Server-side includes have no length beforehand: nginx sends them in chunks.
    extra = "location ~ pdf$ { ssi on; ssi_types *; }"
    (dest / "latest" / PDF).chmod(0o644)
    (dest / "latest" / PDF).write_bytes(b"x" * 1_000_000)
    with (
        serving(dest, tmp_path / "nginx", extra) as server,
        pytest.raises(SourceFailure) as caught,
    ):
        fetch(f"{server.url}/latest", site)
    assert str(caught.value).endswith("larger than the 10274 bytes expected")


def test_server_error_is_tried_again_and_then_told(dest: Path, site: Path, tmp_path: Path) -> None:
    dest.mkdir()
    with serving(dest, tmp_path / "nginx", "location / { return 503; }") as server:
        with pytest.raises(SourceFailure) as caught:
            fetch(server.url, site)
        assert str(caught.value) == f"{server.url}/SHA256SUMS: the server answers 503"
        assert len(server.requests()) == 4


def test_forbidden_folder_is_told_at_once(dest: Path, site: Path, tmp_path: Path) -> None:
    dest.mkdir()
    with serving(dest, tmp_path / "nginx", "location / { return 403; }") as server:
        with pytest.raises(SourceFailure) as caught:
            fetch(server.url, site)
        assert str(caught.value) == f"{server.url}/SHA256SUMS: the server answers 403"
        assert len(server.requests()) == 1


def test_address_that_is_no_release_is_told(server: Server, site: Path) -> None:
    with pytest.raises(PullError) as caught:
        fetch(f"{server.url}/elsewhere", site)
    assert str(caught.value) == f"{server.url}/elsewhere/SHA256SUMS: not there (404)"
    assert caught.value.hint == "is that the address of a release?"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/x", "ftp://example.org/x is no http or https address"),
        ("http:///x", "http:///x is no http or https address"),
        ("https://u:secret@example.org", "an address with a name and password in it is refused"),
        (
            "https://example.org/?x=1",
            "https://example.org/?x=1 is no address of a folder: it has a ? or a #",
        ),
    ],
)
def test_address_of_another_kind_is_refused(site: Path, url: str, message: str) -> None:
    with pytest.raises(SourceFailure) as caught:
        fetch(url, site)
    assert str(caught.value) == message


def test_tests_speak_to_a_server_that_compresses_when_asked(
    server: Server, publisher: Publisher
) -> None:
    """The pull asks for no compression: that is why the bytes are right."""
    publisher.put()
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", "/latest/manifest.json", headers={"Accept-Encoding": "gzip"})
    assert connection.getresponse().headers["Content-Encoding"] == "gzip"
    connection.close()


def test_same_bytes_are_fetched_once(server: Server, publisher: Publisher, site: Path) -> None:
    publisher.sample = edited(publisher.sample, PDF, b"%PDF one for both")
    publisher.put("austria/de/stop-evictions/letter.pdf", b"%PDF one for both")
    fetch(f"{server.url}/latest", site, ("germany", "austria"))
    assert [r.path for r in server.requests() if r.path.endswith("letter.pdf")] == [
        "/latest/austria/de/stop-evictions/letter.pdf"
    ]
    assert (site / PDF).read_bytes() == b"%PDF one for both"
