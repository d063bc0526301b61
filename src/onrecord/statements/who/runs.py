"""Where a name begins and how far it runs: capitalised words and the small words between them."""

from __future__ import annotations

import re

from onrecord.statements import reference
from onrecord.statements.who.nouns import IN_BODY, IN_GOVERNMENT
from onrecord.statements.who.titles import title
from onrecord.statements.who.tokens import Tokens
from onrecord.word_list import words

PARTICLES = words(
    """
    al bin bint ibn da das de del della den der di do dos du el la le ten ter van von y e abu ul ng du und
    et wa ni anak binti bte
    """
)
# What names a body together with what follows: "Ministry of Defence", "Center for Disease Control".
_OF_HEADS = words(
    """
    ministry department bank university house board office institute council federation association court
    bureau chamber school college academy union party church embassy republic kingdom committee commission
    centre center agency authority society league organisation organization movement alliance front campaign
    confederation congress directorate fund foundation museum hospital isle gulf strait sea state city group
    bay cape forum coalition network journal annals bulletin review proceedings times spokesman spokeswoman
    spokesperson mayor governor president king queen prince duke bishop archbishop ambassador doctors
    friends mothers bar order army brotherhood guild division faculty secretary minister chancellor chief
    head commissioner director attorney speaker court inspectorate confederation college conference
    """
)
JOINTS = frozenset(("of", "for", "on"))
# Capitalised wherever they stand and never a name, or only where a sentence opens.
_NEVER = words(
    """
    i monday tuesday wednesday thursday friday saturday sunday january february april june july august
    september october november december feb aug sept oct nov dec gmt am pm est et bst utc cet edt the a an
    this that these those he she it they we you his her its their our my your there here gdp ceo cfo coo cto
    ai tv dna hiv aids covid gps sms pdf vat ipo esg lgbt lgbtq ngo phd mba id ok pr hr vip suv atm pm mp
    mps qr covid-19 faq gmo hd uk-based us-based
    """
)
OPENERS = words(
    """
    whether apart aside back besides compared considering contrary different due early elsewhere ever
    everywhere except far fellow good great hence hopefully involving lastly late left less little long
    mostly much notably nowhere numerous opposite ours overall own part plus possible prior rather same
    short similarly somewhere sometimes soon suddenly surely thereafter therefore thus together too top
    unless us usually versus very well whatever whenever wherever whichever whoever worse better best
    clearly ironically sadly in on at by for from to of with without within under over after before during
    since until while when where why how what who whom whose which if unless though although because as but
    and or nor so yet then than now once not no yes all any both each either every neither few many more
    most much several some such other others another one two three four five six seven eight nine ten also
    even just only still again already always never often perhaps maybe is are was were be been being am do
    does did have has had will would can could may might must shall should let please thank thanks despite
    amid among against between beyond about above across along around behind below beneath beside besides
    near off onto out outside inside past per through throughout toward towards upon via like unlike
    including instead meanwhile however moreover furthermore nevertheless nonetheless indeed today tonight
    tomorrow yesterday later earlier recently currently previously finally first second third last next
    former formerly new old him them us me himself herself itself themselves myself everyone everybody
    someone somebody nobody anyone something nothing everything anything according given based asked
    speaking writing citing police officials experts analysts critics people men women children voters
    sources eleven twelve thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety hundreds
    thousands dozens
    """
)
# Short for days and months before a number, else names: "Jan Novak", "Hoang Thu Nga".
_CALENDAR = words("jan mar jun jul sep mon tue tues wed thu thur thurs fri sat sun")
# Words that a number belongs to: "Number 10", "Article 5", "Channel 4".
_NUMBERED = words(
    """
    number no article resolution section channel local group level area bill proposition formula flight
    route radio
    """
)
_AMOUNT = re.compile(r"[A-Z]{1,3}[0-9]+[a-z]*")
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset('“‘"'), frozenset('”’"')
# What ends a name with "and" in it: "Cabin and Ground Staff Union".
_SOCIETIES = words(
    """
    union party association federation council society institute alliance organisation organization agency
    centre center foundation forum chamber trust board committee company
    """
)
# Behind a comma: "Kamau Holdings, Inc."
_LEGAL = words("inc llc ltd plc corp jr sr")
# Written with a stop that ends no sentence.
_ABBREVIATED = words(
    """
    mr mrs ms mx dr prof gen lt col maj brig capt cmdr adm sgt cpl pvt sen rep gov rev fr st hon atty supt
    insp det dep asst pres sec amb no engr barr adv arch pte jr sr mt ft inc ltd co corp bros messrs
    """
)


def begins(tokens: Tokens, at: int, common: set[str]) -> bool:
    """Whether a name begins at a token; `common` are words that the text has in small letters too."""
    token = tokens[at]
    stem = re.split("[-'’]", token.lower, maxsplit=1)[0] or token.lower
    if token.lower == "no" and _is_numbered(tokens, at):
        return True
    if not token.capital or token.lower in _NEVER or stem in _NEVER:
        return False
    if _AMOUNT.fullmatch(token.word) and not reference.body(token.word):
        return False
    if token.lower in _CALENDAR and at + 1 < len(tokens) and not tokens[at + 1].word[0].isalpha():
        return False
    if token.lower in ("may", "march") and not _followed_by_name(tokens, at):
        return False
    if not token.opens:
        return True
    if token.word.isupper() and len(token.word) > 1:
        return True
    if stem in OPENERS or (token.lower.endswith(("ing", "ly")) and not _stands_out(tokens, at)):
        return False
    if token.lower in PARTICLES and _small_word(tokens, at, at):
        return True  # "Van den Broek"
    return token.lower not in common or title(token.word) is not None or _followed_by_name(tokens, at)


def _is_numbered(tokens: Tokens, at: int) -> bool:
    """As in "No 10", "No. 10"."""
    after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].word == "." else at + 1
    return tokens[at].capital and after < len(tokens) and tokens[after].word.isdigit()


def _stands_out(tokens: Tokens, at: int) -> bool:
    """A word in -ing or -ly that is a name all the same: "Beijing", "Kimberly Ross"."""
    word = tokens[at].word
    return _followed_by_name(tokens, at) or bool(
        reference.capital(word) or reference.place(word) or reference.body(word) or reference.gender_of(word)
    )


def _followed_by_name(tokens: Tokens, at: int) -> bool:
    return (
        not tokens[at].possessive
        and at + 1 < len(tokens)
        and tokens[at + 1].capital
        and adjoin(tokens, at + 1)
    )


def adjoin(tokens: Tokens, at: int) -> bool:
    """True where only a blank stands before a token, and no sentence ends between."""
    if tokens[at].opens:
        return False
    gap = tokens.text[tokens[at - 1].end : tokens[at].start]
    return gap.strip("'’").isspace()


def run(tokens: Tokens, at: int) -> int:
    """The token behind the run of names and titles that begins here."""
    stop = at + 1
    while stop < len(tokens):
        step = _step(tokens, at, stop)
        if not step:
            break
        stop += step
    return stop


def _step(tokens: Tokens, first: int, at: int) -> int:
    """How many tokens the run goes on by, 0 where it ends."""
    before, token = tokens[at - 1], tokens[at]
    if before.word == "." and _abbreviated(tokens, at - 2):
        return int((token.capital or token.word.isdigit()) and token.start - before.end <= 1)
    if before.possessive:
        return _behind_owners(tokens, at)
    if token.word in ("(", *_OPENING_QUOTES):
        return _bracketed(tokens, at)
    if (
        token.word == ","
        and at + 1 < len(tokens)
        and tokens[at + 1].lower in _LEGAL
        and tokens[at + 1].capital
    ):
        return 2
    if token.word == "." and token.start == before.end and _abbreviated(tokens, at - 1):
        return 1
    if not adjoin(tokens, at):
        return 0
    if token.capital or (token.word.isdigit() and before.lower in _NUMBERED):
        known = title(before.word)
        # "Mr Sunday Ameh"
        return int(token.lower not in _NEVER or (known is not None and known.courtesy))
    return _small_word(tokens, first, at)


def _small_word(tokens: Tokens, first: int, at: int) -> int:
    """A particle, "of" or "and" with the name's next word: "van der Berg", "Ministry of the Interior"."""
    word = tokens[at].lower
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if word in PARTICLES:
        if _capital(tokens, at + 1):
            return 2
        return 3 if following in PARTICLES and _capital(tokens, at + 2) else 0
    if word in JOINTS and tokens[at - 1].lower in _OF_HEADS:
        if _capital(tokens, at + 1):
            return 2
        return 3 if following == "the" and _capital(tokens, at + 2) else 0
    if word in JOINTS and _capital(tokens, at + 1):
        return _listed(tokens, first, at)
    return _joined(tokens, first, at) if word in ("and", "&") and _capital(tokens, at + 1) else 0


def _listed(tokens: Tokens, first: int, at: int) -> int:
    """As in "Alternative for Germany": a body that the reference tables have with its "for" or "of"."""
    for stop in range(min(at + 4, len(tokens)), at + 1, -1):
        if all(_capital(tokens, place) for place in range(at + 1, stop)):
            last = tokens[stop - 1]
            if reference.body(tokens.text[tokens[first].start : last.start + len(last.word)]):
                return stop - at
    return 0


def _behind_owners(tokens: Tokens, at: int) -> int:
    """As in "Auto Workers' Federation", "Women's Hospital": many people's body is one name."""
    owners = tokens[at - 1].lower
    if not owners.endswith("s") and owners not in ("women", "men", "children", "people", "patrolmen"):
        return 0
    stop = at
    while stop < len(tokens) and stop < at + 4 and _capital(tokens, stop):
        stop += 1
    return stop - at if stop > at and tokens[stop - 1].lower in IN_BODY | IN_GOVERNMENT else 0


def _bracketed(tokens: Tokens, at: int) -> int:
    """A nickname in quotation marks, a second title in brackets: "José “Pepe” Mujica", "Chief (Mrs) Amoo"."""
    if at + 3 >= len(tokens) or not tokens[at + 1].capital or not tokens[at + 3].capital:
        return 0
    inside, close = tokens[at + 1], tokens[at + 2].word
    if tokens[at].word == "(":
        known = title(inside.word)
        return 3 if close == ")" and known is not None and known.courtesy else 0
    return 3 if close in _CLOSING_QUOTES and inside.end == tokens[at + 2].start else 0


def _joined(tokens: Tokens, first: int, at: int) -> int:
    """Whether "and" stands within a name: "Department of Health and Human Services", "Marks & Spencer"."""
    inside = range(first, at)
    if tokens[at].word == "&":
        return 2
    if any(tokens[i].word in JOINTS for i in inside):
        person = reference.gender_of(tokens[at + 1].word) or title(tokens[at + 1].word)
        return 0 if person else 2
    stop = at + 1
    while stop < len(tokens) and stop < at + 5 and tokens[stop].capital and adjoin(tokens, stop):
        stop += 1
    last = tokens[stop - 1].lower
    ends_body = (last in IN_GOVERNMENT and last != "police") or last in _SOCIETIES
    people = any(reference.gender_of(tokens[i].word) or title(tokens[i].word) for i in inside)
    apart = tokens[at - 1].lower in IN_GOVERNMENT | _SOCIETIES
    return 2 if ends_body and stop - at > 2 and not people and not apart else 0


def _capital(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].capital and tokens[at].lower not in _NEVER and adjoin(tokens, at)


def _abbreviated(tokens: Tokens, at: int) -> bool:
    return at >= 0 and tokens[at].capital and tokens[at].lower in _ABBREVIATED
