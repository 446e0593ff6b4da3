"""Words that end with a full stop without ending a sentence, without that stop."""

from __future__ import annotations

ABBREVIATIONS = {
    "en": "mr mrs ms dr prof st no nos art para vol pp p cf vs e.g i.e eg ie approx dept gen col lt sgt rev hon"
    " jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co",
    "ar": "د أ م ص",
    "bn": "ড মো মি",
    "cs": "např tzv mj atd čl č str sv tj ing mgr",
    "de": "z b bzw d h u a v usw nr art abs dr prof s ca vgl",
    "el": "κ π χ δηλ αρ σελ κλπ",
    "es": "sr sra dr dra art núm etc ee uu ud uds pág p",
    "fr": "m mm mme dr art n p etc",
    "he": "",
    "hi": "डॉ श्री प्रो",
    "hu": "dr stb pl kb ún évi",
    "it": "sig art dott n pag ecc",
    "nl": "dhr mevr dr prof nr art bijv d w z enz m",
    "pl": "np tzw m in im itd itp ul art ust dr prof św r nr",
    "pt": "sr sra dr dra art n pág etc",
    "ru": "т д п г гг ул им см стр тыс млн руб др пр",
    "si": "ආචාර්ය මහ",
    "sv": "t ex bl a s k dvs osv nr m",
    "ta": "திரு டாக்டர்",
    "tr": "dr prof av sok cad no vb",
    "uk": "т д п р рр вул ім див стор тис млн грн ст",
}

# Those that close a sentence when a capital follows: "and so on".
CLOSING = frozenset("usw etc enz osv atd itd itp vb ecc stb".split())
