"""What CLDR does not say of months: other regions' names, other calendars, ordinary words."""

from __future__ import annotations

# Regions whose names of months differ, and are read in the whole language.
REGIONS = {
    "ar": ("ar_SY", "ar_DZ", "ar_MA", "ar_IQ", "ar_SA"),
    "de": ("de_AT",),
    "fa": ("fa_AF",),
    "es": ("es_PE",),
    "sr": ("sr_Latn",),
    "hr": ("sr_Latn",),
}

# Spellings beside CLDR's, month by month; stems.
MORE = {
    "ar": {1: "كانون الثاني", 2: "شباط", 3: "آذار|اذار", 4: "نيسان|أفريل", 5: "أيار|ايار", 6: "حزيران|جوان",
           7: "تموز|جويلية", 8: "آب|أوت", 9: "أيلول|ايلول", 10: "تشرين الأول", 11: "تشرين الثاني",
           12: "كانون الأول"},
    "bn": {1: "জানুয়ারি|জানুয়ারী", 2: "ফেব্রুয়ারি|ফেব্রুয়ারী", 8: "আগস্ট|অগাস্ট", 9: "সেপ্টেম্বর"},
    "hi": {1: "जनवरी", 2: "फरवरी|फ़रवरी", 6: "जून", 8: "अगस्त", 9: "सितंबर|सितम्बर", 10: "अक्टूबर|अक्तूबर",
           11: "नवंबर|नवम्बर", 12: "दिसंबर|दिसम्बर"},
    "ta": {1: "ஜனவரி", 2: "பிப்ரவரி|பெப்ரவரி", 3: "மார்ச்", 4: "ஏப்ரல்|ஏப்பிரல்|ஏப்", 7: "ஜூலை|யூலை", 6: "ஜூன்|யூன்"},
    "si": {4: "අප්‍රේල්|අප්රේල්|අප්‍රියෙල්"},
    "fa": {1: "ژانویه", 4: "آوریل|اپریل", 5: "مه|می"},
    "ka": {1: "იანვ", 4: "აპრილ"},
}  # fmt: skip

# Names of months that are also everyday words: never taken for a date without a day beside them.
WORDS = {
    "tr": (1, 3, 4, 10, 12),
    "cs": (2, 3, 5, 6, 7, 9, 11),
    "pl": (5, 11),
    "uk": (2, 5, 7, 8, 11),
    "be": (2, 5),
    "hr": (3, 4, 5, 11),
    "vi": tuple(range(1, 13)),
    "fi": (1, 3, 5, 6, 7, 8, 11),
    "ga": (4, 5, 6, 9),
    "he": (3, 5, 8),
    "hi": (3, 5),
    "ar": (3, 8, 4),
    "fa": (5,),
}
# March and May are verbs, nouns or endings nearly everywhere.
EVERYWHERE = (3, 5)

# Beginnings of months in the Persian calendar.
PERSIAN = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)

# What to add to a Gregorian year where a language also counts otherwise.
YEARS = {
    "th": (543,),
    "km": (543, 544),
    "lo": (543,),
    "si": (543, 544),
    "my": (-638, -639, 543, 544),
    "am": (-7, -8),
    "ti": (-7, -8),
    "fa": (-621, -622),
    "ps": (-621, -622),
    # Reiwa, Heisei, Showa; the Republic of China.
    "ja": (-2018, -1988, -1925),
    "zh": (-1911,),
    "ar": (-579, -580, -578),
    "he": (3760, 3761),
    "hi": (57, 56),
    "ne": (57, 56),
    "bn": (-593, -594),
}
