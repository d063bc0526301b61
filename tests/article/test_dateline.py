import pytest

from onrecord.article import dateline

FOUND = [
    # (paragraph, place, dateline's whole extent)
    ("KYIV - Ukrainian officials said", "KYIV", "KYIV"),
    ("WASHINGTON (AP) — The Senate", "WASHINGTON", "WASHINGTON (AP)"),
    ("LONDON, Oct 25 (Reuters) - Britain", "LONDON", "LONDON, Oct 25 (Reuters)"),
    ("NEW DELHI: The minister", "NEW DELHI", "NEW DELHI"),
    (
        f"RAVIPUR: Relief reached a third of the villages{', a panel said' * 5}.",
        "RAVIPUR",
        "RAVIPUR",
    ),  # unknown town
    ("PARIS/BERLIN — France and Germany", "PARIS/BERLIN", "PARIS/BERLIN"),
    ("SEOUL (Reuters) – South Korea", "SEOUL", "SEOUL (Reuters)"),
    ("GENEVA, 3 March 2022 /PRNewswire/ -- The maker", "GENEVA", "GENEVA, 3 March 2022 /PRNewswire/"),
    ("Kathmandu, Nov. 2 (ANI): The Prime Minister", "Kathmandu", "Kathmandu, Nov. 2 (ANI)"),
    ("ST. PETERSBURG, Fla. (AP) — A storm", "ST. PETERSBURG, Fla.", "ST. PETERSBURG, Fla. (AP)"),
    ("JERUSALEM – Israel", "JERUSALEM", "JERUSALEM"),
    ("JERUSALEM—Israel", "JERUSALEM", "JERUSALEM"),  # the em dash without spaces of US papers
    ("NASHUA, N.H. - At the moment", "NASHUA, N.H.", "NASHUA, N.H."),
    ("Nairobi – President", "Nairobi", "Nairobi"),
    ("Washington (AFP) - The", "Washington", "Washington (AFP)"),
    ("SÃO PAULO, 3 de março de 2024 (EFE) - O governo", "SÃO PAULO", "SÃO PAULO, 3 de março de 2024 (EFE)"),
    ("PORT-AU-PRINCE, Haiti (AP) — Gangs", "PORT-AU-PRINCE, Haiti", "PORT-AU-PRINCE, Haiti (AP)"),
    ('KYIV - "We are ready," he said', "KYIV", "KYIV"),
    ("KYIV\u00a0- Ukraine", "KYIV", "KYIV"),
]


@pytest.mark.parametrize(("paragraph", "place", "whole"), FOUND)
@pytest.mark.parametrize("before", ["", "Headline\n\n"])
def test_dateline(paragraph: str, place: str, whole: str, before: str) -> None:
    text = before + paragraph
    found = dateline.find(text, len(before), len(text))
    assert found is not None
    assert (found.place, text[found.start : found.end]) == (place, whole)


NONE = [
    "BREAKING: The minister has resigned",
    "OPINION - The minister must go",
    "WATCH: Dockers march through town",
    "UPDATE 1-Minister resigns",
    "EXCLUSIVE: Striker hits back",
    "FACT CHECK: No, the minister did not resign",
    "FILE - The minister speaks",
    "NATO - the alliance",
    "NATO - The alliance said",
    "UN: The world is warming",
    "Trump: we will win",
    "Trump: We will win",
    "SMITH: I think so",  # a transcript
    "SPLASHED: Minister falls into harbour",  # a headline's first word: too short for a paragraph
    "Harbour chaos – What we know",
    "The minister - a lawyer - said",
    "Ana Ruiz, 30, a nurse, said: “No one went to help.”",  # an age is no day
    "ANA RUIZ, 30, a nurse: “No one went to help.”",
    "Ana Ruiz, aged 30, said: “No.”",
    "In Kyiv - the capital - people said",
    "HARBOURS ARE NOT ALWAYS FULL, JUST TOO SMALL - The report",
    "Kyiv officials said",
    "KYIV officials said",
    "KYIV -",
    "",
    "- KYIV",
    "-----",
]


@pytest.mark.parametrize("paragraph", NONE)
def test_no_dateline(paragraph: str) -> None:
    assert dateline.find(paragraph, 0, len(paragraph)) is None


def test_a_second_speaker_shows_a_transcript() -> None:
    text = f"OKAFOR: The harbour is open. {'So it is. ' * 12}\nRUIZ: The harbour is closed."
    assert dateline.find(text, 0, text.index("\n")) is None


def test_the_paragraph_bounds_the_dateline() -> None:
    assert dateline.find("KYIV - Ukraine", 0, 5) is None


FILED = [
    ("LONDON, Oct 25 (Reuters) - Britain", ("Reuters",), None),  # no year: no date
    ("LONDON, Oct 25, 2024 (Reuters) - Britain", ("Reuters",), "2024-10-25"),
    ("GENEVA, 3 March 2022 /PRNewswire/ -- The", ("PR Newswire",), "2022-03-03"),
    ("KYIV - Ukraine", (), None),
]


@pytest.mark.parametrize(("paragraph", "agencies", "filed_on"), FILED)
def test_agency_and_day_in_a_dateline(
    paragraph: str, agencies: tuple[str, ...], filed_on: str | None
) -> None:
    filing = dateline.read(paragraph, 0, len(paragraph))
    assert filing is not None
    assert (filing.agencies, filing.filed_on) == (agencies, filed_on)
