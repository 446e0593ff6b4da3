"""How each script is set on screens: fonts that systems have, and room for its shapes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How a script is set on screens.

    ``stack`` are font families in order, from the systems that have them;
    ``leading`` and ``tight`` are line heights of text and of headings;
    ``scale`` enlarges scripts that look small beside Latin;
    ``least_heading_rem`` is the title's size on the narrowest screens, where
    the longest words must fit. ``webfont`` is
    the stem of the files in webfonts/, ``covers`` its CSS unicode-range:
    without it browsers fetch the font for every Latin letter. ``slanted`` says that the script has
    italics.
    """

    stack: str
    leading: float = 1.55
    tight: float = 1.2
    scale: float = 1
    least_heading_rem: float = 1.75
    webfont: str = ""
    covers: str = ""
    slanted: bool = False


_LATIN = Face(
    stack='Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif",Georgia,serif',
    slanted=True,
)


def _indic(stack: str) -> Face:
    return Face(stack=stack, leading=1.75, tight=1.4, least_heading_rem=1.4)


FACES = {
    "Latn": _LATIN,
    "Cyrl": _LATIN,
    "Grek": _LATIN,
    "Armn": Face(stack='"Noto Serif Armenian",Mshtakan,Sylfaen,serif', leading=1.65),
    "Geor": Face(stack='"Noto Serif Georgian",Sylfaen,serif', leading=1.65),
    "Arab": Face(
        stack='"Noto Naskh Arabic","Geeza Pro","Segoe UI",Tahoma,"Droid Arabic Naskh",serif',
        leading=1.85,
        tight=1.5,
        scale=1.08,
    ),
    "Aran": Face(
        stack='"Noto Nastaliq Urdu","Urdu Typesetting","Jameel Noori Nastaleeq",serif',
        leading=2.3,
        tight=2.1,
        scale=1.04,
        webfont="noto-nastaliq-urdu",
        covers="U+600-6FF,U+750-77F,U+FB50-FDFF,U+FE70-FEFE",
    ),
    "Hebr": Face(
        stack='"Noto Serif Hebrew","New Peninim MT","Times New Roman",serif',
        leading=1.6,
        scale=1.06,
    ),
    "Ethi": Face(stack='"Noto Serif Ethiopic",Kefa,Nyala,Ebrima,serif', leading=1.75),
    "Deva": _indic(
        '"Noto Serif Devanagari","Kohinoor Devanagari","Devanagari Sangam MN",'
        '"Nirmala UI",Mangal,serif'
    ),
    "Beng": _indic(
        '"Noto Serif Bengali","Kohinoor Bangla","Bangla Sangam MN","Nirmala UI",Vrinda,serif'
    ),
    "Guru": _indic('"Noto Serif Gurmukhi","Gurmukhi MN","Nirmala UI",Raavi,serif'),
    "Gujr": _indic('"Noto Serif Gujarati","Gujarati Sangam MN","Nirmala UI",Shruti,serif'),
    "Orya": _indic('"Noto Sans Oriya","Oriya Sangam MN","Nirmala UI",Kalinga,sans-serif'),
    "Taml": Face(
        stack='"Noto Serif Tamil","Tamil Sangam MN","Nirmala UI",Latha,serif',
        leading=1.75,
        tight=1.45,
        least_heading_rem=1.4,
    ),
    "Telu": _indic('"Noto Serif Telugu","Telugu Sangam MN","Nirmala UI",Gautami,serif'),
    "Knda": _indic('"Noto Serif Kannada","Kannada Sangam MN","Nirmala UI",Tunga,serif'),
    "Mlym": _indic('"Noto Serif Malayalam","Malayalam Sangam MN","Nirmala UI",Kartika,serif'),
    "Sinh": Face(
        stack='"Noto Serif Sinhala","Sinhala Sangam MN","Nirmala UI","Iskoola Pota",'
        '"Noto Sans Sinhala",sans-serif',
        leading=1.8,
        tight=1.5,
        least_heading_rem=1.4,
        webfont="noto-sans-sinhala",
        covers="U+D80-DFF,U+200C-200D,U+25CC",
    ),
    "Thai": Face(
        stack='"Noto Serif Thai",Thonburi,"Leelawadee UI",Tahoma,"Noto Sans Thai",serif',
        leading=1.8,
        tight=1.5,
        scale=1.04,
    ),
    "Laoo": Face(
        stack='"Noto Serif Lao","Lao Sangam MN","Leelawadee UI",serif', leading=1.8, tight=1.5
    ),
    "Khmr": Face(
        stack='"Noto Serif Khmer","Khmer Sangam MN","Leelawadee UI","Khmer UI",'
        '"Noto Sans Khmer",sans-serif',
        leading=1.95,
        tight=1.6,
        least_heading_rem=1.4,
        webfont="noto-sans-khmer",
        covers="U+1780-17FF,U+19E0-19FF,U+25CC",
    ),
    "Mymr": Face(
        stack='"Noto Serif Myanmar","Myanmar Sangam MN","Myanmar Text","Noto Sans Myanmar",'
        "sans-serif",
        leading=2,
        tight=1.7,
        least_heading_rem=1.4,
        webfont="noto-sans-myanmar",
        covers="U+1000-109F,U+A9E0-A9FE,U+AA60-AA7F,U+25CC",
    ),
    "Tibt": Face(stack='"Noto Serif Tibetan",Kailasa,"Microsoft Himalaya",serif', leading=1.9),
    "Jpan": Face(
        stack='"Hiragino Kaku Gothic ProN","BIZ UDPGothic","Yu Gothic",Meiryo,"Noto Sans JP",'
        '"Noto Sans CJK JP",sans-serif',
        leading=1.85,
        tight=1.4,
    ),
    "Kore": Face(
        stack='"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif',
        leading=1.75,
        tight=1.35,
    ),
    "Hans": Face(
        stack='"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif',
        leading=1.8,
        tight=1.4,
    ),
    "Hant": Face(
        stack='"PingFang HK","PingFang TC","Microsoft JhengHei","Noto Sans HK","Noto Sans TC",'
        '"Noto Sans CJK HK","Noto Sans CJK TC",sans-serif',
        leading=1.8,
        tight=1.4,
    ),
}
OTHER = Face(stack="serif", leading=1.75, tight=1.4)
