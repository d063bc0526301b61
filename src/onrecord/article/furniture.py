"""Lines that a page adds to a report: "Sign up now", "PHOTO: REUTERS", "Share  Tweet", "Advertisement".

A false mark loses what a line says, a missed one only leaves a line too many: a line is furniture when the
whole of it is, never when it merely starts so ("Share prices fell").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord import word_list
from onrecord.article import agency, time_stamp
from onrecord.article.names import are_credited
from onrecord.records import FurnitureKind

# The longest lines in newsrooms' templates ("By clicking ... you agree ...") have some 230 characters.
# The cap also bounds what the patterns below can cost.
_MOST = 240


class Pattern(NamedTuple):
    """One family of lines: `pattern` must match the whole line; `example` is checked by a test."""

    kind: FurnitureKind
    example: str
    pattern: re.Pattern[str]


def _row(kind: FurnitureKind, example: str, pattern: str) -> Pattern:
    return Pattern(kind, example, re.compile(pattern, re.IGNORECASE))


# fmt: off
TABLE: tuple[Pattern, ...] = (
    _row("sign-up", "Sign up now: Get our newsletters delivered to your inbox",
         r"(?:sign up|subscribe|register)\b.{0,140}\b(?:newsletters?|inbox|e-?mails?|alerts|briefings?|"
         r"digest|notifications|"
         r"updates|apps?|channel|podcast|whatsapp|telegram|youtube|unlimited access)\b.{0,80}"),
    _row("sign-up", "Get the morning headlines in your inbox",
         r"(?:get|receive)\b.{0,110}\b(?:newsletters?\b.{0,60}|(?:in|to) your (?:inbox|phone|"
         r"e-?mail)\b.{0,40})"),
    _row("sign-up", "Join our WhatsApp channel",
         r"(?:join|follow|like|find) (?:us|our|the \w+|\w+['’]s|[\w ]{2,30})\b.{0,30}\bon (?:whatsapp|"
         r"telegram|facebook|"
         r"twitter|x|instagram|youtube|google news|linkedin|tiktok|threads|bluesky)\b.{0,40}"
         r"|(?:join|follow) (?:our|\w+['’]s) .{0,30}\b(?:channel|community|group|page)\b.{0,30}"),
    _row("sign-up", "Already a subscriber? Log in",
         r"(?:sign up|subscribe|register)(?: (?:now|here|today|for free))?[.!]?|already a (?:subscriber|"
         r"member)\?.{0,40}"
         r"|(?:our )?(?:free |daily |weekly )?newsletters?|enter your e-?mail.{0,60}|your e-?mail address"
         r"|become an? (?:member|subscriber|supporter).{0,40}|thank you for (?:subscribing|signing up).{0,40}"
         r"|download (?:the|our) .{0,40}\bapp\b.{0,60}|support (?:our|independent|"
         r"quality) journalism.{0,40}"),
    _row("sign-up", "By signing up, you agree to our terms of use",
         r"by (?:signing up|subscribing|clicking|registering|entering your e-?mail)\b.{0,60}\byou (?:agree|"
         r"accept|consent|"
         r"will receive).{0,140}"),
    _row("sign-up", "Abonnieren Sie unseren Newsletter",
         r"(?:abonnieren sie|inscrivez-vous|abonnez-vous|suscr[ií]bete|iscriviti|assine|inscreva-se|"
         r"schrijf je in)\b.{0,60}\b"
         r"(?:newsletter|nieuwsbrief|bolet[ií]n|infolettre)\b.{0,40}"),
    _row("topic-bar", "Follow topic:", r"follow(?:ing)?(?: (?:this )?topics?)?\s*:?|"
                  r"(?:my )?followed topics?:?"),
    _row("topic-bar", "Topics: Harbours, Wages, Unions",
         r"(?:follow topics?|topics?|tags?|tagged(?: as| with)?|filed under|more topics|related topics|"
         r"keywords?|"
         r"read more (?:about|on)|explore more on|in this (?:story|article))\s*[:|].{0,160}(?<![.!?”\"])"),
    _row("topic-bar", "Related topics", r"(?:more|related|explore|trending) topics|topics|tags|filed under"),
    _row("topic-bar", "#HarbourStrike #Wages", r"#\w+(?:[ ,]{1,3}#\w+){0,15}"),
    _row("related-link", "READ ALSO: Harbour wages frozen for a third year",
         r"(?:read (?:more|also|next|too|the full story)|also read|see also|don['’]?t miss|must[- ]read|"
         r"more on this(?: story)?|"
         r"lire aussi|à lire aussi|lesen sie auch|lea también|l[eé]e también|leggi anche|leia (?:também|"
         r"mais)|lees ook|"
         r"baca juga|läs också|les også|læs også|читайте также|читайте також)\s?(?:[:|»>–—]|-\s).{1,190}"),
    _row("related-link", "WATCH | Dockers march through the old town",
         r"(?:watch|listen|in pictures|related(?: (?:stor(?:y|ies)|articles?|news|links?|reading|video|"
         r"coverage))?|"
         r"recommended|trending|you may (?:also )?like|more from .{1,30}|more stories|"
         r"suggested reading)\s?[:|].{1,190}"),
    _row("related-link", "More on this story",
         r"(?:read (?:more|also|next|the full story)|also read|see also|related(?: (?:stor(?:y|ies)|"
         r"articles?|news|links?|"
         r"content|coverage|reading|internet links))?|more (?:on this(?: story)?|stories|news|"
         r"from [\w ]{2,30})|watch|watch live|"
         r"listen|don['’]?t miss|you (?:may|might) (?:also )?(?:like|be interested in)|"
         r"recommended(?: for you| stories| reading)?|"
         r"most (?:read|popular|viewed|shared)|(?:top|latest|more top) (?:stories|news)|"
         r"editor['’]?s['’]? picks?|up next|"
         r"trending(?: now)?|(?:next|previous) (?:article|story|post)|lire aussi|lesen sie auch|"
         r"mehr zum thema)\s*[:»>…]?"),
    _row("advert", "Story continues below advertisement",
         r"(?:advertisements?|advertising|ads?|adverts?|sponsored(?: content| links?)?|"
         r"promoted(?: content)?|paid (?:content|post)|"
         r"partner content|anzeige|publicité|publicidade?|pubblicità|werbung|reklame|реклама)[.:]?"
         r"|(?:advertisements?[ .:|–—-]{1,4})?(?:(?:article|story|text|post) continues? (?:below|"
         r"after)(?: this| the)?"
         r"(?: ad(?:vert(?:isement)?)?)?|scroll (?:down )?to (?:continue|keep)(?: with content| reading)?|"
         r"skip(?: ad(?:vert)?)?)[.:]?"
         r"|continue reading(?: below| the main story)?|skip (?:past |promotion|newsletter).{0,40}|remove ads"
         r"|report (?:this )?ad|why (?:am i seeing|this) (?:this )?ad\?"),
    _row("navigation", "Skip to main content",
         r"(?:skip|jump|go) to (?:the )?(?:main |primary )?(?:content|navigation|search|footer|comments|"
         r"top)|back to top"
         r"|menu|open menu|close menu|search|home|(?:log|sign) (?:in|out)(?: / (?:register|sign up))?|"
         r"my account|show more|"
         r"(?:load|view|see) (?:more|all)(?: stories| news)?|play video|view (?:gallery|"
         r"image in fullscreen)|loading\W{0,3}|"
         r"show caption|hide caption|toggle caption|enlarge(?: this)? image|listen to this article|"
         r"this video can ?not be played"),
    _row("navigation", "Home > World > Asia",
         r"(?:home|news|start|accueil|inicio)(?:\s?[>›»/|]\s?[\w&’' -]{2,30}){1,5}|"
         r"[\w&’'-][\w&’' -]{1,28}(?:\s[>›»]\s[\w&’' -]{2,30}){1,5}"),
    _row("navigation", "2 of 12", r"(?:slide |image |photo |\()?\d{1,3} ?(?:of|/) ?\d{1,3}\)?"),
    _row("notice", "© 2024 Example Media. All rights reserved.",
         r"(?:©|\(c\)|copyright)[ ,©(c)]{0,6}(?:19|20)\d\d\b.{0,200}|(?:©|\(c\)|copyright) .{1,80}\b(?:19|"
         r"20)\d\d\b.{0,120}"
         r"|.{0,120}\ball rights reserved\b.{0,100}"),
    _row("notice", "Our Standards: The Thomson Reuters Trust Principles.",
         r"our standards: .{0,100}|(?:privacy|cookie) policy|terms (?:of (?:use|service)|and conditions)|"
         r"contact us|about us|"
         r"for immediate release|embargoed until .{0,60}|# ?# ?#|-? ?30 ?-|-? ?ends? ?-|\*{3,9}|-{3,80}|"
         r"_{3,80}|={3,80}"),
    _row("notice", "This article was originally published in The Harbour Post.",
         r"\(?(?:this|the) (?:article|story|report|piece|post|content) (?:was|has been|"
         r"is)?\s?(?:originally |first |also )?"
         r"(?:published|republished|appeared|produced|syndicated)\b[^.:“\"]{0,120}[.)]{0,2}|"
         r"(?:re)?published with permission.{0,80}"),
    _row("notice", "(This story has not been edited by our staff and is published from a syndicated feed.)",
         r"\(?(?:except for the headline, )?this (?:story|article|report|copy) has not been edited .{0,180}"
         r"|(?:the )?(?:views|opinions) expressed (?:in this|here|are|by).{0,180}|"
         r"this is a developing story.{0,80}|more to follow\W{0,3}"),
)
# fmt: on

# "Sign up for e-mail alerts, the council urged residents" is somebody's statement.
_SAYS = re.compile(
    r"[“\"]|\b(?:said|says|saying|told|tells|urged|asked|added|warned|insisted|claimed|announced|were|"
    r"according to)\b",
    re.IGNORECASE,
)
_GUARDED = frozenset[FurnitureKind](("sign-up", "notice"))
_BULLETS = " \t•·*►▶→»|📷📸🔴👉✍️🔗"

_SHARE_CORE = word_list.words(
    "share tweet whatsapp copy print comment comments save email e-mail mail pin flipboard bookmark "
    "gift toggle"
)
_NETWORKS = word_list.words(
    "facebook twitter x telegram linkedin reddit pinterest messenger instagram threads bluesky"
)
_SHARE_ALSO = word_list.words(
    "this article story page on via to with link links copied icon image options post like listen by "
    "a an the friend it us view all add join leave read more no be first options"
)
_SHARE_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")

_PHOTO_PREFIX = re.compile(
    r"(?:(?:file|stock|main|representative|representational|cover|composite) )?(?:photos?|photograph(?:s|er|"
    r"y)?|pictures?|pics?|"
    r"images?|illustrations?|graphics?|video|credits?|screengrab|foto|crédit(?: photo)?|bild)"
    r"(?: (?:credits?|source|courtesy(?: of)?|by|via))*(?:\s?[:|]\s?|(?<=source), ?| (?=via )|(?<=by) |"
    r"(?<=courtesy) |(?<=of) )",
    re.IGNORECASE,
)
_PHOTO_HOUSE = re.compile(
    r"\bA[FP]P?[ -](?:Photo|PHOTO|File)\b|\bGetty(?: Images)?\b|\bREUTERS ?/|\bReuters ?/|/ ?(?:AFP|AP|EPA|"
    r"EPA-EFE|Reuters|REUTERS|dpa|PA|"
    r"Xinhua|Anadolu|Bloomberg|TASS|AAP|ANI|PTI|NurPhoto|Shutterstock|Alamy|Pool)\b|\bvia (?:AP|AFP|Reuters|"
    r"REUTERS|Getty|"
    r"Shutterstock|Storyful)\b|\b(?:Shutterstock|iStock|iStockphoto|Alamy|Unsplash|PA Images|EPA-EFE|"
    r"EPA Images|NurPhoto|Sipa|"
    r"ZUMA|Rex Features|IMAGO|Imago)\b"
)
_PHOTO_MARK = re.compile(r"©(?! ?\d) ?")
_REPORTING = re.compile(
    r"[(\[—–-]{0,2}\s?(?:(?:additional |further |with |and )*(?:reporting|writing|editing|compiled|reported|"
    r"written|edited) by )",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"(.{3,120}?) (?:also )?(?:contributed(?: reporting)?(?: to this (?:report|story|article))?|"
    r"reported from [A-Z].{1,60})\.?"
)


def kind(line: str) -> FurnitureKind | None:
    """The kind of furniture that the whole line is, or None."""
    line = " ".join(line[: 2 * _MOST].split()).lstrip(_BULLETS)
    if not line or len(line) > _MOST:
        return None
    stamp = time_stamp.read(line)
    # a bare "25 October 2024" may head a paragraph of a chronology: the layout knows where it stands
    if stamp and (stamp.lead or not stamp.when):
        return "time-stamp"
    if is_photo_credit(line):
        return "photo-credit"
    if _is_credit_line(line):
        return "credit-line"
    if _is_share_bar(line):
        return "share-bar"
    return _in_table(line)


def is_photo_credit(line: str) -> bool:
    """True for "PHOTO: REUTERS", "(AP Photo/Jane Doe)", "Jane Doe/Getty Images"; not for a caption."""
    line = line.strip().strip("()[]").strip()
    if not line or len(line) > _MOST // 2:
        return False
    prefix = _PHOTO_PREFIX.match(line) or _PHOTO_MARK.match(line)
    if prefix and are_credited(line[prefix.end() :]):
        return True
    return bool(_PHOTO_HOUSE.search(line)) and are_credited(line)


def is_network(line: str) -> bool:
    """True for "Facebook" or "X" alone: furniture only beside a share bar."""
    return line.strip().lower() in _NETWORKS


def _in_table(line: str) -> FurnitureKind | None:
    for row in TABLE:
        if row.pattern.fullmatch(line):
            return None if row.kind in _GUARDED and _SAYS.search(line) else row.kind
    return None


def _is_share_bar(line: str) -> bool:
    """True when all words are buttons': "Share  Tweet  WhatsApp", "Comments (12)"."""
    words = [word.lower() for word in _SHARE_WORDS.findall(line)]
    if not 0 < len(words) <= 12 or line.endswith("."):
        return False
    if not all(word in _SHARE_CORE or word in _NETWORKS or word in _SHARE_ALSO for word in words):
        return False
    buttons = [word for word in words if word in _NETWORKS or word in _SHARE_CORE]
    return any(word in _SHARE_CORE for word in buttons) or len(buttons) > 1


def _is_credit_line(line: str) -> bool:
    """True for "REUTERS, AFP", "(Reporting by Ana Ruiz; Editing by Tom Okafor)", "The AP contributed"."""
    if agency.is_credit(line):
        return True
    helped = _HELPED.fullmatch(line)
    if helped:
        return are_credited(helped[1])
    reporting = _REPORTING.match(line)
    return bool(reporting) and are_credited(line[reporting.end() :] if reporting else "", most=40)
