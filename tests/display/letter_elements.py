"""A page of HTML as its elements, and the text of some of them."""

from __future__ import annotations

from html.parser import HTMLParser


class Elements(HTMLParser):
    """The elements of a page, and the text in those that are looked for."""

    def __init__(self, page: str, names: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.names = names
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.found: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        self.elements.append((tag, fields))
        if tag not in ("meta", "br", "hr"):
            self._open.append(fields.get("class", tag))
        if fields.get("class", tag) in self.names:
            self.found.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += f"{data} "
        if any(name in self._open for name in self.names):
            self.found[-1] += data
