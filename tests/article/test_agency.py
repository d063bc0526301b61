import pytest

from onrecord.article import agency

NAMED = [
    ("REUTERS, AFP", ("Reuters", "AFP")),
    ("By ANA RUIZ, Associated Press", ("AP",)),
    ("Agence France-Presse", ("AFP",)),
    ("(With inputs from PTI and ANI)", ("PTI", "ANI")),
    ("Press Association", ("PA Media",)),
    ("dpa/EFE", ("dpa", "EFE")),
    ("Reuters; Thomson Reuters", ("Reuters",)),  # each once
    ("The Canadian Press", ("The Canadian Press",)),
    ("Interfax-Ukraine", ("Interfax-Ukraine",)),  # not Interfax
    ("Ana Ruiz", ()),
    ("happy", ()),
    ("MAP", ()),
    ("", ()),
]


@pytest.mark.parametrize(("words", "agencies"), NAMED)
def test_named(words: str, agencies: tuple[str, ...]) -> None:
    assert agency.named(words) == agencies


AT_END = [
    ("He agreed, she added. REUTERS, AFP", ("Reuters", "AFP"), "REUTERS, AFP"),
    ("“We go on,” he added. REUTERS", ("Reuters",), "REUTERS"),
    ('"We go on." AFP', ("AFP",), "AFP"),
    ("He agreed. (With inputs from PTI)", ("PTI",), "(With inputs from PTI)"),
    ("He agreed. (With inputs from agencies)", (), "(With inputs from agencies)"),
    ("He agreed. – AFP", ("AFP",), "– AFP"),
    ("He agreed. - AFP", ("AFP",), "- AFP"),
    ("He agreed. [Reuters]", ("Reuters",), "[Reuters]"),
    ("He agreed (Reuters)", ("Reuters",), "(Reuters)"),
    (
        "He agreed.—With assistance from Ana Ruiz and Tom Okafor.",
        (),
        "—With assistance from Ana Ruiz and Tom Okafor.",
    ),
    ("He agreed. ar/mf (AFP, dpa)", ("AFP", "dpa"), "ar/mf (AFP, dpa)"),
    ("REUTERS", ("Reuters",), "REUTERS"),
    ("He agreed. AFP/Reuters  \n", ("AFP", "Reuters"), "AFP/Reuters"),
    ("He agreed. Bernama", ("Bernama",), "Bernama"),
]


@pytest.mark.parametrize(("paragraph", "agencies", "credit"), AT_END)
def test_credit_at_the_end(paragraph: str, agencies: tuple[str, ...], credit: str) -> None:
    found, span = agency.at_end(paragraph, 0, len(paragraph))
    assert span is not None
    assert (found, paragraph[span.start : span.end]) == (agencies, credit)


NO_CREDIT = [
    "The minister told AFP.",
    "He told Reuters",
    "The figures were checked by AP and AFP.",
    "The race was won by Mr. Bloomberg.",
    "He was born in the U.S. AP",  # an abbreviation's stop ends no sentence
    "He agreed. Reuters reported the talks first.",
    "He agreed.",
    "",
    "   ",
]


@pytest.mark.parametrize("paragraph", NO_CREDIT)
def test_no_credit_at_the_end(paragraph: str) -> None:
    assert agency.at_end(paragraph, 0, len(paragraph)) == ((), None)
