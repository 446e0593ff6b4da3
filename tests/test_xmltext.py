"""Our writing of XML is the standard library's."""

from __future__ import annotations

from xml.sax import saxutils

from hypothesis import given
from hypothesis import strategies as st

from appeal.xmltext import escape, quoteattr

TEXTS = st.text(st.characters() | st.sampled_from("&<>\"'\n\r\t"))


@given(TEXTS)
def test_text_and_attributes_are_written_as_the_standard_library_writes_them(text: str) -> None:
    assert escape(text) == saxutils.escape(text)
    assert quoteattr(text) == saxutils.quoteattr(text)
