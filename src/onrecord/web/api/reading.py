"""Reading: a text in, who said what out. Nothing is kept."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from onrecord.article_json import ArticleJson, describe
from onrecord.errors import Refused
from onrecord.records import Page, Reading
from onrecord.web.access import Reader
from onrecord.web.api.answers import ErrorJson, make_router
from onrecord.web.text_reader import Busy

router = make_router("reading")
_SECONDS = "5"


class Text(BaseModel):
    """A report to be read, and what is known of it: the fields of a line of JSONL input."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, description="The report: pasted text, or HTML.")]
    format: Annotated[Literal["text", "html"], Field(description="What the text is.")] = "text"
    id: Annotated[str | None, Field(max_length=500)] = None
    url: Annotated[str | None, Field(max_length=8000)] = None
    outlet: Annotated[str | None, Field(max_length=500)] = None
    headline: Annotated[str | None, Field(max_length=2000)] = None
    authors: Annotated[list[Annotated[str, Field(max_length=500)]], Field(max_length=50)] = []
    published_at: Annotated[str | None, Field(max_length=40, description="ISO 8601.")] = None


@router.post(
    "/read",
    responses={
        413: {"model": ErrorJson, "description": "The text is too long."},
        503: {"model": ErrorJson, "description": "Others are being read: try again."},
    },
)
def read(told: Text, request: Request, _person: Reader) -> ArticleJson:
    """Read one report and give who said what in it, as `onrecord read --format jsonl` does."""
    explorer = request.app.state.explorer
    if len(told.text) > explorer.settings.text_size:
        raise HTTPException(413, f"the text has more than {explorer.settings.text_size:,} characters")
    page = Page(
        origin="the text that was sent",
        format=told.format,
        raw=told.text,
        id=told.id,
        url=told.url,
        outlet=told.outlet,
        headline=told.headline,
        authors=tuple(told.authors),
        published_at=told.published_at,
        size=len(told.text),
    )
    try:
        found = explorer.texts.read(page)
    except Busy as error:
        raise HTTPException(503, "others are being read", headers={"Retry-After": _SECONDS}) from error
    if not isinstance(found, Reading):
        raise Refused(found.stage, found.reason, found.advice)
    return describe(found)
