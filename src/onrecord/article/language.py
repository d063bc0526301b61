"""The language a report is written in, where its letters decide it."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from onrecord import word_list

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WITHIN = 5000  # characters looked at: more change nothing in news text
_FEWEST = 20  # letters; below, names alone decide
_FEW = 60  # letters; below, Latin script is read only as a language of many outlets
_MANY = 200  # letters; below, headlines full of names come out as Nigerian Pidgin
# Of 840 English news headlines, 3 in 1,000 come out as another language above this.
_SURE = 0.5

_PIDGIN = "pcm"  # has no two-letter code: an honest "undecided", so that it is not taken for English
# ISO 639-1; Norwegian's two forms are one here, and so are the spoken forms of Arabic and Chinese.
_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "as": "Assamese", "az": "Azerbaijani",
    "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "ig": "Igbo", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz",
    "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam",
    "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese", "ne": "Nepali",
    "nl": "Dutch", "no": "Norwegian", "om": "Oromo", "or": "Odia", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda",
    "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik",
    "th": "Thai", "tk": "Turkmen", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "xh": "Xhosa", "yo": "Yoruba", "zh": "Chinese",
    "zu": "Zulu",
}  # fmt: skip
_WIDESPREAD = word_list.words("cs da de en es fi fr hr hu id it nl no pl pt ro sv sw tr vi")


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None when it is too short or undecided."""
    start = text[:_WITHIN]
    letters = [c for c in start if c.isalpha()]
    # a Chinese, Japanese or Korean letter says about as much as three of an alphabet
    weight = len(letters) + 2 * sum(c >= "\u2e80" for c in letters)
    if weight < _FEWEST:
        return None
    code, score = _best(start, weight)
    if score < _SURE or code == _PIDGIN:
        return None
    if weight < _FEW and _is_latin(letters) and code not in _WIDESPREAD:
        return None
    return code


def name(code: str) -> str:
    """The English name of the language, or the code where it has none here."""
    return _NAMES.get(code, code)


def _best(text: str, weight: int) -> tuple[str, float]:
    scores = dict(_identifier().rank(text))
    if weight < _MANY:
        scores["en"] += scores.pop(_PIDGIN)
    code = max(scores, key=lambda candidate: scores[candidate])
    return code, scores[code]


def _is_latin(letters: list[str]) -> bool:
    latin = sum(c < "\u0250" or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return 2 * latin > len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    # imported on first use: the model takes a moment and not every command needs it
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*_NAMES, _PIDGIN])
    return identifier
