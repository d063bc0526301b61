"""XML from outside: its characters from the root element on, and nothing of what could turn against a reader.

What stands before the root (declaration, comments, document type) is left out, so no parser behind sees an
entity that the document declares, or an address of one.
"""

from __future__ import annotations

import re

from onrecord.errors import Refused
from onrecord.intake.encoding import decode

# As much as a page may have. The feeds of outlets have some 100 KB, those of podcasts up to 10 MB.
XML_BYTES = 20_000_000
# What a report's own document type and comments take; in what is longer, something is hidden.
_PROLOG = 100_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_ROOT = re.compile(r"<[A-Za-z_][\w.-]*(?::[\w.-]+)?[\s/>]")
_EXPECTED = re.compile(r"<(?:rss|feed|rdf:RDF|opml)\b")
_MARKUP = re.compile(r"<[!?A-Za-z_]")
_SUBSET_END = re.compile(r"\]\s*>")
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+(SYSTEM|PUBLIC)?")


def from_root(raw: bytes, kind: str) -> str:
    """The characters of an XML document from the start tag of its root on; `kind` names it in messages.

    Raises Refused where it is too large, declares entities ("an entity bomb", "an external entity (XXE)"),
    hides its root behind more than 100,000 characters, or has none.
    """
    if len(raw) > XML_BYTES:
        raise Refused("intake", f"larger than {XML_BYTES // 1_000_000} MB", f"give {kind} in parts")
    found = _DECLARED.match(raw.lstrip()[:400])
    text = decode(raw, found[1].decode() if found else None)
    start = _root(text[:_PROLOG])
    if start is not None and not _EXPECTED.match(text, start):
        # A server's warning, in HTML: the document begins behind it.
        start = _root(text[:_PROLOG], max(start, text.find("<?xml", start, _PROLOG)))
    _refuse_entities(text[:_PROLOG] if start is None else text[:start])
    if start is None:
        raise Refused("intake", f"this is no XML of {kind}", "check its address, or fetch it again")
    return text[start:]


def _root(prolog: str, at: int = 0) -> int | None:
    """Where the root's start tag begins. Words before it are passed over."""
    while True:
        match = _MARKUP.search(prolog, at)
        if match is None:
            return None
        at = match.start()
        if prolog.startswith("<!--", at):
            at = prolog.find("-->", at)
        elif prolog.startswith("<?", at):
            at = prolog.find("?>", at)
        elif prolog.startswith("<!", at):
            at = _behind_doctype(prolog, at)
        elif _ROOT.match(prolog, at):
            return at
        else:
            at += 1
        if at < 0:
            return None


def _behind_doctype(prolog: str, at: int) -> int:
    """The end of a document type, -1 where it has none. What it declares is looked at by itself."""
    end, subset = prolog.find(">", at), prolog.find("[", at)
    if 0 <= subset < end:
        close = _SUBSET_END.search(prolog, subset)
        return close.end() if close else -1
    return end


def _refuse_entities(prolog: str) -> None:
    entity = _ENTITY.search(prolog)
    if entity is None:
        return
    reason = "an external entity (XXE)" if entity[1] else "an entity bomb: it declares entities of its own"
    raise Refused("intake", reason, "do not trust where it comes from; a feed needs no entities")
