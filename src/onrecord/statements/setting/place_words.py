"""The words beside a name that tell whether it is a place."""

from __future__ import annotations

from onrecord.word_list import words

CALENDAR = words("""
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Christmas
    Easter Ramadan Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
""")
DIRECTIONS = words("""
    Nazi Soviet Communist Fascist Imperial North South East West Northern Southern Eastern Western Central
    Greater Upper Lower Inner Outer Northeast Northwest Southeast Southwest Northeastern Northwestern
    Southeastern Southwestern Downtown Mainland Mid Rural Occupied Metropolitan Old North-East North-West
    South-East South-West Coastal
""")
# "in Houston" is a place, "to Houston" may be a person.
IN = words("in at near across around outside inside into throughout within")
LOCATIVE = IN | words("from to of toward towards between via through over off leaving entering reaching")
# Behind a listed name these say what sort of place it is.
REGIONS = words("""
    Province Region Oblast District County Governorate Prefecture State Island Islands Peninsula
    Municipality Republic Territory Airport Krai Division Canton Department Emirate Mission Strip
""")
# "Bank of Ukraine" is a bank, "President of Ukraine" and "Ana Ruiz of Odesa" name the place.
OWNERS = words("""
    Bank University College Church Duke Duchess Prince Princess Earl Count Countess Archbishop Bishop
    Cardinal Institute Museum Voice Academy Treaty Battle Statue Cathedral Baron Lord Lady Marquess Order
    Society Association Federation Council Union Chamber Department Court Conference Club Company Radio
    Times School Convention Declaration Army Party Front Wolf Merchant House Gazette Diocese Archdiocese
    Patriarch Peace Siege Congress Legion League Sons Daughters Heart Bay Isle Voices Orchestra Ballet Daily
    Stock Institution Foundation Commission
""")
PARTIES = words("Republican Republicans Democrat Democrats Democratic")
# What is named after places.
NAMING = words("""
    Chiefs Kings Rangers Royals Pirates Cowboys Giants Eagles Senators Patriots Warriors Sharks Tigers Lions
    Bank University College Church Duke Duchess Prince Princess Earl Archbishop Bishop Cardinal Institute
    Museum Times Voice Academy Post Globe Herald Tribune Gazette Chronicle Mirror Journal Star Express
    Observer Bulls Lakers United Rovers Wanderers Athletic Hotspur Stock Exchange Agreement Accord Accords
    Treaty Convention Declaration Protocol Statement Process Summit School Hospital Opera Symphony Orchestra
    Marathon Open Olympics Games Knights Battle Statue Cathedral Countess Baron Lord Lady Marquess Order
    Club Company Corporation Airlines Airways Motors Review Daily Wall Bridge Tower Palace Street Stadium
    Arena
""")
CLUBS = words("""
    FC AC AS SC CF RC SSC RB VfB VfL TSV Real Atletico Atlético Bayern Borussia Olympique Sporting Inter
    Dynamo Dinamo Spartak CSKA Lokomotiv Saint San Santa Fort Mount Lake Air Royal Team Miss Hotel
""")
# With these a sentence begins: "When Ukraine".
OPENING = words("""
    When While If As And But Or So Yet For In On At By From To Of With Without Within Across Around Between
    Among Before After Since Until Because Although Though Whereas Whether That This These Those Both
    Neither Either Not Only Even Also Then Now Once Still Today Yesterday Tomorrow Tonight Last Next
    Meanwhile However Instead Perhaps Maybe Like Unlike Besides Despite Through Throughout Toward Towards
    Into Inside Outside Over Under Behind Beyond Near Against About Above Below Along Why How What Where Who
    Whose Which Is Are Was Were Will Would Can Could Should Has Have Had Does Do Did Let May Might Must The
    A An No All Some Every Many Most Much More Post Pre Anti Than Via Per Plus Except Given Soon Later
    Earlier Here There Thus Hence Again Modern Ancient Nearby Tiny Poor Rich Communist Nazi Soviet Imperial
    Colonial Mighty Fellow Visit Make Help Stop Free Save Defend Former Late Top Senior Neighbouring
    Neighboring War-torn Rival Hosts Host Another
""")

# Before "of" and a name: "the village of Kamenka".
SORTS = words("""
    village villages town towns city cities district districts province provinces region county island
    islands port suburb suburbs municipality settlement settlements neighbourhood neighborhood
    neighbourhoods neighborhoods governorate prefecture oblast commune borough hamlet township capital
    enclave camp outskirts archipelago atoll peninsula valley community resort locality ward department
    stronghold
""")
# Behind a name, with a capital part of it, in small letters not: "Bondo County", "the Kamenka district".
BEHIND = words("""
    District Province County Region Oblast Governorate Prefecture Island Islands River Airport Village
    Township Municipality Valley Bay Lake Peninsula Strait Beach Mountains Mountain Reservoir Dam Delta
    Desert Raion Voivodeship Territory Archipelago Atoll Gulf Highway Heights Forest Creek Falls Canyon
    Glacier Volcano Regency
""")
BEHIND_SMALL = words("""
    district province region county oblast governorate prefecture village municipality township island river
    valley neighbourhood neighborhood suburb peninsula raion commune regency ward volcano reservoir dam
    airport
""")
# Names of no place, though a district or region is called by them.
ADJECTIVES = words("""
    Democratic Republican Muslim Christian Hindu Sunni Shia Shiite Jewish Kurdish Arab African Asian
    European Western Eastern Northern Southern Northeastern Northwestern Southeastern Southwestern North
    South East West Baltic Balkan Congressional School Business Financial Judicial Police Fire High Federal
    National Central Historic First Second Third Fourth Fifth Labour Conservative Catholic Orthodox
    Protestant Tamil Pashtun Baloch Bantu English-speaking Local State Capital Metropolitan International
    New Old Other Another Every Each Our Their His Her Its My This That These Those Some Many Most All Any
    No One Two Three Several Both Border Coastal Industrial Autonomous Holiday The A An In On At As And But
    If When While Since After Before Because Although For From With By To Of Pacific Olympic Special Urban
    Rural Free Green Red Royal Great Big Small Tourist Heritage World Regional Provincial Hamas Hezbollah
    Taliban
""")
PARTICLES = words("de da do dos das del della di la las le les el al ul bin ibn van von den der y e of the")
