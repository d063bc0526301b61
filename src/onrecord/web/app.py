"""The explorer put together: routes, what stands around each of them, and what they share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware

from onrecord.desk import accounts, keys
from onrecord.desk.file import Desk
from onrecord.web import assets, csrf, failures, limits
from onrecord.web.api import ROUTERS
from onrecord.web.attempts import Attempts
from onrecord.web.background import Background
from onrecord.web.guard import Guard
from onrecord.web.kept_accounts import KeptAccounts
from onrecord.web.pages import PAGES
from onrecord.web.settings import Settings
from onrecord.web.stores import Stores
from onrecord.web.summaries import Summaries
from onrecord.web.text_reader import TextReader
from onrecord.web.visitor import visitor_of


class Explorer:
    """What all requests share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stores = Stores(settings.ledger)
        self.desk = Desk(settings.desk)
        self.form_key = keys.key(self.desk, "form")
        self.attempts = Attempts()
        self.sign_ups = Attempts()
        self._has_accounts = False
        self.summaries = Summaries(self.stores)
        self.accounts = KeptAccounts()
        self.texts = TextReader()
        self.background = Background(settings)

    def csrf(self, request: Request) -> str:
        """The token that a change has to bring; the answer gives the browser the cookie to it."""
        visitor = visitor_of(request)
        if visitor is None:
            return ""
        visitor.is_needed = True
        return csrf.token(self.form_key, visitor.token)

    def has_accounts(self) -> bool:
        """Whether people have to log in.

        Once they had to they do until the end: taking the last account away must not open what was closed.
        """
        self._has_accounts = self._has_accounts or accounts.exist(self.desk)
        return self._has_accounts

    def last_visit(self, request: Request) -> str | None:
        """The last moment of the visit before this one, of whoever asks; None on the first."""
        visitor = visitor_of(request)
        return visitor.last_visit if visitor is not None else None

    def close(self) -> None:
        """Let go of the files."""
        self.background.close()
        self.texts.close()
        self.stores.close()
        self.desk.close()


def make_app(settings: Settings) -> FastAPI:
    """The explorer as an ASGI application. Raises LedgerError or DeskError where a file cannot be opened."""
    explorer = Explorer(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        explorer.background.start()
        yield
        explorer.close()

    app = FastAPI(
        title="onrecord",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
        dependencies=[Depends(csrf.check)],
        form_limits={
            "max_files": limits.MOST_FILES,
            "max_fields": limits.MOST_FIELDS,
            "max_part_size": settings.form_size,
        },
    )
    app.state.explorer = explorer
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Guard, explorer=explorer)
    failures.install(app)
    app.include_router(assets.router)
    for router in (*PAGES, *ROUTERS):
        app.include_router(router)
    return app
