"""Signatures and keys are minisign's own, in both directions."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from appeal.release import signature
from appeal.release.signature import KeyPair, SignatureError

DATA = b"one release\n"

# Made by `minisign -G -W` and `minisign -S` (Debian, 0.11) for DATA.
THEIR_KEY = """\
untrusted comment: minisign public key 9AA3F62E293E99EA
RWTqmT4pLvajmsbUFFbe/DzpuwT/w7BeAx8YlFpljcR2a/0acfQQ8rVb
"""
THEIR_SIGNATURE = b"""\
untrusted comment: signature from minisign secret key
RUTqmT4pLvajml4DyWersYqTdftAS8cZq7MbBb0+XKLsLSNhqyYhp8ODTEsvjM9bZsJaB3/ncnRa2Vur1B7AUKy3AwRr61siEwI=
trusted comment: timestamp:1700000000	file:SHA256SUMS	hashed
wr4xYC2G5OJ47HFVkx/zw9FI15dJKPbwqbbANE1LuGoojx1co4YF1YianURtKsdceORrC0yl2B29M9aUE3C1Dw==
"""


@pytest.fixture(scope="module")
def pair() -> KeyPair:
    return signature.new_key_pair()


def minisign(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("minisign")
    assert command, "these tests need minisign on PATH (Debian: apt install minisign)"
    return subprocess.run(
        [command, *arguments], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def test_own_signature_holds(pair: KeyPair) -> None:
    signed = signature.signer(pair.secret, serial=7)(DATA, "SHA256SUMS")
    signature.verify(DATA, signed, signature.read_public_key(pair.public.decode()))
    assert signed.split(b"\n")[2] == b"trusted comment: serial:7\tfile:SHA256SUMS"


def test_same_key_signs_same_bytes_alike(pair: KeyPair) -> None:
    sign = signature.signer(pair.secret, serial=7)
    assert sign(DATA, "SHA256SUMS") == sign(DATA, "SHA256SUMS")


def test_signature_of_the_minisign_command_holds() -> None:
    signature.verify(DATA, THEIR_SIGNATURE, signature.read_public_key(THEIR_KEY))


def test_minisign_command_accepts_our_signature(pair: KeyPair, tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_bytes(DATA)
    signed = signature.signer(pair.secret, serial=7)(DATA, "SHA256SUMS")
    (tmp_path / "SHA256SUMS.minisig").write_bytes(signed)
    (tmp_path / "key.pub").write_bytes(pair.public)
    done = minisign(tmp_path, "-V", "-m", "SHA256SUMS", "-p", "key.pub")
    assert done.returncode == 0, done.stderr
    (tmp_path / "SHA256SUMS").write_bytes(DATA + b"x")
    assert minisign(tmp_path, "-V", "-m", "SHA256SUMS", "-p", "key.pub").returncode != 0


def test_key_of_the_minisign_command_signs_here(tmp_path: Path) -> None:
    done = minisign(tmp_path, "-G", "-W", "-p", "key.pub", "-s", "secret.key")
    assert done.returncode == 0, done.stderr
    secret = (tmp_path / "secret.key").read_bytes()
    public = signature.read_public_key((tmp_path / "key.pub").read_text())
    assert signature.public_key_of(secret) == public
    signature.verify(DATA, signature.signer(secret, serial=1)(DATA, "x"), public)


def test_minisign_command_signs_with_our_key(pair: KeyPair, tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_bytes(DATA)
    (tmp_path / "secret.key").write_bytes(pair.secret)
    done = minisign(tmp_path, "-S", "-m", "SHA256SUMS", "-s", "secret.key")
    assert done.returncode == 0, done.stderr
    signed = (tmp_path / "SHA256SUMS.minisig").read_bytes()
    signature.verify(DATA, signed, signature.read_public_key(pair.public.decode()))


def test_encrypted_key_needs_its_password() -> None:
    pair = signature.new_key_pair("right")
    assert signature.needs_password(pair.secret)
    with pytest.raises(SignatureError) as none:
        signature.signer(pair.secret, serial=1)
    assert str(none.value) == "the secret key is encrypted: give its password"
    with pytest.raises(SignatureError) as wrong:
        signature.signer(pair.secret, serial=1, password="wrong")
    assert str(wrong.value) == "the secret key: wrong password for that key"
    signed = signature.signer(pair.secret, serial=1, password="right")(DATA, "x")
    signature.verify(DATA, signed, signature.read_public_key(pair.public.decode()))
    assert signature.public_key_of(pair.secret, "right") == signature.read_public_key(
        pair.public.decode()
    )


def test_changed_data_is_refused(pair: KeyPair) -> None:
    signed = signature.signer(pair.secret, serial=1)(DATA, "x")
    with pytest.raises(SignatureError) as caught:
        signature.verify(DATA + b"x", signed, signature.read_public_key(pair.public.decode()))
    assert str(caught.value) == "the signature does not hold"


def test_signature_of_another_key_is_refused(pair: KeyPair) -> None:
    signed = signature.signer(pair.secret, serial=1)(DATA, "x")
    other = signature.read_public_key(signature.new_key_pair().public.decode())
    with pytest.raises(SignatureError) as caught:
        signature.verify(DATA, signed, other)
    assert str(caught.value) == "signed with another key"


def test_every_changed_byte_of_a_signature_is_refused(pair: KeyPair) -> None:
    signed = signature.signer(pair.secret, serial=1)(DATA, "x")
    public = signature.read_public_key(pair.public.decode())
    for place in range(len(signed)):
        changed = bytearray(signed)
        changed[place] ^= 1
        with pytest.raises(SignatureError):
            signature.verify(DATA, bytes(changed), public)


def test_cut_signature_is_refused(pair: KeyPair) -> None:
    signed = signature.signer(pair.secret, serial=1)(DATA, "x")
    public = signature.read_public_key(pair.public.decode())
    # Without its last newline it is still whole.
    for length in range(len(signed) - 1):
        with pytest.raises(SignatureError):
            signature.verify(DATA, signed[:length], public)


@pytest.mark.parametrize("text", ["", "hello", "RWQ", "untrusted comment: x\n", "a\nb\nc\n"])
def test_what_is_no_public_key_is_told(text: str) -> None:
    with pytest.raises(SignatureError) as caught:
        signature.read_public_key(text)
    assert str(caught.value) == "the public key is no minisign key"


def test_what_is_no_secret_key_is_told() -> None:
    with pytest.raises(SignatureError) as caught:
        signature.signer(b"hello\n", serial=1)
    assert str(caught.value) == "the secret key cannot be read: invalid number of lines"
