"""What reports count, and what is said of it: the field's words, those of one line for the same thing.

A kind is what is counted (people, soldiers, jobs), a state what is said of them (dead, missing, sent). Only
what reports often word in several ways is here; all else is a kind by its own stem, and has no state.
"""

from __future__ import annotations

from functools import cache

from onrecord.claims.terms import terms

PERSON, JOB, MONEY = "person", "job", "money"

_KINDS = {
    # Whoever they are: these say no more than that they are people.
    PERSON: "people person persons resident villager inhabitant local citizen victim individual others human "
    "everyone souls lives townspeople",
    "child": "child children minor kid boy girl baby babies infant toddler youngster",
    "woman": "woman women",
    "man": "man men",
    "soldier": "soldier troop serviceman servicemen servicemember servicewomen personnel conscript",
    "fighter": "fighter militant gunman gunmen rebel insurgent terrorist guerrilla jihadist",
    "police": "police policeman policemen policewoman officer constable",
    "civilian": "civilian noncombatant",
    "worker": "worker employee staff staffer labourer laborer workforce",
    "medic": "medic doctor nurse paramedic physician",
    "student": "student pupil schoolchild schoolchildren",
    "passenger": "passenger traveller traveler",
    "migrant": "migrant refugee immigrant",
    "prisoner": "prisoner inmate detainee captive",
    "reporter": "journalist reporter correspondent",
    "lawmaker": "lawmaker legislator deputy deputies parliamentarian senator",
    JOB: "job post position role redundancy redundancies layoff",
    "house": "house home dwelling",
    "ship": "ship vessel boat",
    "aircraft": "aircraft plane jet warplane airplane aeroplane",
    "drone": "drone uav",
    "attack": "attack strike raid bombardment",
    "hospital": "hospital clinic",
    "vote": "vote ballot",
}
_PEOPLE = frozenset(
    (PERSON, "child", "woman", "man", "soldier", "fighter", "police", "civilian", "worker", "medic",
     "student", "passenger", "migrant", "prisoner", "reporter", "lawmaker")
)  # fmt: skip
# Nouns that are people in a state: "26 bodies", "three deaths", "400 arrests", "2,000 demonstrators".
_STATED = {
    "dead": "death fatality fatalities body bodies corpse dead killed killing murder",
    "injured": "injury injuries injured wounded",
    "casualty": "casualty casualties losses",
    "missing": "missing disappearance",
    "displaced": "evacuee evacuation displaced",
    "detained": "arrest arrested",
    "ill": "infection sick ill",
    "there": "attendee participant spectator demonstrator protester protestor marcher attendance turnout",
    "abducted": "hostage abductee",
    "survived": "survivor",
}
# What verbs and adjectives say of those counted, each set for whatever may be so: by stems.
_STATES = {
    "dead": "kill dead death deaths die died dying dies perish perished fatal fatally fatality slain "
    "massacre massacred drowned drown murdered executed deadly lifeless bodies",
    "injured": "injure injured injury injuries injuring wound wounded wounding hurt maimed",
    "missing": "missing unaccounted",
    "trapped": "trapped",
    "survived": "rescue rescued survive survived saved alive",
    "displaced": "evacuate evacuated evacuating evacuation displace displaced flee fled fleeing homeless "
    "shelter shelters sheltering uprooted relocated moved",
    "detained": "arrest arrested arresting detain detained detaining custody",
    "jailed": "jail jailed imprisoned sentenced convicted",
    "charged": "charge charged indicted",
    "captured": "capture captured",
    "abducted": "hostage hostages abduct abducted kidnap kidnapped",
    "released": "release released freed",
    "ill": "sick ill infected infect infections sickened poisoned contracted sickness illness outbreak "
    "disease",
    "hospital": "hospitalise hospitalised hospitalize hospitalized admitted",
    "there": "marched march rally rallied demonstrate demonstrated protest protested attend attended gather "
    "gathered crowd turnout come came stationed arrived present",
    "sent": "send sent deploy deployed dispatch dispatched deploying sending deployment",
    "fighting": "fighting fight fought combat",
    "training": "train trained training",
    "called up": "mobilise mobilised mobilize mobilized conscripted recruit recruited enlisted",
    "cut": "cut cuts cost cutting lose lost losing axe axed shed slash slashed go gone disappear eliminate "
    "eliminated redundant redundancy redundancies sacked dismissed affected scrapped scrap fired layoff laid",
    "new": "create created hire hired hiring creating",
    "destroyed": "destroy destroyed razed flattened demolished gutted",
    "damaged": "damage damaged",
    "downed": "downed intercepted intercept",
    "launched": "launch launched fired",
    "seized": "seize seized confiscated",
    "sold": "sold sell sales",
    "built": "build built construct constructed",
    "closed": "close closed shut",
    "tested": "test tested check checked examine examined checks tests",
    "vaccinated": "vaccinate vaccinated",
    "exposed": "hacked leaked leak breach breached exposed compromised copied stolen data records files",
}
# "Go" is said of jobs, "lost" of jobs and of lives: these states are of those kinds alone, none of any.
_ONLY = {
    "cut": frozenset({JOB}),
    "new": frozenset({JOB}),
    "fighting": frozenset({"soldier", "fighter"}),
    "training": frozenset({"soldier", "fighter", PERSON}),
    "exposed": frozenset(
        {PERSON, "patient", "custom", "account", "user", "client", "member", "student", "worker"}
    ),
}
# What money is: the price of it, what it does harm for, what is owed.
_SUMS = {
    "paid": "price fee bid offer pay paid paying payment acquire acquisition buy bought purchase sum receive "
    "received transfer transfers transferred bribe passed takeover",
    "damage": "damage damages loss losses lost",
    "profit": "profit earnings earned",
    "revenue": "revenue turnover sales",
    "debt": "debt debts loan loans borrowed owe owed owes liabilities",
    "spent": "budget spend spent spending invest invested investment",
    "aid": "aid relief assistance grant",
    "fine": "fine fined penalty compensation settlement",
    "raised": "raise raised donate donated donations",
    "wage": "wage wages salary salaries earns",
    "saved": "save saved saving savings",
    "stolen": "stole stolen embezzled embezzlement laundered",
    "won": "win wins won winning winnings prize jackpot",
    "cost": "cost costs costing",
}
# Who and what is sent somewhere to do its work: of these a report tells as well how far they are.
_SENT_OUT = (
    "soldier fighter police medic ship aircraft drone tank truck lorry vehicle missile launcher helicopter "
    "ambulance warship unit battalion brigade regiment division team crew observer monitor engineer "
    "firefighter rescuer peacekeeper instructor adviser advisor contractor mercenary reservist volunteer "
    "guard"
)
# In these states it is all the same who else they are: who marches is a marcher.
_ANYBODY = {
    "there": frozenset({"student", "worker", "fighter"}),
    "displaced": frozenset({"migrant"}),
    "ill": frozenset({"patient"}),
}


def is_known(stem: str) -> bool:
    """Whether a noun is one of those that are listed here."""
    return stem in _kinds()


def kind_of(stem: str) -> str:
    """The kind that a noun is of, by its stem; the stem itself where it is no word of the field."""
    return _kinds().get(stem, stem)


def is_sent_out(kind: str) -> bool:
    """Whether those of a kind are sent somewhere to do their work."""
    return kind in _sent_out()


def is_people(kind: str) -> bool:
    """Whether those of a kind are people."""
    return kind in _PEOPLE


def stated(stem: str) -> str:
    """The state that a noun alone puts people in ("deaths": dead), "" for another noun."""
    return _stated().get(stem, "")


def states(stem: str) -> tuple[str, ...]:
    """The states that a word may tell of, by its stem."""
    return _states().get(stem, ())


def sum_of(stem: str) -> str:
    """What a word tells that money is ("bid": paid), "" for another word."""
    return _sums().get(stem, "")


def fits(state: str, kind: str) -> bool:
    """Whether a kind can be in a state."""
    only = _ONLY.get(state)
    return (not only or kind in only) and (kind != JOB or state in {"cut", "new"})


def merged(kind: str, state: str) -> str:
    """The kind, or people where in such a state they are the same: pupils who march, refugees who fled."""
    return PERSON if kind in _ANYBODY.get(state, ()) else kind


def _by_stem(table: dict[str, str]) -> dict[str, str]:
    return {stem: name for name, listed in table.items() for stem in terms(listed)}


@cache
def _kinds() -> dict[str, str]:
    return _by_stem(_KINDS)


@cache
def _sent_out() -> frozenset[str]:
    return frozenset(map(kind_of, terms(_SENT_OUT)))


@cache
def _stated() -> dict[str, str]:
    return _by_stem(_STATED)


@cache
def _states() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, listed in _STATES.items():
        for stem in terms(listed):
            found.setdefault(stem, {})[name] = None
    return {stem: tuple(names) for stem, names in found.items()}


@cache
def _sums() -> dict[str, str]:
    return _by_stem(_SUMS)
