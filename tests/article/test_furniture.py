import pytest

from onrecord.article import furniture


@pytest.mark.parametrize(("kind", "line"), [(row.kind, row.example) for row in furniture.TABLE])
def test_each_family_of_lines_knows_its_example(kind: str, line: str) -> None:
    assert furniture.kind(line) == kind


LINES = [
    ("sign-up", "Sign up now: Get ST's newsletters delivered to your inbox"),
    ("sign-up", "Sign up here for our daily briefing"),
    ("sign-up", "Subscribe"),
    ("sign-up", "Subscribe to The Lantern's newsletter for the day's top stories"),
    ("sign-up", "Get the morning briefing straight to your inbox"),
    ("sign-up", "Join our WhatsApp channel"),
    ("sign-up", "Follow us on Facebook and Instagram"),
    ("sign-up", "Follow Ana Ruiz on Twitter @anaruiz"),
    ("sign-up", "Download our free app for breaking news alerts"),
    ("sign-up", "Inscrivez-vous à notre newsletter"),
    ("photo-credit", "PHOTO: REUTERS"),
    ("photo-credit", "PHOTOS: ST FILE, AFP"),
    ("photo-credit", "Picture: Jane Doe"),
    ("photo-credit", "Image: Supplied"),
    ("photo-credit", "Photo by Jane Doe/Getty Images"),
    ("photo-credit", "Photo credit: Okafor family via AP"),
    ("photo-credit", "Credit: Getty"),
    ("photo-credit", "(AP Photo/Jane Doe, File)"),
    ("photo-credit", "REUTERS/Jane Doe/File Photo"),
    ("photo-credit", "Image source, Getty Images"),
    ("photo-credit", "Getty Images"),
    ("photo-credit", "Jane Doe | AFP | Getty Images"),
    ("photo-credit", "© Reuters"),
    ("photo-credit", "Photograph: Jane Doe/The Lantern"),
    ("topic-bar", "Follow topic:"),
    ("topic-bar", "Tags: harbour, strike, wages"),
    ("topic-bar", "Filed under: Ports"),
    ("related-link", "Read more: Harbour wages frozen"),
    ("related-link", "READ ALSO | Harbour wages frozen"),
    ("related-link", "Also Read - Harbour wages frozen"),
    (
        "related-link",
        "Related: Minister says harbour will open",
    ),  # a headline's statement belongs to that report
    ("related-link", "WATCH: Dockers march"),
    ("related-link", "More on this story"),
    ("related-link", "Lesen Sie auch: Der Hafen bleibt zu"),
    ("share-bar", "Share"),
    ("share-bar", "Share this article"),
    ("share-bar", "Share  Tweet  WhatsApp"),
    ("share-bar", "Facebook Twitter LinkedIn"),
    ("share-bar", "Copy link"),
    ("share-bar", "Print"),
    ("share-bar", "Comments (12)"),
    ("share-bar", "12 comments"),
    ("advert", "Advertisement"),
    ("advert", "ADVERTISEMENT"),
    ("advert", "Article continues below"),
    ("advert", "Story continues below advertisement"),
    ("advert", "Advertisement - scroll to continue"),
    ("advert", "Sponsored content"),
    ("time-stamp", "Published Oct 25, 2024, 08:11 PM"),
    ("time-stamp", "Updated: 26 October 2024"),
    ("time-stamp", "Last modified on Fri 25 Oct 2024 14.55 BST"),
    ("time-stamp", "3 hours ago"),
    ("time-stamp", "5 min read"),
    ("navigation", "Home > World > Asia"),
    ("navigation", "Home / World"),
    ("navigation", "World › Asia › East Asia"),
    ("navigation", "Skip to main content"),
    ("navigation", "Log in"),
    ("notice", "© 2024 Lantern Media. All rights reserved."),
    ("notice", "Copyright 2024 The Associated Press. All rights reserved."),
    ("notice", "Our Standards: The Thomson Reuters Trust Principles."),
    ("notice", "This article was originally published by The Lantern."),
    ("notice", "FOR IMMEDIATE RELEASE"),
    ("notice", "###"),
    ("credit-line", "Reporting by Ana Ruiz in Kyiv; Editing by Tom Okafor"),
    ("credit-line", "(Additional reporting by Ana Ruiz; writing by Tom Okafor)"),
    ("credit-line", "REUTERS"),
    ("credit-line", "– AFP"),
    ("credit-line", "(With inputs from PTI)"),
    ("credit-line", "With agency inputs"),
    ("credit-line", "Ana Ruiz contributed to this report."),
]


@pytest.mark.parametrize(("kind", "line"), LINES)
def test_furniture(kind: str, line: str) -> None:
    assert furniture.kind(line) == kind


SENTENCES = [
    "Share prices fell",
    "Share prices fell by a tenth after the vote.",
    "Shares",
    "Follow-up talks",
    "Follow the money, the prosecutor said",
    "Read more books, he told pupils",
    "Read more slowly, she said",
    "Subscribers of the bank were told",
    "Subscribers of the newsletter were told to wait.",
    "Sign up or pay a fine, the minister said",
    "Sign up for e-mail alerts, the council urged residents",
    "Register for alerts by Monday, residents were warned",
    "“Sign up for our newsletter,” the letter read",
    "Advertisement spending rose",
    "Advertising spending fell.",
    "Ads on buses will be banned",
    "Print runs were cut",
    "Comments by the minister drew anger",
    "Tweet by tweet, the story fell apart",
    "Related costs rose, the company said.",
    "Watch the river, officials told villagers",
    "Watchdog: ministry broke the law",
    "Topics on the table were fish and wages.",
    "Photo: residents leave the harbour on Sunday",  # a caption, not a credit
    "Picture this: a harbour without ships.",
    "Image is everything, he said",
    "Credit: the bank said it would lend more",
    "Getty said it would sue.",
    "Reuters reported that talks had failed.",
    "Reporting by the BBC found that two ships were sold.",
    "AFP was told of the plan on Monday",
    "Bloomberg said he would run",
    "Updated figures show a fall",
    "Published figures differ, the court found.",
    "Last modified plans were rejected",
    "Home prices fell",
    "Home is where the harbour is, she said",
    "Search teams found two survivors",
    "Copyright law must change, the minister said",
    "All rights reserved for the state were given up, he said",
    "This article of the treaty was never applied, the judge said.",
    "This story was published after the vote, and the minister said: “It is false.”",
    "Skip to the end of the tape, the judge said",
    "More on the budget will follow, he promised",
    "Get out, the guard told us",
    "Join the queue, the clerk told her",
    "10 March",  # as often a subheading of a chronology
    "25 October 2024",  # furniture only where the layout finds it at the top or the foot
    "X",
    "1984",
    "",
    "   ",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_line_that_merely_starts_like_furniture_is_none(line: str) -> None:
    assert furniture.kind(line) is None


@pytest.mark.parametrize(
    "filling", ["a" * 500, "sign up " * 400, "Home > " * 400, "A/" * 1000, "( " * 900, "Photo: " * 300]
)
def test_long_lines_are_no_furniture(filling: str) -> None:
    assert furniture.kind(filling) is None
