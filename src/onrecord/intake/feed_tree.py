"""The tree of an RSS or Atom feed, mended where it is broken, pruned to what is read of it.

    characters -> mended, where they are not well formed -> tree -> a new tree of short, known elements

feedparser goes over some elements in quadratic time (an author's name of 100,000 letters takes it a minute)
and has a second, looser parser for broken XML that a hostile feed can hold for ever. So it sees nothing but
this tree: well formed, a few known elements in each item, none longer than such an element is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from onrecord.errors import Refused
from onrecord.intake.feed_item import ITEMS
from onrecord.word_list import words

# A tag takes some 250 bytes of memory; 3,000 items of an outlet have 20 to 60 each, with their HTML.
_TAGS = 1_000_000
# To mend takes up to a second for each megabyte.
_MENDED = 5_000_000
_ROOTS = words("rss feed rdf")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_XML = "http://www.w3.org/XML/1998/namespace"
_DC = "http://purl.org/dc/elements/1.1/"
_SY = "http://purl.org/rss/1.0/modules/syndication/"
_ENCODED = "http://purl.org/rss/1.0/modules/content/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# What outlets write without declaring it.
_KNOWN = {"dc": _DC, "content": _ENCODED, "sy": _SY, "rdf": _RDF, "atom": "http://www.w3.org/2005/Atom"}
# Vocabularies that have a title, a description or a link of their own, of a picture or an episode.
_FOREIGN = re.compile(r"yahoo|itunes|google|podcast|psc|georss|wellformedweb|slash|xhtml|svg|MathML")
# The longest of each kind; what is longer is cut. A list of authors may name all of a laboratory.
_SHORT, _LINE = 200, 2_000
_LENGTHS = {
    **dict.fromkeys(words("title link guid id author creator name"), _LINE),
    **dict.fromkeys(words("pubdate published updated modified issued created date"), _SHORT),
    **dict.fromkeys(words("ttl updateperiod updatefrequency"), _SHORT),
}
_LONG = words("description summary content encoded")
# Of HTML's elements those without an end tag; others that are empty need one.
_VOID = words("area base br col embed hr img input link meta source track wbr")
_ATTRIBUTES = frozenset(
    (*words("rel href type mode ispermalink version"), f"{{{_XML}}}base".lower(), f"{{{_RDF}}}about")
)
# libxml2 is quadratic in the attributes of a tag.
_ATTRIBUTES_AT_MOST = 300
_CROWDED = re.compile(rf"<[A-Za-z_](?:[^<>=]*=){{{_ATTRIBUTES_AT_MOST}}}")
# In an item: some 30 authors, some links, a summary and a text.
_CHILDREN = 40
_NAMESPACES = 100
_CDATA = "<![CDATA["
_NO_CHARACTER = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_AMPERSAND = re.compile(r"&(?:(#(?:\d{1,8}|x[0-9A-Fa-f]{1,8}));|([A-Za-z][A-Za-z0-9]{1,31});)?")
_ITEM = re.compile(r"<(?:item|entry)[\s>]")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):")
_TAG_PREFIX = re.compile(r"<(/?)[A-Za-z][\w-]{0,40}:(?=[A-Za-z])")
_NAMES = words("author creator name")


@dataclass(frozen=True, slots=True)
class Pruned:
    """A feed as XML that is well formed and harmless.

    `left_out` are its items beyond ITEMS; `breaks_off` says that items behind those read may be lost.
    """

    xml: bytes
    left_out: int
    breaks_off: bool


def prune(text: str) -> Pruned:
    """The pruned feed of an XML document, given from its root on. Raises Refused where it is no feed."""
    root, is_whole = tree(text)
    if _local(root) not in _ROOTS:
        raise Refused("intake", f"XML, but no feed: <{_local(root)}>", "give an address of RSS or Atom")
    items = [element for element in root.iter("{*}item", "{*}entry") if not _is_foreign(element)]
    breaks_off = not is_whole and (not _is_closed(text) or len(_ITEM.findall(text)) > len(items))
    return Pruned(_written(root, items[:ITEMS]), max(0, len(items) - ITEMS), breaks_off)


def tree(text: str) -> tuple[Any, bool]:
    """The root of an XML document, given from there on, and whether it is well formed.

    Nothing is loaded, no entity resolved. Raises Refused where it is made to hold libxml2.
    """
    from lxml import etree

    if text.count("<") > _TAGS:
        raise Refused("intake", f"XML with more than {_TAGS:,} tags", "give it in parts")
    if _CROWDED.search(text):
        raise Refused(
            "intake", f"XML with more than {_ATTRIBUTES_AT_MOST} attributes in a tag", "leave it out"
        )
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        return etree.fromstring(_bytes(text), etree.XMLParser(**safe)), True
    except etree.XMLSyntaxError:
        mended = _bytes(_mended(text))
    root = etree.fromstring(mended, etree.XMLParser(recover=True, **safe))
    if root is None:
        raise Refused("intake", "broken XML: nothing of it can be read", "fetch it again")
    return root, False


def _bytes(text: str) -> bytes:
    return (_HEAD + text).encode("utf-8", "replace")


def _is_closed(text: str) -> bool:
    root = re.match(r"<([^\s/>]+)", text)
    return root is not None and f"</{root[1]}" in text[-1_000:]


def _mended(text: str) -> str:
    """Without what keeps libxml2 from mending the rest: named characters of HTML, bare &, lost prefixes."""
    if len(text) > _MENDED:
        reason = f"broken XML, and larger than {_MENDED // 1_000_000} MB"
        raise Refused("intake", reason, "fetch it again, or tell its outlet")
    text = "".join(_with_numbers(_NO_CHARACTER.sub("", text)))
    used = list(dict.fromkeys(_PREFIX.findall(text)))[:_NAMESPACES]
    missing = [prefix for prefix in used if prefix != "xml" and f"xmlns:{prefix}" not in text]
    added = "".join(f' xmlns:{name}="{_KNOWN.get(name, "urn:undeclared:" + name)}"' for name in missing)
    return re.sub(r"^<[^\s/>]+", lambda match: match[0] + added, text, count=1)


def _with_numbers(text: str) -> Iterator[str]:
    """With references by number alone. In CDATA they are no references."""
    first, *pieces = text.split(_CDATA)
    yield _AMPERSAND.sub(_reference, first)
    for piece in pieces:
        inside, end, outside = piece.partition("]]>")
        yield _CDATA + inside + end + _AMPERSAND.sub(_reference, outside)


def _reference(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if number:
        code = int(f"0{number[1:]}", 0) if number[1] == "x" else int(number[1:])
        is_character = code < 0x110000 and not _NO_CHARACTER.match(chr(code))
        return match[0] if is_character else ""
    found = html5.get(f"{name};") if name else None
    # By number, for libxml2 passes over all names, even &lt;, once it has met a fault.
    return "".join(f"&#{ord(sign)};" for sign in found) if found else "&#38;" + match[0][1:]


def _written(root: Any, items: list[Any]) -> bytes:
    from lxml import etree

    top = etree.Element("top")
    pruned = _added(top, root)
    holder, source = pruned, root
    channel = root.find("{*}channel")
    if channel is not None:
        holder, source = _added(pruned, channel), channel
    _copy(source, holder)
    for item in items:
        _copy(item, _added(holder, item))
    return bytes(etree.tostring(pruned, encoding="utf-8", xml_declaration=True))


def _added(parent: Any, element: Any) -> Any:
    """A bare copy of an element, in its namespace unless that is no address that XML could have."""
    from lxml import etree

    attributes = {
        name: value[:_LINE] for name, value in element.attrib.items() if name.lower() in _ATTRIBUTES
    }
    try:
        return etree.SubElement(parent, element.tag, attributes)
    except ValueError:
        return etree.SubElement(parent, _local(element), attributes)


def _copy(source: Any, target: Any) -> None:
    """Copy the children that are read, each with its text, cut where it is longer than such a text is."""
    for number, (child, name) in enumerate(_children(source)):
        if number >= _CHILDREN:
            return
        copied = _added(target, child)
        if name in _LONG:
            copied.text = _markup(child, copied)
        elif name == "author" and len(child):
            _copy(child, copied)
        else:
            copied.text = _line(child, name)


def _line(element: Any, name: str) -> str:
    """The text of a short element; a title may have tags in it.

    Of an author ("mail (name)" in RSS) the name: no word of it has 100 letters.
    """
    text = "".join(element.itertext()) if name == "title" else element.text or ""
    text = text[: _LENGTHS[name]]
    if name not in _NAMES:
        return text
    return " ".join(word.strip("()<>,")[:100] for word in text.split() if "@" not in word)


def _children(element: Any) -> Iterator[tuple[Any, str]]:
    for child in element.iterchildren("*"):
        name = _local(child)
        if (name in _LENGTHS or name in _LONG) and not _is_foreign(child):
            yield child, name


def _markup(element: Any, copied: Any) -> str:
    """The HTML in an element, be it written as tags of XML or escaped."""
    from lxml import etree

    if not len(element):
        return str(element.text or "")
    for item in list(element.iter("{*}item", "{*}entry")):  # a tag left open took the next items in
        item.getparent().remove(item)
    for empty in element.iter("*"):
        if not len(empty) and not empty.text and _local(empty) not in _VOID:
            empty.text = ""
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    if "xhtml" in copied.get("type", ""):
        copied.set("type", "html")
    return html.escape(element.text or "", quote=False) + _TAG_PREFIX.sub(r"<\1", inner)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _is_foreign(element: Any) -> bool:
    """Whether it is of a vocabulary beside the feed's own: one with a prefix, that is known."""
    namespace = str(element.tag).rpartition("}")[0]
    return bool(element.prefix) and _FOREIGN.search(namespace) is not None
