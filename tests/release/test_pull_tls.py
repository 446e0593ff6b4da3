"""Pulling over https: only from a server that proves its name, and never back to http."""

from __future__ import annotations

import datetime
import ipaddress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from appeal.release.sources import SourceFailure
from tests.release.pulling import fetch, section
from tests.release.samples import Sample, build
from tests.release.web_server import serving


def certificate(folder: Path, address: str, *, days: int = 2) -> str:
    """Make a certificate of one's own for an IP address; return nginx's directives for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=10))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return f"ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    build(Sample(), tmp_path / "release")
    return tmp_path / "release"


def trust(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    # OpenSSL's own variable for the authorities that a system trusts.
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "cert.pem"))


def test_server_that_proves_its_name_is_pulled_from(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = certificate(tmp_path / "tls", "127.0.0.1")
    trust(monkeypatch, tmp_path / "tls")
    with serving(release, tmp_path / "nginx", extra, tls=True) as server:
        fetch(server.url, tmp_path / "site")
    assert section(tmp_path / "site", "germany") == section(release, "germany")


def test_server_that_nobody_vouches_for_is_refused(release: Path, tmp_path: Path) -> None:
    extra = certificate(tmp_path / "tls", "127.0.0.1")
    with (
        serving(release, tmp_path / "nginx", extra, tls=True) as server,
        pytest.raises(SourceFailure) as caught,
    ):
        fetch(server.url, tmp_path / "site")
    assert "no secure connection" in str(caught.value)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(("address", "days"), [("127.0.0.2", 2), ("127.0.0.1", -1)])
def test_certificate_of_another_or_of_yesterday_is_refused(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, days: int
) -> None:
    extra = certificate(tmp_path / "tls", address, days=days)
    trust(monkeypatch, tmp_path / "tls")
    with (
        serving(release, tmp_path / "nginx", extra, tls=True) as server,
        pytest.raises(SourceFailure) as caught,
    ):
        fetch(server.url, tmp_path / "site")
    assert "no secure connection" in str(caught.value)


def test_way_back_to_http_is_refused(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = certificate(tmp_path / "tls", "127.0.0.1")
    trust(monkeypatch, tmp_path / "tls")
    with serving(release, tmp_path / "plain") as plain:
        extra += f"location / {{ return 302 {plain.url}$request_uri; }}"
        with (
            serving(release, tmp_path / "nginx", extra, tls=True) as server,
            pytest.raises(SourceFailure) as caught,
        ):
            fetch(server.url, tmp_path / "site")
        assert plain.requests() == []
    assert "leads to http address" in str(caught.value)
