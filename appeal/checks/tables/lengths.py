"""How long a translation of running text is, for each character of the English.

Means over human-rights appeals and their like; what lies within a factor
of two of them is never remarked upon.
"""

from __future__ import annotations

LENGTHS = {
    "ar": 0.85,
    "am": 0.7,
    "cs": 0.95,
    "de": 1.2,
    "el": 1.15,
    "fa": 0.92,
    "fr": 1.2,
    "he": 0.78,
    "ja": 0.5,
    "ko": 0.55,
    "ta": 1.2,
    "ml": 1.2,
    "my": 1.15,
    "th": 0.95,
    "zh": 0.33,
}
USUAL = 1.08
