import pytest

from onrecord.article import language

ENGLISH = "The minister said on Monday that the harbour would stay closed until the end of the week."

DETECTED = [
    (ENGLISH, "en"),
    ("Der Minister sagte am Montag, der Hafen bleibe bis zum Ende der Woche geschlossen.", "de"),
    ("Le ministre a déclaré lundi que le port resterait fermé jusqu'à la fin de la semaine.", "fr"),
    ("El ministro dijo el lunes que el puerto seguiría cerrado hasta el fin de semana.", "es"),
    ("Міністр сказав у понеділок, що порт буде закрито до кінця тижня.", "uk"),
    ("मंत्री ने सोमवार को कहा कि बंदरगाह सप्ताह के अंत तक बंद रहेगा।", "hi"),
    ("大臣は月曜日、港は週末まで閉鎖されると述べた。", "ja"),
    ("KYIV", None),  # too short
    ("", None),
    ("12 34 56 !!! 78", None),
    ("\ud800\ud801 🙂🙂🙂", None),  # halves of characters, as broken JSON brings them
]


@pytest.mark.parametrize(("text", "code"), DETECTED)
def test_detect(text: str, code: str | None) -> None:
    assert language.detect(text) == code


HEADLINES = [
    "Derby seals Okafor deal, Rovers confirm",
    "Okafor, Ruiz, Adeyinka-Marsh: who wants what",
    "Port of Varnholm shut for second day",
    "Brandeau upsets Haldane with harbour quip",
    "Quillfeather beats Oldenby in Lowmarch",
    "UPDATE 1: VARNHOLM PORT CLOSED",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_short_english_headline_full_of_names_is_english_or_undecided(headline: str) -> None:
    assert language.detect(headline) in {"en", None}


def test_only_the_start_is_looked_at() -> None:
    assert language.detect(ENGLISH * 100 + "Der Minister sagte am Montag. " * 5000) == "en"


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("en", "English"), ("xx", "xx")])
def test_name(code: str, name: str) -> None:
    assert language.name(code) == name
