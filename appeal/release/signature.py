"""minisign signatures (Ed25519 over BLAKE2b-512), made and checked by py-minisign.

The only importer of ``minisign``. Files and keys are those of the command
``minisign`` (https://jedisct1.github.io/minisign/), either way. A signature
holds no time, so the same key signs the same bytes alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    # The package is typed but has no py.typed marker.
    import minisign  # type: ignore[import-untyped]

# What `minisign` itself writes there. The line is not signed, so no other text is accepted: then
# every changed byte of a signature file is refused.
_UNTRUSTED = "signature from minisign secret key"

# (bytes, name of their file) -> bytes of the .minisig file
Signer = Callable[[bytes, str], bytes]


class SignatureError(Exception):
    """A key cannot be used, or a signature does not hold; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """A new key as two files' bytes. ``secret`` must never be published or committed."""

    secret: bytes
    public: bytes


def new_key_pair(password: str = "") -> KeyPair:
    """Make a key; with a password, the secret file is encrypted with it (scrypt)."""
    import minisign

    pair = minisign.KeyPair.generate()
    with pair.secret_key as secret:
        if password:
            secret.encrypt(password)
        return KeyPair(secret=bytes(secret) + b"\n", public=bytes(pair.public_key) + b"\n")


def needs_password(secret: bytes) -> bool:
    """Tell whether a secret key file is encrypted."""
    with _secret(secret) as key:
        return bool(key.is_encrypted())


def signer(secret: bytes, *, serial: int, password: str = "") -> Signer:
    """Return what signs a release with a secret key file's bytes.

    The trusted comment names the release's number and the file. Raises
    `SignatureError` where the key or its password is wrong.
    """
    key = _unlocked(secret, password)

    def sign(data: bytes, name: str) -> bytes:
        signature = key.sign(
            data, untrusted_comment=_UNTRUSTED, trusted_comment=f"serial:{serial}\tfile:{name}"
        )
        return bytes(signature) + b"\n"

    return sign


def public_key_of(secret: bytes, password: str = "") -> str:
    """Return the public key, in base64, of a secret key file's bytes."""
    with _unlocked(secret, password) as key:
        return str(key.get_public_key().to_base64().decode())


def read_public_key(text: str) -> str:
    """Return the public key, in base64, from such a line or from a whole .pub file.

    Raises `SignatureError` where it is none.
    """
    import minisign

    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) == 2 and lines[0].startswith("untrusted comment:"):
        del lines[0]
    if len(lines) != 1:
        raise SignatureError("the public key is no minisign key")
    try:
        return str(minisign.PublicKey.from_base64(lines[0]).to_base64().decode())
    except minisign.Error:
        raise SignatureError("the public key is no minisign key") from None


def verify(data: bytes | BinaryIO, signature: bytes, public_key: str) -> None:
    """Raise `SignatureError` unless a signature file's bytes hold for data.

    Any changed byte of the file is refused, also one that the scheme
    itself leaves open (the untrusted comment, spare bits of base64).
    """
    import minisign

    try:
        read = minisign.Signature.from_bytes(signature)
    except minisign.Error as error:
        raise SignatureError(f"the signature cannot be read: {error}") from None
    canonical = bytes(read)
    if signature not in (canonical, canonical + b"\n") or read.untrusted_comment != _UNTRUSTED:
        raise SignatureError("the signature file is not as minisign writes it")
    try:
        minisign.PublicKey.from_base64(public_key).verify(data, read)
    except minisign.VerifyError as error:
        other = "identifiers" in str(error)
        raise SignatureError(
            "signed with another key" if other else "the signature does not hold"
        ) from None


def _secret(data: bytes) -> minisign.SecretKey:
    import minisign

    try:
        return minisign.SecretKey.from_bytes(data)
    except minisign.Error as error:
        raise SignatureError(f"the secret key cannot be read: {error}") from None


def _unlocked(data: bytes, password: str) -> minisign.SecretKey:
    import minisign

    key = _secret(data)
    if key.is_encrypted():
        if not password:
            raise SignatureError("the secret key is encrypted: give its password")
        try:
            key.decrypt(password)
        except minisign.Error as error:
            raise SignatureError(f"the secret key: {error}") from None
    return key
