import pytest

from onrecord.article import byline

BYLINES = [
    ("By Ana Ruiz and Tom Okafor", ("Ana Ruiz", "Tom Okafor"), ()),
    ("By ANA RUIZ, Associated Press", ("ANA RUIZ",), ("AP",)),  # as written
    ("by Ana Ruiz, Tom Okafor & Jane Doe", ("Ana Ruiz", "Tom Okafor", "Jane Doe"), ()),
    ("By Ana Ruiz in Kyiv", ("Ana Ruiz",), ()),
    ("By ANA RUIZ FOR THE LANTERN", ("ANA RUIZ",), ()),
    ("By Ana Ruiz, Political Editor", ("Ana Ruiz",), ()),
    ("By Ana Ruiz | The Lantern", ("Ana Ruiz",), ()),
    ("By Our Special Correspondent", (), ()),
    ("By Reuters Staff", (), ("Reuters",)),
    ("By Tomas Redgrave-Oyelaran", ("Tomas Redgrave-Oyelaran",), ()),
    ("By Luis de la Cruz, Jr.", ("Luis de la Cruz, Jr.",), ()),
    ("Von Ana Ruiz", ("Ana Ruiz",), ()),
    ("Par Ana Ruiz et Tom Okafor", ("Ana Ruiz", "Tom Okafor"), ()),
]


@pytest.mark.parametrize(("line", "authors", "agencies"), BYLINES)
def test_byline(line: str, authors: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    found = byline.read(line)
    assert found is not None
    assert (found.authors, found.agencies) == (authors, agencies)


SENTENCES = [
    "By Monday the strike was over",
    "By Monday Night",
    "By contrast, the ministry said nothing.",
    "By Ana Ruiz's account, the harbour was open.",
    "By 2030",
    "Bystanders said they saw nothing",
    "By",
    "",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_no_byline(line: str) -> None:
    assert byline.read(line) is None


def test_the_day_behind_the_name() -> None:
    found = byline.read("By Ana Ruiz | Oct 25, 2024")
    assert found is not None
    assert found.published_at == "2024-10-25"
