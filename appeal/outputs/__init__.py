"""What an edition becomes: one module for each kind of output."""

from __future__ import annotations

# Kind -> module; each has `artifacts(edition, interface, press)`.
OUTPUTS = {
    "page": "appeal.outputs.page",
    "text": "appeal.outputs.text",
    "mail": "appeal.outputs.mail",
    "letter": "appeal.outputs.letter",
    "readers": "appeal.outputs.readers",
    "office": "appeal.outputs.office",
    "card": "appeal.outputs.card",
    "fax": "appeal.outputs.fax",
}
