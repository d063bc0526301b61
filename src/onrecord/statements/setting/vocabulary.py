"""The words that channels and grounds are made of."""

from __future__ import annotations

from onrecord.word_list import words

# What things are said in: "in a statement".
MEDIA = words("""
    account accounts address addresses adverts advert advertisement affidavit affidavits analysis
    announcement answer appearance appearances appeal article articles assessment audio biography blog
    blogpost blogposts blogs book books briefing briefings broadcast broadcasts brochure bulletin call calls
    caption chat circular column columns comment commentary comments communique communiqué communication
    complaint conversation conversations correspondence cable chapter clip conclusion debate decision
    declaration decree deposition diary dispatch document documents documentary draft editorial editorials
    email emails e-mail e-mails essay exchange exchanges explainer fact-sheet feature filing filings film
    findings flier foreword forecast guidance hearing homily indictment interview interviews introduction
    journal judgement judgment keynote lawsuit leaflet lecture letter letters livestream magazine manifesto
    memo memorandum memoir memoirs memos message messages minutes mass monologue motion newsletter newspaper
    newspapers note notes notice notification notifications open-letter op-ed op-eds opinion oration outlook
    pamphlet paper papers parliament petition piece pleading podcast podcasts poll post posts posting
    postings preface presentation presser primer proclamation profile programme program prospectus
    publication recording recordings release releases remarks reminder reply report reports request response
    responses resolution review ruling sermon session sessions show sitting speech speeches statement
    statements story study submission submissions suit summary summing-up survey talk teleconference
    telegram telegrams telecast testimony text texts thread threads transcript tribute tutorial tweet tweets
    update updates verdict video videos videoconference voicemail vlog webcast webinar warning whitepaper
    yearbook missive rant rebuttal reel storey testimonials witness-statement press-release factsheet
    notebook note-book mail media press
""")

# Where people speak to others: "at a news conference".
EVENTS = words("""
    address announcement appearance appearances assembly auction banquet briefing briefings breakfast
    broadcast bundestag call campaign-stop caucus celebration celebrations ceremony church colloquium
    commemoration commencement commission committee conclave conference conferences congress congregation
    consultation convention council court courthouse debate debates demonstration dialogue dinner discussion
    discussions enquiry engagement event events expo festival forum function fundraiser funeral gala
    gathering general-assembly graduation hearing hearings hustings inaugural inauguration inquest inquiry
    interaction interview launch lecture legislature luncheon lunch march mass masterclass meet meeting
    meetings memorial mosque news-conference observance opening panel parade parliament plenary podium
    premiere presentation press-conference presser procession programme program protest protests q&a rally
    rallies reception recital reunion roadshow roundtable seminar senate sermon service session sessions
    sit-down sitting sitdown speech stop stump summit summits swearing-in symposium synod talk talks
    teach-in testimony town-hall hall trial tribunal unveiling vigil visit wake webinar wedding workshop
    retreat tour trip interviews conclaves conventions launches inspection anniversary handover walkabout
    photocall appeal arraignment deposition demo farewell iftar majlis baraza assemblies house commons lords
    sejm knesset duma
""")

# What a voice or a picture is carried by: "on state television".
AIR = words("""
    air blog blogs broadcast call calls channel channels conference episode facebook feed floor instagram
    linkedin media microblog network networks newscast page pages phone platform platforms podcast podcasts
    profile programme program radio records show sidelines site sites snapchat stage stand station substack
    telegram telephone television threads tiktok tv twitter vkontakte weibo website websites wechat weblog
    whatsapp x youtube bluesky mastodon reddit discord signal rumble truth gab parler koo vk messenger visit
    trip tour account accounts accounts' app apps forum forums livestream zoom hustings camera viber
    kakaotalk imo clubhouse twitch quora medium broadcasts airwaves
""")

# Of those, what somebody has to have: "on its page", not "on the page".
OWNED = words(
    "page pages site sites profile account accounts channel channels feed app apps line stand floor"
)
# Bare, these are not what something is said in: "in response", "on account of", "on tour", "on show".
DETERMINED = words("""
    response reply answer account accounts tour trip visit show record session order note call review appeal
    analysis summary conclusion exchange debate motion study mass poll story text piece
""")
# Where members speak, named without further words: "in Parliament", "in the Senate".
CHAMBERS = words("""
    parliament congress senate house commons lords knesset duma bundestag rada dail seanad assembly court
    sabha council chamber legislature tribunal sejm holyrood stormont
""")
# Who hears a witness: "testifying before the committee".
BENCHES = words("""
    committee court panel congress parliament commission tribunal assembly council judge judges jury senate
    inquiry lawmakers legislators reporters journalists crowd audience house magistrate grand-jury
    subcommittee rally
""")
# Where a speaker stands: "from the podium".
STANDS = words(
    "stage podium pulpit dock floor balcony rostrum lectern bench box dispatch-box steps office studio"
)
SPEAKING = words("""
    speaking talking testifying appearing writing posting addressing briefing testified spoke appeared
    speaks testifies writes tweeting lecturing preaching
""")
# Verbs whose object listens: "told reporters".
TELLING = words("""
    told tells tell telling informed informs informing assured assures assuring reminded reminds reminding
    warned warns warning briefed briefs briefing advised advises notified notifies asked asks addressing
    addressed promised promises texted messaged emailed e-mailed instructed
""")

# By what means: "by email".
MEANS = words("""
    email e-mail phone telephone text fax letter videolink video-link video teleconference videoconference
    whatsapp telegram signal zoom skype message radio satellite post mail sms wechat facetime voicemail
    mobile cellphone videocall twitter facebook x instagram messenger livestream intercom loudspeaker
    loudhailer megaphone translator interpreter
""")

# Who speaks for another: "through his lawyer".
MOUTHS = words("""
    lawyer lawyers attorney attorneys spokesman spokeswoman spokesperson spokespeople representative
    representatives aide aides publicist agent solicitor solicitors counsel interpreter translator
    intermediary intermediaries mediator mediators office ambassador embassy family son daughter
""")

# Who listens: "confirmed to reporters".
LISTENERS = words("""
    reporters reporter journalists journalist newsmen media press police investigators detectives officers
    court jurors jury judges judge prosecutors parliament parliamentarians lawmakers legislators senators
    congress mps deputies ministers delegates diplomats crowd crowds audience supporters voters followers
    fans worshippers viewers listeners readers investors shareholders analysts employees staff workers
    students residents committee panel commission inquiry council assembly nation public people newspapermen
    correspondents councillors members allies colleagues officials lawyers authorities troops soldiers
    cadets broadcaster newspaper agency channel magazine website outlet outlets broadcasters newspapers
    agencies station conference rally hearing forum summit briefing
""")

# After these "to somebody" belongs to the phrase: "in a letter to the governor".
ADDRESSED = words("""
    letter letters statement statements speech speeches address remarks comments message messages testimony
    visit trip email emails e-mail e-mails note memo submission petition appeal response reply interview
    report presentation complaint tribute notice replies text texts warning affidavit briefing tour
    according evidence addressed sent given written spoken delivered
""")

# A participle that carries a phrase on: "in a statement posted on its website".
CARRYING = words("""
    issued posted published released sent shared uploaded broadcast aired carried emailed e-mailed given
    made delivered held hosted organised organized convened streamed televised recorded written addressed
    circulated distributed tweeted translated obtained seen reported quoted provided filed attended called
    chaired sponsored signed read printed placed submitted dated
""")

DAYS = words("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february april june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
""")
TIMES = DAYS | words("""
    today yesterday tomorrow tonight earlier later recently ago afterwards afterward shortly immediately
    previously overnight past last early late next again once soon weekly daily then now here there hours
    minutes midnight noon
""")
# Times only where nothing or a preposition of time stands before: "in May", "Theresa May".
DOUBTFUL_TIMES = words("may march this")

SPELLS = words("week month year morning afternoon evening season summer winter spring autumn")

# With these another clause begins.
CLAUSES = words("""
    that who whom whose which where when while whilst as if because since after before until till amid
    amidst though although whether but or so than how why what about regarding concerning over following
    despite without against unless including just even only also not never neither nor like per given saying
    adding calling warning urging announcing denying asking telling noting stressing insisting claiming
    arguing explaining describing accusing blaming citing quoting confirming revealing declaring pledging
    vowing demanding suggesting stating writing responding referring hinting admitting acknowledging
    condemning criticising criticizing praising thanking using seeking making giving i he she they we you it
""")
VERBS = words("""
    is are was were be been being has have had will would could should can may might must shall did does do
    said says say told tells tell wrote writes added adds asked asks argued claimed claims warned warns
    announced announces confirmed confirms denied denies insisted insists stressed noted notes explained
    explains revealed declared vowed pledged promised accused blamed urged demanded admitted acknowledged
    conceded replied responded suggested stated states described called recalled reiterated repeated
    lamented joked quipped complained concluded predicted estimated testified tweeted posted showed shows
    found finds believes thinks hopes fears expects remarked observed maintained emphasised emphasized
    underlined hailed praised condemned criticised criticized rejected dismissed defended appealed hinted
    boasted alleged asserted charged cautioned welcomed thanked reported reports
""")
# Of the verbs above those that mark another statement, when they stand between a phrase and the cue.
REPORTING = VERBS - words("""
    is are was were be been being has have had will would could should can may might must shall did does do
    called posted reports notes states shows claims
""")

ARTICLES = words("a an the this that his her its their our my your another one")
PREPOSITIONS = words("""
    in on at to with by from of for during via through under into near between among alongside before after
    outside inside across
""")
# What no phrase ends with.
DANGLING = PREPOSITIONS | ARTICLES | CARRYING | words("and or late early both also 's")
PLATFORMS = words("""
    x twitter facebook telegram instagram tiktok linkedin weibo wechat whatsapp youtube threads bluesky
    reddit vk vkontakte snapchat signal substack discord mastodon truth social rumble gab parler zoom viber
    website television tv radio line
""")
