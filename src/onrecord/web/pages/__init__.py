"""The pages, one module each: a route reads from the ledger, a template shows what was read."""

from __future__ import annotations

from onrecord.web.pages import (
    account,
    add,
    claim,
    feeds,
    front,
    health,
    hooks,
    metrics,
    newsletter,
    report,
    review,
    search,
    source,
    statement,
    story,
    subscribers,
    topic_edit,
    topics,
)

PAGES = tuple(
    page.router
    for page in (
        front,
        story,
        claim,
        source,
        report,
        statement,
        search,
        topic_edit,
        topics,
        feeds,
        newsletter,
        subscribers,
        hooks,
        metrics,
        add,
        review,
        health,
        account,
    )
)
"""Their routes, in the order in which they are tried."""
