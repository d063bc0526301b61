"""Review: statement by statement accepted, corrected, rejected, noted; every decision can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from onrecord.ledger.correction import CorrectionError
from onrecord.ledger.question import ACTS, KINDS, QUOTATIONS, TYPES, QuestionError
from onrecord.ledger.review import precision, reviewed
from onrecord.ledger.review_training import training, training_line
from onrecord.ledger.store import NotInLedger
from onrecord.records import Certainty, Polarity
from onrecord.web import review_deeds, review_state
from onrecord.web.access import Person, Reader, ReadStore, Reviewer, WriteStore
from onrecord.web.rendering import page
from onrecord.web.review_form import LIMITS, FormError
from onrecord.web.review_names import known_by
from onrecord.web.review_sheet import LABELS
from onrecord.web.review_state import State
from onrecord.web.review_work import Work, opened, refused, with_done, work

router = APIRouter(include_in_schema=False)
# Fields of the largest form are about thirty.
_MOST_FIELDS = 100
_DONE = 100
_IN_MEMORY, _PIECE = 8_000_000, 1 << 16  # bytes of training data: kept in memory, sent at once
_MOST_DIGITS = 18
_CHOICES = {
    "kind": KINDS,
    "quotation": QUOTATIONS,
    "type": TYPES,
    "act": ACTS,
    "certainty": get_args(Certainty),
    "polarity": get_args(Polarity),
}


async def _fields(request: Request) -> Mapping[str, str]:
    """What a form sent, each field once, without files."""
    form = await request.form(max_fields=_MOST_FIELDS, max_files=0)
    return {name: value for name, value in form.items() if isinstance(value, str)}


Fields = Annotated[Mapping[str, str], Depends(_fields)]
Line = Annotated[int, Path(ge=1, le=2**63 - 1)]  # what SQLite can count


@router.get("/review")
def place(request: Request, store: ReadStore, person: Reader) -> HTMLResponse:
    """A statement that waits for a decision, or the one of `line`; with `edit`, the form opened."""
    asked = request.query_params
    state = review_state.read(asked, has_line="line" in asked)
    try:
        here = work(store, state, _number(asked.get("line")), person.name)
    except QuestionError as error:
        here = work(store, State(), None, person.name)
        return _answer(request, person, here, status_code=400, asked=state, problem=str(error))
    if "edit" in asked and person.role != "reader":
        here = opened(here)
    done = _number(asked.get("done"))
    return _answer(request, person, here if done is None else with_done(store, here, done))


@router.get("/review/done")
def done(request: Request, store: ReadStore, person: Reader) -> HTMLResponse:
    """The last decisions: of everybody, or with `by` of one person."""
    by = request.query_params.get("by", "")[:200]
    found = reviewed(store, person=by or None, limit=_DONE)
    return page(request, "review_done.html", person, found=found, by=by, may_decide=person.role != "reader")


@router.get("/review/precision")
def right(request: Request, person: Reader) -> HTMLResponse:
    """How right the model was on what was reviewed, by its versions and by fields."""
    summary, counted_at = request.app.state.explorer.summaries.get("precision", precision)
    fields = {"precision": summary, "counted_at": counted_at, "labels": LABELS}
    return page(request, "review_precision.html", person, **fields)


@router.get("/review/training.jsonl")
def training_data(store: ReadStore, _person: Reader) -> StreamingResponse:
    """What was reviewed, as training data: whole before it is sent, so that nobody slow holds the ledger."""
    made = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it is sent
    for article in training(store):
        made.write(f"{training_line(article)}\n".encode())
    made.seek(0)
    headers = {"Content-Disposition": 'attachment; filename="training.jsonl"'}
    return StreamingResponse(_pieces(made), media_type="application/x-ndjson", headers=headers)


def _pieces(made: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with made:
        while piece := made.read(_PIECE):
            yield piece


@router.get("/review/names")
def names(request: Request, store: ReadStore, person: Reader) -> HTMLResponse:
    """Who is known by the words typed into the field of a name: options for it."""
    words = request.query_params.get("name", "").strip()[: LIMITS["name"]]
    listed = known_by(store, words)
    spelt = dict.fromkeys(name for each in listed for name in (each.name, *each.others))
    return page(request, "review_names.html", person, listed=listed, names=list(spelt))


@router.post("/review/{line}/{deed}")
def decide(
    request: Request, store: WriteStore, person: Reviewer, line: Line, deed: str, fields: Fields
) -> Response:
    """Accept a line, correct it, reject it, note something about it, or undo the last of these."""
    if deed not in review_deeds.DEEDS:
        raise HTTPException(404)
    state = review_state.read(fields, has_line=True, prefix=review_state.IN_FORM)
    try:
        stands = review_deeds.do(deed, store, line, person.name, fields)
    except (CorrectionError, FormError) as error:
        here = refused(store, state, line, person.name, fields, error)
        is_conflict = here.refusal is not None and here.refusal.is_conflict
        answer = _answer(request, person, here, status_code=409 if is_conflict else 422)
        answer.headers["HX-Push-Url"] = "false"  # the address of a form is no page's
        return answer
    return RedirectResponse(_then(state, deed, stands, fields), 303)


@router.get("/review/{line}/{deed}")
def back(line: Line, deed: str) -> RedirectResponse:  # noqa: ARG001 - whatever was to be done
    """Who asks for the address of a form is shown the statement."""
    return RedirectResponse(f"/review?line={line}", 303)


def _then(state: State, deed: str, stands: int, fields: Mapping[str, str]) -> str:
    """Where a reviewer goes behind a decision: on, or where nothing was decided back to the statement."""
    if state.is_alone or deed in ("note", "undo"):
        return state.address(stands, done=stands)
    behind, line = state.at(fields.get("then_after", "")[:200]), fields.get("then_line", "")
    return behind.address(int(line) if _is_number(line) else None, done=stands)


def _number(written: str | None) -> int | None:
    """The number of a line as an address has it. Raises LedgerError where it is none."""
    if not written:
        return None
    if not _is_number(written):
        raise NotInLedger(f"there is no line {written[:40]!r}: the numbers of lines are whole numbers")
    return int(written)


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS


def _answer(
    request: Request, person: Person, here: Work, *, status_code: int = 200, **more: Any
) -> HTMLResponse:
    """The page, or where htmx asks for it the part of it that changes."""
    headers = request.headers
    is_part = headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"
    summary, _ = request.app.state.explorer.summaries.get("precision", precision)
    fields = {
        "here": here,
        "acts": ACTS,
        "choices": _CHOICES,
        "labels": LABELS,
        "asked": here.turn.state,
        "problem": None,
        "precision": summary,
        "may_decide": person.role != "reader",
        **more,
    }
    answer = page(
        request, "review_part.html" if is_part else "review.html", person, status_code=status_code, **fields
    )
    answer.headers["Vary"] = "HX-Request"
    return answer
