"""How languages end sentences and set quotations apart."""

from __future__ import annotations

# Every mark that ends a statement somewhere. Armenian's is often typed as a plain colon.
STOPS = frozenset(".。．｡।॥۔։።᠃᠉෴။៕។།॥…‥⁝·܁܂᙮꓿")
QUESTIONS = frozenset("?？؟;\u037e፧՞⁇⁈")
EXCLAMATIONS = frozenset("!！՜¡⁉")
COLONS = frozenset(":：։᠄፦፥፡՝៖")
COMMAS = frozenset(",，、،՝፣၊꓾")

# Languages that write none at the end of a statement.
NO_STOP = frozenset(["th", "lo"])

# Marks that may follow the one that ends a sentence.
CLOSERS = "\"'”’»›“‘«‹)]}）］】」』〉》*_` \t\n\u00a0\u202f\u200b\u200e\u200f\u2069\u061c"

_FRENCH = "«»‹›“”‘’"
_ANGLED = "«»‹›„“”‚‘’"
_GERMAN = "„“‚‘»«›‹’"
_ENGLISH = "“”‘’\"'"
_CORNERS = "「」『』〝〟“”‘’《》〈〉"

# The quotation marks that readers of a language accept; the first two are the usual pair.
QUOTES = {
    "am": '«»‹›“”‘’"',
    "ar": '«»“”‘’"',
    "az": '“”„«»‘’"',
    "bg": "„“”«»’‘",
    "bn": '“”‘’"',
    "ca": "«»“”‘’",
    "cs": "„“‚‘»«›‹’",
    "da": '”“»«„’‘"',
    "de": _GERMAN,
    "de_CH": "«»‹›„“‚‘’",
    "de_LI": "«»‹›„“‚‘’",
    "el": "«»“”‘’",
    "en": _ENGLISH,
    "es": "«»“”‘’",
    "es_US": '“”«»‘’"',
    "et": "„“”«»’‘",
    "fa": "«»‹›“”‘’",
    "fi": "”»’›",
    "fr": _FRENCH,
    "fr_CH": _FRENCH,
    "ga": _ENGLISH,
    "gu": _ENGLISH,
    "he": "””„“\"'״׳’‘",
    "hi": _ENGLISH,
    "hr": "„”“»«‘’",
    "hu": "„”»«’",
    "hy": '«»“”„‟"',
    "id": _ENGLISH,
    "it": "«»“”‘’",
    "ja": "「」『』〝〟〈〉《》",
    "ka": '„“«»‚‘"',
    "kk": "«»“”„",
    "km": '«»“”‘’"',
    "ko": "“”‘’「」『』《》〈〉",
    "lo": _ENGLISH,
    "lt": "„“‚‘”",
    "lv": "„”“«»",
    "mr": _ENGLISH,
    "ms": _ENGLISH,
    "my": '“”‘’"',
    "nb": '«»“”„‘’"',
    "nl": '“”„‘’‚"',
    "pl": "„”«»»«‚’",
    "pt": "“”«»‘’",
    "ro": "„”«»‘’",
    "ru": "«»„“”",
    "si": _ENGLISH,
    "sk": "„“‚‘»«",
    "sr": "„“”«»’‘",
    "sv": '”»«’"',
    "sw": _ENGLISH,
    "ta": _ENGLISH,
    "te": _ENGLISH,
    "th": '“”‘’"',
    "tl": _ENGLISH,
    "tr": '“”‘’"',
    "uk": "«»„“”’‘",
    "ur": '”“’‘"',
    "vi": '“”‘’"«»',
    "zh_Hans": "“”‘’「」『』《》〈〉",
    "zh_Hant": "「」『』“”‘’《》〈〉",
}
ALL_QUOTES = frozenset('"“”„‟«»‹›「」『』〝〟')

# Languages that double a word as a matter of grammar or style.
REDUPLICATING = frozenset(
    "id ms jv su tl ceb vi th lo km my zh ja ko tr az kk ky uz tk tt hi ur bn pa gu mr ne or ta te kn"
    " ml si fa ps ku am ti sw zu xh rn rw ka hy mt haw mi sm fj".split()
)

# Words that other languages may set twice in a row ("die Leute, die die Zeitung lesen").
DOUBLES = {
    "bg": "се",
    "cs": "se si a",
    "da": "der det den at er",
    "de": "die der das den dem sie ihnen ihr sich",
    "el": "του της των το τα η πλάι σιγά λίγο ένα ένας δύο χέρι",
    "en": "that had is",
    "es": "nos no se",
    "et": "see",
    "fi": "se on",
    "fr": "nous vous nous",
    "ga": "a go an",
    "he": "של",
    "hu": "az a",
    "it": "si no",
    "nb": "der det den at er",
    "nl": "die dat de het is zijn ze wij zij",
    "pl": "to się",
    "pt": "nos se",
    "ro": "a",
    "ru": "что то",
    "sv": "det den som är att de",
    "uk": "що то",
}
