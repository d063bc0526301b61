"""Write the parts of the docs that come from the code; with --check, exit 1 where one is out of date.

A part stands between "<!-- generated: NAME -->" and "<!-- /generated -->".
"""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import api as api_routes
import schema
from typing_extensions import is_typeddict

ROOT = Path(__file__).parents[1]
PAGES = (
    ROOT / "ARCHITECTURE.md",
    ROOT / "docs" / "reference.md",
    ROOT / "docs" / "schema.md",
    ROOT / "docs" / "api.md",
)
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)
# In the order of the way of the data; `entry` is what the next stage calls.
STAGES = (
    ("intake", "read"),
    ("article", "extract"),
    ("statements", "find"),
    ("ledger", "open_store"),
    ("follow", None),
    ("desk", None),
    ("pipeline", "run"),
    ("display", None),
    ("delivery", None),
    ("web", None),
    ("cli", "main"),
    ("model", None),
    ("net", None),
)

GROUPS = {
    "subscribers": ("list", "export", "erase", "pause", "resume", "bounce"),
    "hooks": ("add", "list", "remove", "pause", "resume"),
    "account": ("add", "list", "role", "password", "token", "remove"),
}
LEAF = "a leaf: knows nothing of news"
BESIDE = {
    "follow": "statements to changes, changes to a Digest",
    "delivery": "changes to letters and calls",
    "desk": "a file beside the ledger",
    "display": "records to words and marks",
    "web": "records to pages and JSON",
}


def stages() -> str:
    """The packages: what each is for, what it takes and gives."""
    rows = ["| package | what it does | takes -> gives |", "|---|---|---|"]
    for name, entry in STAGES:
        module = import_module(f"onrecord.{name}")
        signature = f"`{_signature(module, entry)}`" if entry else BESIDE.get(name, LEAF)
        rows.append(f"| `{name}` | {_first_line(module)} | {signature} |")
    return "\n".join(rows)


def _signature(module: object, entry: str) -> str:
    signature = inspect.signature(getattr(module, entry))
    positional = [p for p in signature.parameters.values() if p.kind is not p.KEYWORD_ONLY]
    taken = ", ".join(str(p.annotation) for p in positional)
    return f"{entry}({taken}) -> {signature.return_annotation}".replace("|", "or")


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n")[0]


def commands() -> str:
    """The help of every command."""
    from onrecord.cli.command import COMMANDS

    named = [each.__name__ for each in COMMANDS]
    named += [f"{group} {each}" for group, commands in GROUPS.items() for each in commands]
    return "\n\n".join(map(_command, named))


def _command(name: str) -> str:
    plain = os.environ | {"COLUMNS": "96", "NO_COLOR": "1", "TERM": "dumb"}
    asked = [sys.executable, "-m", "onrecord", *name.split(), "--help"]
    printed = subprocess.run(asked, env=plain, capture_output=True, text=True, check=True).stdout
    return f"```\n{printed.strip()}\n```"


def tables() -> str:
    """The tables of the ledger, from the comments in its SQL."""
    from onrecord.ledger.store import migrations

    return schema.tables("".join(migrations()))


def views() -> str:
    """The views of the ledger."""
    from onrecord.ledger import store

    return schema.views(store.views())


def json() -> str:
    """The keys of the JSON, from the types that it is made with."""
    from onrecord import article_json

    return _shapes(article_json)


def claims() -> str:
    """The keys of the JSON of stories and claims."""
    from onrecord.display import claim_json

    return _shapes(claim_json)


def changes() -> str:
    """The keys of the JSON of changes and digests."""
    from onrecord.display import change_json, digest_json

    return "\n\n".join(map(_shapes, (change_json, digest_json)))


def api() -> str:
    """The routes of the API."""
    return api_routes.routes(_openapi())


def shapes() -> str:
    """The keys of what the API gives besides what the commands print."""
    from onrecord.display import entry_json
    from onrecord.web.api import articles, entries, sources, stories

    return "\n\n".join(map(_shapes, (entry_json, entries, articles, stories, sources)))


def _openapi() -> dict[str, Any]:
    from fastapi import FastAPI

    from onrecord.web.api import ROUTERS

    described = FastAPI()
    for router in ROUTERS:
        described.include_router(router)
    return described.openapi()


def _shapes(module: ModuleType) -> str:
    shapes = [
        each for each in vars(module).values() if is_typeddict(each) and each.__module__ == module.__name__
    ]
    return "\n\n".join(_shape(shape) for shape in reversed(shapes))


def _shape(shape: type) -> str:
    name = shape.__name__.removesuffix("Json").lower()
    rows = [f"| `{key}` | `{_plain(kind)}` |" for key, kind in inspect.get_annotations(shape).items()]
    return "\n".join([f"**{name}**: {_first_line(shape)}", "", "| key | value |", "|---|---|", *rows])


def _plain(kind: object) -> str:
    text = str(getattr(kind, "__forward_arg__", kind))
    text = text.replace("SpanJson", "[start, end]").replace("Json", "").replace("None", "null")
    return text.replace(" | ", " or ")


def library() -> str:
    """The functions, and the records that they give."""
    import onrecord

    parts = []
    for each in (onrecord.read, onrecord.stories_from, onrecord.claims_from, onrecord.check_pairs):
        called = f"```python\nonrecord.{each.__name__}{inspect.signature(each)}\n```"
        parts += [called, "", inspect.getdoc(each) or "", ""]
    records = [vars(onrecord)[name] for name in onrecord.__all__ if inspect.isclass(vars(onrecord)[name])]
    rows = [f"| `{each.__name__}` | {_first_line(each)} |" for each in records]
    return "\n".join([*parts, "| class | what it is |", "|---|---|", *rows])


def scores() -> str:
    """Precision and recall at each least score, as the model card has them."""
    card = (ROOT / "src/onrecord/statements/reader/MODEL_CARD.md").read_text(encoding="utf-8")
    lines = card.splitlines()
    first = lines.index("| `--min-score` | precision | recall |")
    return "\n".join(lines[first : lines.index("", first)])


MAKERS: tuple[Callable[[], str], ...] = (
    stages,
    commands,
    json,
    claims,
    changes,
    api,
    shapes,
    library,
    scores,
    tables,
    views,
)


def generated(page: str) -> str:
    """A page with its generated parts made anew."""
    made = {maker.__name__: maker for maker in MAKERS}
    return BLOCK.sub(lambda block: f"{block[1]}{made[block[2]]()}\n{block[3]}", page)


def main() -> int:
    """Write or check all pages."""
    stale = []
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        fresh = generated(page)
        if fresh != page:
            stale.append(path.relative_to(ROOT))
            if "--check" not in sys.argv:
                path.write_text(fresh, encoding="utf-8")
    for path in stale:
        sys.stdout.write(
            f"{path}: {'out of date: run docs/generate.py' if '--check' in sys.argv else 'written'}\n"
        )
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
