"""Lists of words that tell where a counted noun phrase begins and ends."""

from __future__ import annotations

from onrecord.word_list import words

DETERMINERS = words("the this that these those its their his her our my your all both any")
# What stands before the noun and says nothing about what is counted.
OPENERS = DETERMINERS | words("a an more further additional extra or so another")

STOPS = words(
    # prepositions
    "of in on at by for with from to into onto over under above below between among amid against during "
    "before after since until till through throughout across along around about near off out up down via "
    "per than as like without within inside outside behind beyond beside besides despite towards toward "
    "upon including excluding following regarding versus except plus minus amongst alongside aboard ahead "
    "away past unlike "
    # what links clauses
    "and or but nor yet so if because while when where whereas although though unless that which who whom "
    "whose what how why whether then "
    # auxiliaries
    "is are was were be been being am has have had having do does did will would can could shall should "
    "may might must isn't aren't wasn't weren't hasn't haven't hadn't don't didn't doesn't won't wouldn't "
    "can't couldn't not "
    # pronouns and determiners
    "i you he she it we they me him them himself herself itself themselves this these those the a an its "
    "their his her our my your each every some any no none all both either neither another one's someone "
    "anyone everyone there here "
    # adverbs
    "also still already now later earlier ago again once only just even ever never always often together "
    "alone apiece overnight today yesterday tomorrow tonight daily weekly monthly yearly annually "
    "nationwide worldwide elsewhere abroad respectively instead too very soon almost nearly roughly "
    "overall overseas otherwise else however meanwhile far compared altogether simultaneously immediately "
    "recently reportedly allegedly currently thereby twice less fewer most least last next "
    # days and months, less March, which is a verb as well
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october november december"
)

# Verbs and participles that end a noun phrase; words that are as often nouns are not here.
VERBS = words(
    "said say says told tell tells took take takes taken left leave leaves hit hits fell fall falls fallen "
    "rose rise rises made make makes went go goes gone came come comes got get gets gave give gives given "
    "saw see sees seen held hold holds kept keep keeps met meet meets won win wins lost lose loses ran run "
    "runs fled flee flees died die dies killed kill kills injured injure wounded arrested detained became "
    "become becomes began begin begins begun brought bring brings bought buy buys built build builds sold "
    "sell sells sent send sends spent spend spoke speak speaks stood stand stands struck strike strikes "
    "taught thought think thinks threw throw throws understood voted wrote write writes written drew draw "
    "draws drove drive drives driven ate eat fought fight found find finds flew fly flies grew grow grows "
    "heard hear hears knew know knows known led lead leads paid pay pays put puts read reads sank sink "
    "sinks sunk sang sat sit sits shot shoot shoots shut slept stole stolen swam wore wear wears need "
    "needs want wants live lives remain remains remained work works appear appears appeared attended "
    "attend believe believes believed called arrived arrive joined join crossed cross died signed sign "
    "agreed agree refused refuse rejected reject accused accuse survived survive suffered suffer received "
    "receive reached reach entered enter escaped escape returned return stayed stay worked lived moved "
    "backed opposed opened closed started stopped helped tried used showed shows show shown exploded "
    "collapsed crashed dead tested earned expressed reported told launched fired attacked entered failed "
    "fails fail supported support abstained boycotted gathered protested marched demanded demand warned "
    "warn displaced died drowned perished contracted caught sought seek seeks lay lie lies lain torn burnt "
    "burned destroyed damaged evacuated aged worth short old strong high tall wide deep long ready able "
    "likely unlikely available due"
)
# Plurals, by their form, that describe the noun behind them.
MODIFIERS = words(
    "injured wounded missing dead sports arms news police sales human-rights rights operations services "
    "communications systems crew staff youth media data aircraft customs goods savings settlements games "
    "women men people fisheries telecoms securities emergency-services defence-systems mains fish cattle "
    "sheep infantry troops children veterans affairs hours foreign-affairs intensive-care electronics "
    "diamonds drugs"
)
# Nouns that are formed like a participle or an adverb.
NOUNS = words(
    "spending funding housing training building lending borrowing financing trading shopping gambling "
    "farming fishing mining shipping policing bed seed feed weed meeting hearing briefing wedding supply "
    "family assembly monopoly ally belly rally crossing bombing killing shooting stabbing listing offering "
    "clothing"
)
# What a score is the score of: "a 3-1 win".
RESULTS = words(
    "win victory defeat loss draw lead vote votes decision ruling triumph thrashing scoreline aggregate "
    "advantage success thriller majority split margin verdict stalemate deficit tie"
)
