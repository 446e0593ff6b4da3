"""mailto: addresses (RFC 6068) that open in every mail program, and what fits into them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

# Chrome and several mail programs cut or refuse longer ones.
LIMIT = 2000


class Mailto(NamedTuple):
    """A ``mailto:`` URI; ``whole`` says whether the letter's full text is in it."""

    uri: str
    whole: bool


def mailto(to: Sequence[str], cc: Sequence[str], subject: str, bodies: Sequence[str]) -> Mailto:
    """Return the URI with the first of the bodies that fits within `LIMIT` characters.

    ``bodies`` go from the whole letter to shorter ones. Where none fits, the
    body is left out, then the copies, then the subject. A letter beyond
    ASCII costs six to twelve characters.
    """
    for body in bodies:
        # Each character costs at least one; quoting a whole letter only to find out costs time.
        if len(body) > LIMIT:
            continue
        uri = _uri(to, {"cc": ",".join(cc), "subject": subject, "body": body})
        if len(uri) <= LIMIT:
            return Mailto(uri, body == bodies[0])
    for fields in ({"cc": ",".join(cc), "subject": subject}, {"subject": subject}):
        uri = _uri(to, fields)
        if len(uri) <= LIMIT:
            return Mailto(uri, False)
    return Mailto(_uri(to, {}), False)


def _uri(to: Sequence[str], fields: dict[str, str]) -> str:
    query = "&".join(f"{name}={_encoded(text)}" for name, text in fields.items() if text)
    addresses = ",".join(quote(address, safe="@+") for address in to)
    return f"mailto:{addresses}?{query}" if query else f"mailto:{addresses}"


def _encoded(text: str) -> str:
    # RFC 6068, section 5: line breaks in a body are %0D%0A.
    return quote("\r\n".join(text.rstrip("\n").split("\n")), safe="")
