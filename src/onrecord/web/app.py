"""The explorer put together: routes, what stands around each of them, and what they share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware

from onrecord.web import assets
from onrecord.web.background import Background
from onrecord.web.kept_accounts import KeptAccounts
from onrecord.web.pages import PAGES
from onrecord.web.settings import Settings
from onrecord.web.stores import Stores
from onrecord.web.summaries import Summaries


class Explorer:
    """What all requests share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stores = Stores(settings.ledger)
        self.summaries = Summaries(self.stores)
        self.accounts = KeptAccounts()
        self.background = Background(settings)

    def csrf(self, _request: Request) -> str:
        """The token that a change has to bring."""
        return ""

    def has_accounts(self) -> bool:
        """Whether people have to log in."""
        return False

    def close(self) -> None:
        """Let go of the files."""
        self.background.close()
        self.stores.close()


def make_app(settings: Settings) -> FastAPI:
    """The explorer as an ASGI application. Raises LedgerError where the ledger cannot be opened."""
    explorer = Explorer(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        explorer.background.start()
        yield
        explorer.close()

    app = FastAPI(title="onrecord", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.explorer = explorer
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.include_router(assets.router)
    for router in PAGES:
        app.include_router(router)
    return app
