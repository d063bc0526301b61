"""News agencies: which are named in a credit, and the credit behind a report's last sentence."""

from __future__ import annotations

import re

from onrecord.article.names import are_credited
from onrecord.records import Span

# Canonical name, then the forms it is written in. A form in small letters is also known in capitals.
_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Reuters", ("Reuters", "Thomson Reuters", "Thomson Reuters Foundation")),
    ("AFP", ("AFP", "Agence France-Presse", "Agence France Presse")),
    ("AP", ("AP", "A.P.", "Associated Press", "The Associated Press")),
    ("PA Media", ("PA", "PA Media", "PA Wire", "Press Association", "PA news agency")),
    ("dpa", ("dpa", "Deutsche Presse-Agentur")),
    ("AAP", ("AAP", "Australian Associated Press")),
    ("ANI", ("ANI", "Asian News International")),
    ("PTI", ("PTI", "Press Trust of India")),
    ("IANS", ("IANS", "Indo-Asian News Service")),
    ("UNI", ("UNI", "United News of India")),
    ("UPI", ("UPI", "United Press International")),
    ("Bloomberg", ("Bloomberg", "Bloomberg News")),
    ("Dow Jones", ("Dow Jones", "Dow Jones Newswires")),
    ("The Canadian Press", ("The Canadian Press", "Canadian Press", "CP")),
    ("EFE", ("EFE", "Agencia EFE")),
    ("Europa Press", ("Europa Press",)),
    ("ANSA", ("ANSA",)),
    ("Adnkronos", ("Adnkronos",)),
    ("Lusa", ("Lusa",)),
    ("Belga", ("Belga",)),
    ("ANP", ("ANP",)),
    ("APA", ("APA",)),
    ("Keystone-SDA", ("Keystone-SDA", "Keystone-ATS", "SDA", "ATS")),
    ("NTB", ("NTB",)),
    ("TT", ("TT News Agency", "TT")),
    ("Ritzau", ("Ritzau",)),
    ("STT", ("STT",)),
    ("PAP", ("PAP",)),
    ("ČTK", ("ČTK", "CTK")),
    ("MTI", ("MTI",)),
    ("BTA", ("BTA",)),
    ("Agerpres", ("Agerpres",)),
    ("UKRINFORM", ("Ukrinform",)),
    ("Interfax-Ukraine", ("Interfax-Ukraine",)),
    ("Interfax", ("Interfax",)),
    ("TASS", ("TASS", "ITAR-TASS")),
    ("RIA Novosti", ("RIA Novosti", "RIA")),
    ("BelTA", ("BelTA",)),
    ("Anadolu", ("Anadolu", "Anadolu Agency", "AA")),
    ("DHA", ("DHA",)),
    ("Xinhua", ("Xinhua", "Xinhua News Agency")),
    ("Kyodo", ("Kyodo", "Kyodo News")),
    ("Jiji Press", ("Jiji", "Jiji Press")),
    ("Yonhap", ("Yonhap", "Yonhap News Agency")),
    ("KCNA", ("KCNA",)),
    ("Bernama", ("Bernama",)),
    ("Antara", ("Antara",)),
    ("VNA", ("VNA", "Vietnam News Agency")),
    ("PNA", ("PNA", "Philippine News Agency")),
    ("BSS", ("BSS",)),
    ("UNB", ("UNB",)),
    ("APP", ("APP", "Associated Press of Pakistan")),
    ("IRNA", ("IRNA",)),
    ("MENA", ("MENA",)),
    ("SPA", ("SPA", "Saudi Press Agency")),
    ("WAM", ("WAM",)),
    ("QNA", ("QNA", "Qatar News Agency")),
    ("NAN", ("NAN", "News Agency of Nigeria")),
    ("GNA", ("GNA", "Ghana News Agency")),
    ("Agência Brasil", ("Agência Brasil",)),
    ("RNZ", ("RNZ",)),
    ("NZME", ("NZME",)),
    ("PR Newswire", ("PRNewswire", "PR Newswire", "PRNewsfoto")),
    ("Business Wire", ("Business Wire", "BusinessWire")),
    ("GlobeNewswire", ("GlobeNewswire", "Globe Newswire")),
)
_CANONICAL = {form: name for name, forms in _FORMS for given in forms for form in (given, given.upper())}
_ANY = re.compile(
    r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(_CANONICAL, key=len, reverse=True))) + r")(?![\w-])"
)

_REACH = 240  # a credit is looked for in this many last characters of a paragraph
_WRAPPING = " \t\r\n()[]-–—―/.*•"
_PIECES = re.compile(r"\s*(?:[,/&;+|]|\band\b|\bund\b|\bet\b)\s*")
_NO_NAME = frozenset(("", "agencies", "agency", "wire services", "wires", "news agencies", "agency", "staff"))
# "With inputs from PTI", "With assistance from Jane Doe": agencies, people or both may follow
_INTRO = re.compile(
    r"(?:(?:with|and) )?(?:additional |further )?(?:"
    r"(?:agency|agencies|wire) (?:inputs?|reports?)|(?:inputs?|assistance|files|reporting|reports?|"
    r"contributions?|"
    r"material|agencies|help) (?:from|by|with)|agencies)(?:[: ]\s*|$)|sources?: ?|compiled (?:from|by) |via ",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[a-z]{2,3}(?:/[a-z]{2,3})* (?=\()")  # "ar/mf (AFP, dpa)": the editors' signs
_CUT = re.compile(
    r"""(?<=[.!?…"”’'»)])\s*(?=[-–—―(\[/]|[A-Zdw]|[a-z]{2,3}(?:/[a-z]{2,3}){0,2}\ \()  # a sentence's end
      |\s+(?=[(\[])                                    # a bracket
      |\s(?=[-–—―]\s?[A-Zd])                           # a dash with a space before it""",
    re.VERBOSE,
)
# "said Mr. Bloomberg." names a person, not the agency
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Sen|Gov|Rep|Prof|Hon|Sir|[A-Z])\.\s*$")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")


def named(words: str) -> tuple[str, ...]:
    """The agencies named in a byline or a credit, by their canonical names, in order, each once."""
    return tuple(dict.fromkeys(_CANONICAL[found.group()] for found in _ANY.finditer(words[:2000])))


def is_credit(words: str) -> bool:
    """True when the words are nothing but a credit to agencies, or to those who helped."""
    if len(words) > _REACH:
        return False
    bare = _INITIALS.sub("", words.strip(), count=1).strip(_WRAPPING)
    intro = _INTRO.match(bare)
    rest = bare[intro.end() :] if intro else bare
    if intro and are_credited(rest, most=24):
        return True
    pieces = [piece.strip(_WRAPPING) for piece in _PIECES.split(rest)]
    if not all(piece in _CANONICAL or piece.lower() in _NO_NAME for piece in pieces):
        return False
    return bool(intro) or any(pieces)


def at_end(text: str, start: int, end: int) -> tuple[tuple[str, ...], Span | None]:
    """The agencies credited behind the last sentence of text[start:end], and where the credit stands."""
    while end > start and text[end - 1].isspace():
        end -= 1
    first = max(start, end - _REACH)
    cuts = [first + found.end() for found in _CUT.finditer(text[first:end])]
    for cut in [start, *cuts] if first == start else cuts:
        if cut < end and _is_end(text[max(start, cut - 8) : cut], text[cut:end]):
            return named(text[cut:end]), Span(cut, end)
    return (), None


def _is_end(before: str, credit: str) -> bool:
    if not is_credit(credit):
        return False
    whole, ended = not before.strip(), bool(_SENTENCE_END.search(before)) and not _TITLE.search(before)
    # "(Reuters)" and "– AFP" are credits without a full stop before them too, a bare name is not
    return whole or ended or (credit[0] in "([-–—―" and bool(named(credit)))
