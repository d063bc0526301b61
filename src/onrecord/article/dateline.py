"""The dateline at the start of a report: "KYIV - ", "LONDON, Oct 25 (Reuters) - ", "NEW DELHI: "."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord import word_list
from onrecord.article import agency, time_stamp
from onrecord.records import Dateline

_REACH = 160  # the longest datelines name two places, a day and a wire, in some 120 characters
_PARAGRAPH = 100  # characters; the shortest first paragraphs have about as many, headlines seldom do


class Filing(NamedTuple):
    """A dateline with what stands in it beside the place."""

    dateline: Dateline
    agencies: tuple[str, ...]
    filed_on: str | None  # ISO 8601, only where day, month and year are given


# Capitals without agency or day in front of a dash or colon that are no place.
_LABELS = word_list.words(
    "ABSTRACT ADVISORY ALERT ANALYSIS ANCHOR ANSWER BACKGROUND BOOM BREAKING BRIEF BUSINESS BUSTED "
    "BYLINE CAPTION CAPTIONS CHART COLUMN COMMENT COMMENTARY CONTACT CONTEXT CORRECTED CORRECTION "
    "CRICKET DEVELOPING DISCLAIMER DISCLOSURE EDITORIAL EXCLUSIVE EXPLAINED EXPLAINER FACTBOX "
    "FEATURE FILE FLASH FOCUS FOOTBALL GALLERY GRAPHIC GUIDE HEADLINE HEADLINES HOST INSIGHT "
    "INTERVIEW INVESTIGATION KEY LATEST LEAD LETTER LETTERS LISTEN LIVE LOOK MAP MARKETS MODERATOR "
    "MORE NARRATOR NEWS NO NOTE OBITUARY OPINION PHOTO PHOTOS PICTURES PODCAST POLL POSTSCRIPT "
    "PREVIEW PROFILE QUESTION QUIZ QUOTES REACTION READ RECAP REFILE RELATED REPORT REPORTER REVIEW "
    "SOURCE SPECIAL SPORT SPORTS STATEMENT SUBJECT SUMMARY TIMELINE TOPIC TRANSCRIPT UPDATE UPDATED "
    "UPDATES URGENT VIDEO VIEW VIEWPOINT WARNING WATCH WEATHER WORLD YES"
)
# Organisations that open sentences: "NATO - The alliance ..."
_NAMES = word_list.words(
    "NATO OPEC UNICEF UNESCO FIFA UEFA NASA INTERPOL EUROPOL ASEAN BRICS ECOWAS COVID HAMAS "
    "HEZBOLLAH ISIS CNN BBC"
)
_LABEL_PHRASES = (
    "FACT CHECK",
    "JUST IN",
    "FULL TEXT",
    "PRESS RELEASE",
    "MEDIA RELEASE",
    "FOR IMMEDIATE",
    "EDITOR'S",
    "EDITOR’S",
)
# Short capitals are mostly organisations; these are places.
_SHORT = word_list.words("GOA RIO UFA AHO ORA PAU ULM BAD LE LA")
# Places that outlets also write in small letters in front of a dash or colon, without agency or day.
_CITIES = word_list.phrases(
    "Abuja|Accra|Addis Ababa|Algiers|Amman|Amsterdam|Ankara|Athens|Baghdad|Baku|Bangkok|Beijing|"
    "Beirut|Belgrade|Berlin|Bogota|Bogotá|Brasilia|Brasília|Bratislava|Brussels|Bucharest|Budapest|"
    "Buenos Aires|Cairo|Canberra|Caracas|Chennai|Colombo|Copenhagen|Damascus|Dakar|Dar es Salaam|"
    "Delhi|Dhaka|Doha|Dubai|Dublin|Edinburgh|Frankfurt|Geneva|Hanoi|Harare|Havana|Helsinki|Hong Kong|"
    "Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Kabul|Kampala|Karachi|Kathmandu|Khartoum|"
    "Kigali|Kinshasa|Kolkata|Kuala Lumpur|Kyiv|Lagos|Lahore|Lima|Lisbon|Ljubljana|London|Los Angeles|"
    "Luanda|Lusaka|Madrid|Manila|Maputo|Melbourne|Mexico City|Minsk|Montevideo|Moscow|Mumbai|Nairobi|"
    "New Delhi|New York|Nicosia|Oslo|Ottawa|Paris|Port-au-Prince|Prague|Pretoria|Pyongyang|Quito|"
    "Rabat|Riga|Riyadh|Rome|San Francisco|Santiago|Sarajevo|Seoul|Shanghai|Singapore|Skopje|Sofia|"
    "Stockholm|Sydney|Taipei|Tallinn|Tashkent|Tbilisi|Tehran|Tel Aviv|The Hague|Tirana|Tokyo|Toronto|"
    "Tripoli|Tunis|Vatican City|Vienna|Vilnius|Warsaw|Washington|Wellington|Yangon|Yerevan|Zagreb|"
    "Zurich|Zürich"
)

_WORD = r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-]+[^\W\d_]+)*\.?"
_PLACE = rf"{_WORD}(?:\s{_WORD}){{0,4}}(?:\s?/\s?{_WORD}(?:\s{_WORD}){{0,2}}){{0,2}}"
_OPENING = re.compile(
    rf"(?P<city>{_PLACE})"
    r"(?P<groups>(?:,\s[^\s,():/–—-][^,():/–—]{0,28}){0,3})"
    r"(?P<wire>,?\s?\([^()\n]{2,50}\)|\s/[A-Z][\w .-]{1,30}/)?"
    r"(?P<dash>\s?(?:--|[–—―‒])|\s-{1,2}(?=\s)|:(?=\s))"
    r"\s*(?P<next>\S)"
)
# A second "JONES: " further down shows that capitals and colon are a transcript's speakers.
_SPEAKER = re.compile(r"^[A-Z][A-Z.'’ -]{1,30}: ", re.MULTILINE)
_SPEAKERS_WITHIN = 4000
# "Nov. 2" and not the 30 of "Ana Ruiz, 30, a nurse, said: ..."
_IS_DAY = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{3})(?!.*\b(?:aged?|years?)\b)")
_IS_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_FIRST_PERSON = re.compile(
    r"\s*(?:I|I['’]\w+|We|You|My|Your|Our|Yes|No|Well|Thank|Thanks|Let|Do|Did|How|Why|What|Who)\b"
)


def find(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the start of the paragraph text[start:end], up to and without its dash or colon."""
    filing = read(text, start, end)
    return filing.dateline if filing else None


def read(text: str, start: int, end: int) -> Filing | None:
    """The dateline with the agency and the day in it."""
    found = _OPENING.match(text[start : min(end, start + _REACH)])
    if not found or not _is_place(found) or not _opens_sentence(found["next"]):
        return None
    if found["dash"] == ":" and _SPEAKER.search(
        text, found.end() + start, found.end() + start + _SPEAKERS_WITHIN
    ):
        return None
    groups = _groups(found)
    named = next((at for at, group in enumerate(groups) if _IS_DAY.match(group)), len(groups))
    kept, days = groups[:named], groups[named:]
    place = (found["city"] + "".join(f",{group}" for group in kept)).rstrip()
    stop = start + len(found.string[: found.start("dash")].rstrip())
    dateline = Dateline(text[start : start + len(place)], start, stop)
    return Filing(dateline, agency.named(found["wire"] or ""), time_stamp.moment(",".join(days).strip()))


def _opens_sentence(first: str) -> bool:
    # "NATO - the alliance": behind a dateline a sentence starts
    return not first.islower()


def _is_place(found: re.Match[str]) -> bool:
    city = found["city"]
    if _is_label(city):
        return False
    groups = _groups(found)
    if any(re.search(r"\d", g) and not _IS_DAY.match(g) and not _IS_YEAR.fullmatch(g) for g in groups):
        return False  # an age or an address
    surely = bool(found["wire"]) or any(map(_IS_DAY.match, groups))
    if not city.isupper():
        # "Kathmandu, Nov. 2 (ANI):" has a day or a wire to show for it, "Nairobi -" is known
        return (surely and _is_titled(city)) or city in _CITIES
    if surely or city.title() in _CITIES:
        return True
    if _is_organisation(city) or _is_heading(found):
        return False
    # capitals nobody knows in front of a colon: in headlines they are a label, in transcripts a speaker
    return found["dash"] != ":" or (len(found.string) >= _PARAGRAPH and not _speaks(found))


def _groups(found: re.Match[str]) -> list[str]:
    """What stands between commas behind the place."""
    return [group for group in found["groups"].split(",") if group.strip()]


def _is_label(city: str) -> bool:
    upper = city.upper()
    words = upper.split()
    return upper.startswith(_LABEL_PHRASES) or not (_LABELS | _NAMES).isdisjoint(
        (words[0].rstrip("."), words[-1])
    )


def _is_titled(city: str) -> bool:
    words = re.split(r"[\s/]+", city)
    small = [word for word in words if word and word[0].islower()]
    return (
        words[0][0].isupper()
        and len(words) <= 5
        and all(word in {"es", "de", "la", "of", "the", "am"} for word in small)
    )


def _is_organisation(city: str) -> bool:
    return len(city.replace(".", "")) <= 3 and city not in _SHORT


def _is_heading(found: re.Match[str]) -> bool:
    """True for "POLLS NOT ALWAYS WRONG, JUST TOO EARLY" runs on for longer than places do, as headings."""
    return any(
        len(piece.split()) > most
        for piece, most in ((found["city"], 3), (found["groups"].rpartition(",")[2], 2))
    )


def _speaks(found: re.Match[str]) -> bool:
    """True for a transcript's speaker, "SMITH: I think ..."."""
    return bool(_FIRST_PERSON.match(found.string[found.start("next") :]))
