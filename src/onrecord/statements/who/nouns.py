"""What the head noun of a source says of its kind: "the ministry", "the report", "lawmakers"."""

from __future__ import annotations

from onrecord.records import SourceKind
from onrecord.word_list import words

# Bodies of a state, in the singular. The capitalised forms also end names: "Russia's Foreign Ministry".
GOVERNMENT = words(
    """
    government ministry department administration cabinet parliament senate congress assembly legislature
    court tribunal council municipality police army military navy force forces embassy consulate treasury
    presidency intelligence directorate inspectorate secretariat prosecution judiciary crown junta regime
    constabulary coastguard gendarmerie politburo duma knesset bundestag majlis sejm riksdag exchequer jury
    bench panel kremlin palace chancellery authority commissariat consulate customs defence defense house
    regulator watchdog ombudsman commission bureau taskforce staff state city county province town borough
    district region
    """
)
# Bodies that are none of a state's; those of both sorts are in both lists.
ORGANISATION = words(
    """
    company firm corporation conglomerate bank lender insurer carrier airline automaker carmaker
    manufacturer producer retailer supermarket chain brand startup start-up business giant developer
    operator utility miner brewer publisher studio label platform broker fund exchange hospital clinic
    university college school academy institute institution institution's laboratory lab centre center
    think-tank thinktank tank charity foundation trust association federation confederation union party club
    team side franchise league church diocese mosque synagogue society alliance coalition movement network
    organisation organization body group agency committee board chamber consortium campaign office service
    museum gallery theatre orchestra festival hotel restaurant airport port shipyard plant factory farm
    cooperative guild lobby partnership project programme program initiative outfit militia faction watchdog
    regulator commission secretariat council bloc group's provider supplier maker contractor consultancy
    chipmaker drugmaker bookmaker developer's mission fa
    """
)
OUTLET = words(
    """
    newspaper paper daily weekly tabloid broadsheet magazine broadcaster channel station newswire outlet
    website site blog podcast newsroom journal
    """
)
DOCUMENT = words(
    """
    report statement study survey poll research paper document documents file files letter memo memorandum
    email emails e-mail e-mails message messages text texts tweet tweets post posts filing filings complaint
    lawsuit suit indictment affidavit ruling judgment judgement verdict order decree law bill act rule rules
    constitution treaty agreement deal contract resolution declaration communique communiqué release notice
    bulletin advisory guidance guidelines policy plan article articles story stories editorial column book
    memoir biography film documentary video videos footage clip recording recordings photo photos photograph
    photographs image images picture pictures map chart graph table data figures statistics numbers records
    record minutes transcript transcripts testimony evidence analysis review audit assessment estimate
    estimates forecast projection index census findings results tests test autopsy scan trial papers draft
    proposal manifesto petition sign poster banner leaflet note advert ad advertisement commercial account
    accounts version headline caption website page pages database register log logs script diary paper's
    poem song lyrics speech quote quotes intelligence information reports rumours rumors polls studies
    surveys letters statements memos cables cable dossier dossiers budget white-paper warrant subpoena
    motion calculations model models simulations experiments trials scans history investigation
    investigations inquiry inquiries probe average appraisal accord copy copies audio ledger ledgers replay
    replays remark remarks check checks pact case profile listing reference treaties charter amendment
    clause
    """
)
COUNTRY = words("country nation kingdom republic island archipelago emirate sultanate")
# Said of one, or of some who are counted or described but not named.
UNNAMED_PLURAL = words(
    "officials sources people insiders aides advisers advisors diplomats persons individuals"
)
# Plural in meaning without an s.
GROUP = words(
    """
    people police men women children clergy public crowd crowds family families staff crew community
    majority minority electorate opposition others many some most few several both all none those these
    critics management leadership left right elite media press nobility youth brass parents siblings couple
    pair trio duo everyone everybody half rest squad delegation percent prosecution defence defense cops two
    three four five six seven eight nine ten dozens hundreds thousands millions side sides enforcement them
    us
    """
)
# One person of whom nothing but this is known may be anybody in the article.
PERSON = words(
    """
    man woman boy girl teenager teen child person suspect defendant victim accused complainant plaintiff
    survivor passenger driver pensioner resident villager neighbour neighbor witness father mother son
    daughter brother sister husband wife widow widower spouse partner fiancé fiancée boyfriend girlfriend
    uncle aunt grandfather grandmother grandson granddaughter cousin nephew niece friend colleague fan
    supporter critic star singer actor actress musician rapper artist painter sculptor writer author poet
    novelist comedian presenter host model influencer dancer director filmmaker producer designer chef
    athlete footballer player striker forward winger midfielder defender goalkeeper keeper captain skipper
    coach manager boss trainer batsman batter bowler spinner sprinter swimmer boxer golfer cyclist driver
    champion veteran newcomer favourite politician lawmaker legislator candidate nominee frontrunner
    front-runner hopeful rival opponent incumbent challenger leader president premier chancellor minister
    secretary senator congressman congresswoman congressperson representative mp mep governor mayor
    councillor councilman councilwoman councilor alderman ambassador envoy diplomat spokesman spokeswoman
    spokesperson official officer aide adviser advisor strategist chief head chairman chairwoman chairperson
    chair ceo cfo coo executive founder co-founder cofounder owner entrepreneur businessman businesswoman
    billionaire tycoon magnate investor banker economist analyst trader broker professor lecturer academic
    scholar scientist researcher historian psychologist physician doctor surgeon nurse midwife paramedic
    pharmacist dentist vet engineer architect builder farmer fisherman fisher teacher headteacher headmaster
    principal student pupil graduate lawyer attorney solicitor barrister advocate judge justice magistrate
    prosecutor detective inspector sergeant constable commissioner superintendent sheriff general colonel
    major captain lieutenant commander soldier sailor pilot marine admiral veteran fighter activist
    campaigner protester organiser organizer volunteer worker employee trader shopkeeper vendor journalist
    reporter correspondent editor columnist blogger broadcaster photographer commentator pundit priest
    pastor bishop archbishop cardinal pope imam rabbi cleric preacher reverend monk king queen prince
    princess duke duchess sultan emir sheikh monarch emperor oligarch whistleblower whistle-blower insider
    source expert specialist consultant trustee member delegate deputy treasurer registrar auditor
    accountant inmate prisoner detainee refugee migrant asylum-seeker hostage politician republican democrat
    conservative socialist liberal labourer comedian legend hero heroine icon celebrity native tourist
    traveller visitor customer shopper roommate flatmate housemate classmate teammate commuter passer-by
    bystander onlooker user voter taxpayer landlord tenant winner loser
    """
)
_BY_KIND: tuple[tuple[SourceKind, frozenset[str]], ...] = (
    ("unnamed", PERSON),
    ("group", GROUP),
    ("document", DOCUMENT),
    ("outlet", OUTLET),
    ("organisation", ORGANISATION),
    ("government", GOVERNMENT),
    ("country", COUNTRY),
    ("unnamed", UNNAMED_PLURAL),
)
# Of a noun in several lists the last kind counts.
KIND_OF_NOUN = {noun: kind for kind, nouns in _BY_KIND for noun in nouns}
# What ends a company's name, and what stands in the name of a body that is none of a state's.
IN_COMPANY = words(
    """
    inc ltd llc llp plc corp corporation co gmbh ag sa nv bv spa limited holdings group motors electric
    airlines airways air bank financial capital partners ventures industries technologies systems
    pharmaceuticals pharma energy oil gas petroleum mining metals foods stores records pictures studios
    entertainment media communications telecom telecommunications software solutions logistics shipping
    lines steel power water insurance securities investments assurance enterprises international brothers
    sons associates times post news herald tribune gazette journal magazine review radio television tv press
    economics analytics consulting advisory advisors advisers law legal labs lab digital global research
    robotics biotech therapeutics motor railways rail construction engineering
    """
)
IN_BODY = (
    IN_COMPANY
    | ORGANISATION
    | OUTLET
    | words(
        """
    united city rovers wanderers athletic albion rangers fc afc cf sc rfc hospitals schools universities
    colleges workers teachers nurses doctors employees farmers journalists lawyers engineers congress forum
    front watch rights relief aid crescent cross coalition research studies sciences arts policy affairs
    council institute initiative survey laboratories works alliance democrats republicans brotherhood
    resistance army games olympics committee organization organisation conference convention summit awards
    museum trust foundation nations orchestra lodge local chapter church cathedral temple commission fund
    monitor observatory action front league assembly ngo
    """
    )
)
IN_GOVERNMENT = GOVERNMENT - words(
    "house state city county province town borough district region force"
) | words(
    """
    guard guards affairs revenue customs prosecutor's attorney-general force service office agency authority
    command corps department ministry directorate secretariat police navy army courts supreme parliament
    """
)


# Capitalised by themselves these are whichever the report is about; "Senate" or "Treasury" is a name.
WHICHEVER = words(
    """
    ministry department government council court police army navy military authority commission
    administration agency tribunal prosecution municipality state county city province district force forces
    office bureau
    """
)


def singular(word: str) -> str | None:
    """The singular of a noun in -s, None where it is none: "lawmakers" -> "lawmaker"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return None
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "spokesmen": "spokesman",
    "spokeswomen": "spokeswoman", "congressmen": "congressman", "businessmen": "businessman",
    "fishermen": "fisherman", "wives": "wife", "spokespeople": "spokesperson", "parties": "party",
    "police": "officer", "mps": "mp", "data": "datum",
}  # fmt: skip
