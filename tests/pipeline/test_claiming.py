"""Stories and claims of articles that no ledger keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from onrecord.claims.judge import Answers
from onrecord.pipeline.claiming import Collection, Gathered, gather
from onrecord.pipeline.independent import Texts
from onrecord.records import Article, Page, Part, Reading, Refusal, Saying, Source, Span, Statement, Words

FERRY = (
    "The ferry Marit capsized off Port Else on Monday night, the coast guard said. Divers searched the hull"
    " for passengers who were asleep in their cabins when the ferry turned over. The harbour master said"
    " that the ferry had left Port Else with its bow gate open. {}"
)
WHEAT = (
    "The wheat harvest in the southern valleys fell by a third this summer, the farmers' league"
    " said. Millers expect bread to cost more by autumn. Drought and rust had damaged the wheat, the league"
    " said. {}"
)
FRENCH = (
    "Le traversier Marit a chaviré lundi soir au large de Port Else, ont annoncé les garde-côtes. Des"
    " plongeurs fouillent la coque à la recherche des passagers qui dormaient dans leurs cabines."
)


def page(name: str, text: str, **fields: str) -> Page:
    return Page(origin=f"{name}.txt", format="text", raw=text, id=name, **fields)  # type: ignore[arg-type]


def texts(pages: Iterable[Page | Refusal]) -> list[Gathered]:
    return list(gather(pages, statements=False, workers=1))


def article(name: str, text: str, published_at: str | None = None, outlet: str | None = None) -> Article:
    parts = (Part(0, len(text), "body"),) if text else ()
    return Article(
        id=name, text=text, parts=parts, published_at=published_at, outlet=outlet, headline=text[:30]
    )


def gathered(given: Article, sayings: tuple[Saying, ...] = ()) -> Gathered:
    return Gathered(given.id, given, sayings)


def saying(given: Article, content: str, who: str) -> Saying:
    start = given.text.index(content)
    words = Words((Span(start, start + len(content)),), content)
    statement = Statement(
        id=f"{given.id}-{start}",
        source=Source((), who, name=who),
        cue=None,
        content=words,
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act="assert",
    )
    return Saying(
        statement=statement,
        figures=(),
        article=given.id,
        published_at=given.published_at,
        outlet=given.outlet,
        sentence=content,
        read=f"{who} said {content}",
        in_headline=False,
        vector=b"",
    )


def same_or_not(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """A judge that takes a text for support where it has the claim's words."""
    return [
        Answers(0.9, 0, 0, 0, 0.1) if claim in read else Answers(0, 0, 0, 0, 1.0) for claim, read in pairs
    ]


def test_every_page_with_a_text_has_an_article() -> None:
    broken = Refusal("d", "intake", "not JSON", "write it as JSON")
    long = "word " * 110_000
    pages: list[Page | Refusal] = [page("a", FERRY.format("")), page("b", FRENCH), page("c", long), broken]
    found = texts(pages)
    assert [each.article.id if each.article else None for each in found] == ["a", "b", "c", None]
    assert [each.refusal.reason if each.refusal else None for each in found] == [
        None,
        None,
        "the text has 550,000 characters, more than 500,000",
        "not JSON",
    ]
    assert [each.origin for each in found] == ["a.txt", "b.txt", "c.txt", "d"]


def test_a_text_in_another_language_is_part_of_its_story_and_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from onrecord.pipeline import claiming
    from onrecord.pipeline.ticket import Outcome

    french = Article(id="b", text=FRENCH, language="fr")
    asked = []

    class Readers:
        def __init__(self, **settings: object) -> None:
            assert settings["any_language"] is True

        def __enter__(self) -> Readers:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def read(self, entries, knows_text):  # type: ignore[no-untyped-def]
            for entry in entries:
                asked.append(knows_text(french))
                yield Outcome(entry, french if asked[-1] else Reading(french, (), "fake-1"))

    monkeypatch.setattr(claiming, "Readers", Readers)
    (found,) = gather([page("b", FRENCH)])
    assert found.article == french
    assert found.refusal == Refusal(
        "b.txt", "article", "the text is in French (fr)", "read it at your own risk with --any-language"
    )
    (found,) = gather([page("b", FRENCH)], any_language=True)
    assert found.refusal is None
    assert asked == [True, False]


def test_stories_with_what_is_known_of_them() -> None:
    collection = Collection(copies=True)
    known = [
        article("a", FERRY.format(""), "2024-05-14T23:00:00+02:00", "Else Courier"),
        article("b", WHEAT.format("")),
        article("c", FERRY.format("It was Sunday."), "2024-05-14T22:00:00Z", "Coast Post"),
        article("d", FERRY.format("Rain fell."), None, "Coast Post"),
    ]
    assert [collection.add(gathered(each)) for each in known] == [None] * 4
    ferry, wheat = collection.stories()
    assert (ferry.articles, wheat.articles) == (("a", "c", "d"), ("b",))
    # An hour earlier by the clock of its zone, and in the order of time the first.
    assert (ferry.first_seen, ferry.last_seen) == ("2024-05-14T23:00:00+02:00", "2024-05-14T22:00:00Z")
    assert (ferry.undated, ferry.outlets, ferry.independent) == (1, ("Else Courier", "Coast Post"), 1)
    assert (wheat.first_seen, wheat.undated, wheat.outlets, wheat.independent) == (None, 1, (), 1)
    assert dict(collection.story_of()) == {"a": ferry.id, "b": wheat.id, "c": ferry.id, "d": ferry.id}


def test_an_id_stands_for_one_text() -> None:
    collection = Collection()
    assert collection.add(gathered(article("a", FERRY))) is None
    assert collection.add(gathered(article("a", FERRY))) is None  # the same once more
    refusal = collection.add(gathered(article("a", WHEAT)))
    assert refusal is not None
    assert "'a'" in refusal.reason
    assert len(dict(collection.story_of())) == 1


def test_claims_of_all_articles_of_a_story() -> None:
    one = article("a", FERRY.format("Ana Weller said the gate was open."), outlet="Else Courier")
    two = article("b", FERRY.format("Tor Aune said the gate was open."), outlet="Coast Post")
    other = article("c", WHEAT.format("Tor Aune said the gate was open."))
    collection = Collection()
    for each, who in ((one, "Ana Weller"), (two, "Tor Aune"), (other, "Tor Aune")):
        collection.add(gathered(each, (saying(each, "the gate was open", who),)))
    accounts = list(collection.accounts(judge=same_or_not))
    assert [account.story.articles for account in accounts] == [("a", "b"), ("c",)]
    (claim,) = accounts[0].claims
    assert [(stance.article, stance.kind) for stance in claim.stances] == [
        ("a", "supports"),
        ("b", "supports"),
    ]
    assert claim.text == "the gate was open"
    assert claim.story == accounts[0].story.id
    assert len(accounts[1].claims) == 1  # the same words in another story are another claim


def test_ten_thousand_copies_are_one_story_and_one_text() -> None:
    texts = Texts()
    copy = article("a", FERRY.format("A sentence more, with nothing in it that anybody would need to hear."))
    assert {texts.number(copy) for _ in range(300)} == {0}
    assert texts.number(article("b", WHEAT)) == 1


@pytest.mark.parametrize("text", ["", " ", "\n", "?", "a"])
def test_a_text_without_words_is_no_trouble(text: str) -> None:
    collection = Collection(copies=True)
    assert collection.add(gathered(article("a", text))) is None
    (story,) = collection.stories()
    assert story.articles == ("a",)
    assert [account.claims for account in collection.accounts(judge=same_or_not)] == [()]


def test_nothing_at_all() -> None:
    assert Collection().stories() == ()
    assert list(Collection().accounts(judge=same_or_not)) == []


def test_an_error_on_one_article_takes_no_other_with_it() -> None:
    one = article("a", FERRY.format("Ana Weller said the gate was open."))
    two = article("b", FERRY.format("Tor Aune said the gate was shut."))
    collection = Collection()
    collection.add(gathered(one, (saying(one, "the gate was open", "Ana Weller"),)))
    collection.add(gathered(two, (saying(two, "the gate was shut", "Tor Aune"),)))

    def fails(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
        if pairs:
            raise ZeroDivisionError
        return []

    refused: list[Refusal] = []
    (account,) = collection.accounts(judge=fails, refused=refused.append)
    assert [(each.origin, each.reason) for each in refused] == [
        ("b", "an error in onrecord: ZeroDivisionError")
    ]
    assert [claim.text for claim in account.claims] == ["the gate was open"]
    with pytest.raises(ZeroDivisionError):
        list(collection.accounts(judge=fails))
