"""Units before and behind a number: money as ISO 4217 codes, percent, lengths, weights and the like."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.statements.figures.tokens import Tokens
from onrecord.word_list import words

_SYMBOLS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₨": "INR", "₦": "NGN", "₩": "KRW",
    "₽": "RUB", "₺": "TRY", "₴": "UAH", "₱": "PHP", "₪": "ILS", "฿": "THB", "₫": "VND", "₵": "GHS",
    "৳": "BDT", "₡": "CRC", "₲": "PYG", "₸": "KZT", "₾": "GEL", "₼": "AZN", "֏": "AMD", "៛": "KHR",
    "₭": "LAK",
    "＄": "USD", "￡": "GBP", "￥": "JPY",
}  # fmt: skip
# What letters right before "$" make of it, as written there.
_DOLLARS = {
    "US": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "CAN": "CAD", "HK": "HKD", "S": "SGD",
    "SG": "SGD", "NZ": "NZD", "NT": "TWD", "R": "BRL", "J": "JMD", "TT": "TTD", "B": "BND", "F": "FJD",
    "N": "NAD", "Z": "ZWL", "U.S.": "USD", "Mex": "MXN", "MX": "MXN", "AUD": "AUD", "USD": "USD", "EC": "XCD",
}  # fmt: skip
# Letters that are money before a number even with a space (as written), and those that need to touch it.
_SPACED = {
    "Rs": "INR", "KSh": "KES", "Ksh": "KES", "KSH": "KES", "Sh": "KES", "Shs": "UGX", "USh": "UGX",
    "TSh": "TZS",
    "Rp": "IDR", "RM": "MYR", "Tk": "BDT", "Dh": "AED", "Dhs": "AED", "SR": "SAR", "Rmb": "CNY", "RMB": "CNY",
    "Php": "PHP", "LE": "EGP", "kr": "kr", "Kr": "kr", "Sfr": "CHF", "SFr": "CHF", "Kč": "CZK", "Ft": "HUF",
    "Br": "ETB", "Frw": "RWF",
}  # fmt: skip
_GLUED = {
    "R": "ZAR",
    "N": "NGN",
    "P": "PHP",
    "K": "K",
    "M": "M",
    "GH": "GHS",
    "Le": "SLE",
    "Sh": "KES",
}
CODES = words(
    "USD EUR GBP JPY CNY INR AUD CAD NZD HKD SGD TWD CHF SEK NOK DKK ISK ZAR NGN KES UGX TZS GHS RWF ETB "
    "EGP MAD TND DZD PKR LKR BDT NPR KRW THB VND IDR MYR PHP MMK MXN BRL ARS CLP COP PEN UYU RUB UAH BYN "
    "KZT TRY PLN CZK HUF RON BGN RSD ILS QAR KWD BHD OMR JOD IQD IRR AED SAR XAF XOF ZMW MWK MZN BWP NAD "
    "AOA CDF AFN GEL AMD AZN UZS JMD TTD FJD PGK LBP SYP YER"
)

_MONEY_WORDS = {
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD",
    "australian dollar": "AUD", "canadian dollar": "CAD", "new zealand dollar": "NZD",
    "hong kong dollar": "HKD",
    "singapore dollar": "SGD", "taiwan dollar": "TWD", "pound": "GBP", "pound sterling": "GBP",
    "british pound": "GBP", "egyptian pound": "EGP", "lebanese pound": "LBP", "syrian pound": "SYP",
    "sudanese pound": "SDG", "euro": "EUR", "yen": "JPY", "japanese yen": "JPY", "yuan": "CNY",
    "chinese yuan": "CNY", "renminbi": "CNY", "korean won": "KRW", "south korean won": "KRW", "rupee": "INR",
    "indian rupee": "INR", "pakistani rupee": "PKR", "sri lankan rupee": "LKR", "nepali rupee": "NPR",
    "nepalese rupee": "NPR", "rouble": "RUB", "ruble": "RUB", "russian rouble": "RUB", "russian ruble": "RUB",
    "hryvnia": "UAH", "hryvnias": "UAH", "lira": "TRY", "turkish lira": "TRY", "zloty": "PLN",
    "zlotys": "PLN",
    "forint": "HUF", "koruna": "CZK", "swedish krona": "SEK", "swedish kronor": "SEK", "krona": "SEK",
    "kronor": "SEK", "norwegian kroner": "NOK", "norwegian krone": "NOK", "danish kroner": "DKK",
    "danish krone": "DKK", "swiss franc": "CHF", "cfa franc": "CFA francs", "franc": "francs",
    "mexican peso": "MXN", "philippine peso": "PHP", "argentine peso": "ARS", "chilean peso": "CLP",
    "colombian peso": "COP", "peso": "pesos", "real": "BRL", "reais": "BRL", "brazilian real": "BRL",
    "brazilian reais": "BRL", "rand": "ZAR", "naira": "NGN", "kenyan shilling": "KES",
    "kenya shilling": "KES",
    "ugandan shilling": "UGX", "uganda shilling": "UGX", "tanzanian shilling": "TZS", "shilling": "shillings",
    "cedi": "GHS", "dirham": "AED", "moroccan dirham": "MAD", "riyal": "SAR", "saudi riyal": "SAR",
    "qatari riyal": "QAR", "rial": "IRR", "iranian rial": "IRR", "dinar": "dinars", "kuwaiti dinar": "KWD",
    "iraqi dinar": "IQD", "jordanian dinar": "JOD", "serbian dinar": "RSD", "shekel": "ILS", "baht": "THB",
    "dong": "VND", "ringgit": "MYR", "rupiah": "IDR", "taka": "BDT", "birr": "ETB", "kwacha": "ZMW",
    "pula": "BWP",
    "tenge": "KZT", "bitcoin": "BTC",
}  # fmt: skip
_HUNDREDTHS = {
    "cent": "USD", "us cent": "USD", "euro cent": "EUR", "pence": "GBP", "penny": "GBP", "paise": "INR",
    "kopeck": "RUB", "kopek": "RUB",
}  # fmt: skip
_SHARES = {
    "%": "%", "per cent": "%", "percent": "%", "pct": "%", "pc": "%", "％": "%", "percentage point": "points",
    "percentage-point": "points", "% point": "points", "pp": "points", "ppt": "points", "pts": "points",
    "basis point": "basis points", "per cent point": "points", "basis-point": "basis points",
    "bps": "basis points",
}  # fmt: skip
_MEASURES = {
    "km": "km", "kilometre": "km", "kilometer": "km", "kms": "km", "m": "m", "metre": "m", "meter": "m",
    "cm": "cm", "centimetre": "cm", "centimeter": "cm", "mm": "mm", "millimetre": "mm", "millimeter": "mm",
    "mile": "miles", "mi": "miles", "nautical mile": "nautical miles", "ft": "ft", "foot": "ft", "feet": "ft",
    "inch": "in", "inches": "in", "yard": "yards", "yds": "yards",
    "hectare": "ha", "ha": "ha", "acre": "acres", "square kilometre": "km²", "square kilometer": "km²",
    "sq km": "km²", "square km": "km²", "km2": "km²", "square metre": "m²", "square meter": "m²",
    "sq m": "m²",
    "sqm": "m²", "square mile": "sq miles", "sq mile": "sq miles", "square foot": "sq ft",
    "square feet": "sq ft",
    "sq ft": "sq ft", "cubic metre": "m³", "cubic meter": "m³", "cubic foot": "cu ft", "cubic feet": "cu ft",
    "kg": "kg", "kilogram": "kg", "kilo": "kg", "kilogramme": "kg", "kgs": "kg", "g": "g", "gram": "g",
    "gramme": "g", "mg": "mg", "milligram": "mg", "tonne": "t", "t": "t", "metric ton": "t", "ton": "tons",
    "kiloton": "kt", "megaton": "Mt", "lb": "lb", "lbs": "lb", "ounce": "oz", "oz": "oz", "litre": "l",
    "liter": "l", "ml": "ml", "millilitre": "ml", "milliliter": "ml", "gallon": "gallons",
    "barrel": "barrels",
    "bpd": "barrels", "bushel": "bushels", "mph": "mph", "kph": "km/h", "kmph": "km/h", "km / h": "km/h",
    "knot": "knots", "kw": "kW", "mw": "MW", "gw": "GW", "tw": "TW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh",
    "twh": "TWh", "watt": "W", "kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW", "terawatt": "TW",
    "kilowatt-hour": "kWh", "kilowatt hour": "kWh", "megawatt-hour": "MWh", "megawatt hour": "MWh",
    "gigawatt-hour": "GWh", "terawatt-hour": "TWh", "terawatt hour": "TWh", "gb": "GB", "tb": "TB",
    "mb": "MB",
    "gigabyte": "GB", "terabyte": "TB", "megabyte": "MB", "hz": "Hz", "hertz": "Hz", "mhz": "MHz",
    "ghz": "GHz",
    "degrees celsius": "°C", "degree celsius": "°C", "degrees centigrade": "°C", "° c": "°C", "deg c": "°C",
    "℃": "°C", "℉": "°F",
    "degrees c": "°C", "degrees fahrenheit": "°F", "degree fahrenheit": "°F", "degrees f": "°F", "° f": "°F",
    "°": "degrees", "degree": "degrees", "calorie": "calories", "decibel": "dB", "db": "dB",
    "light-year": "light-years",
    "light year": "light-years", "micron": "microns", "kilometres per hour": "km/h",
    "kilometers per hour": "km/h",
    "kilometres an hour": "km/h", "kilometers an hour": "km/h", "miles per hour": "mph",
    "miles an hour": "mph",
    "km per hour": "km/h", "horsepower": "hp", "hp": "hp", "bhp": "hp", "mmhg": "mmHg", "kj": "kJ",
}  # fmt: skip
_FACTORS = dict.fromkeys(_HUNDREDTHS, 0.01)
UNITS = _MONEY_WORDS | _HUNDREDTHS | _SHARES | _MEASURES
MONEY = frozenset((*_MONEY_WORDS.values(), *_SYMBOLS.values(), *_DOLLARS.values(), *_SPACED.values(),
                   *_GLUED.values(), *CODES))  # fmt: skip
# These are words of other things too, and so units only where they touch the number, or stand in capitals.
_GLUED_ONLY = words("m g t ft mi ha in l mb gb tb hp pp")
_LETTERS = {"C": "°C", "F": "°F", "W": "W", "w": "W", "V": "V"}
_SIZED = words("of from high tall long wide deep above below away in")
_WEIGHS = words("weigh weighs weighed weighing weight heavy lost gained lose shed overweight")


class Unit(NamedTuple):
    """A unit, what the number is to be multiplied by for it, and the place where it begins or ends."""

    name: str
    factor: float
    place: int


def before(tokens: Tokens, at: int) -> Unit | None:
    """The money before the number that begins at a place: "US$", "Rs.", "R" of "R4bn", "EUR"."""
    place = at - 1
    if tokens.word(place) in _SYMBOLS:
        return _symbol(tokens, place)
    if tokens.word(place) == "." and tokens.raw(place - 1) in {"Rs", "Tk", "Sh", "Shs", "Re"}:
        return Unit(_SPACED.get(tokens.raw(place - 1), "INR"), 1.0, place - 1)
    word = tokens.raw(place)
    if word in _SPACED or word in CODES or word == "Re":
        return Unit(_SPACED.get(word) or (word if word in CODES else "INR"), 1.0, place)
    if word in _GLUED and tokens.glued(at) and not tokens.glued(place) and _is_sum(tokens, at, word):
        return Unit(_GLUED[word], 1.0, place)
    return None


def _is_sum(tokens: Tokens, at: int, letter: str) -> bool:
    """Whether the digits behind a letter are large enough for money: "R20", "N500", but not "N95", "K2"."""
    scaled = tokens.word(at + 1) in {"m", "bn", "million", "billion", "trillion", "trn", "tn", "k", "b"}
    return scaled or len(tokens.word(at)) > (1 if letter == "R" else 2)


def _symbol(tokens: Tokens, place: int) -> Unit:
    letters = tokens.raw(place - 1) if tokens.glued(place) else ""
    if tokens.words[place] in {"$", "＄"} and letters in _DOLLARS:
        return Unit(_DOLLARS[letters], 1.0, place - 1)
    if letters == "GH" or (letters == "E" and tokens.words[place] == "£"):
        return Unit("GHS" if letters == "GH" else "EGP", 1.0, place - 1)
    if letters == "CN" and tokens.words[place] == "¥":
        return Unit("CNY", 1.0, place - 1)
    return Unit(_SYMBOLS[tokens.words[place]], 1.0, place)


def after(tokens: Tokens, end: int, large: bool) -> Unit | None:
    """The unit behind the number that ends at a place. `large` is whether it may be one of won."""
    place = tokens.after_hyphen(end)
    for size in (4, 3, 2, 1):
        phrase = tokens.phrase(place, place + size).replace(" - ", "-")
        name = UNITS.get(phrase) or UNITS.get(_singular(phrase))
        if name and _fits(tokens, place, phrase):
            unit = Unit(name, _factor(phrase), place + size)
            return unit if large else _weighed(tokens, end, unit)
    return _short(tokens, place, end, large)


def _factor(phrase: str) -> float:
    return _FACTORS.get(phrase) or _FACTORS.get(_singular(phrase), 1.0)


def _singular(phrase: str) -> str:
    return phrase.removesuffix("s") if len(phrase) > 3 else phrase


def _short(tokens: Tokens, place: int, end: int, large: bool) -> Unit | None:
    """Units that are told by how they are written: "5 €", "200 USD", "20p", "40C", "5bn won"."""
    raw, glued = tokens.raw(place), tokens.glued(place) and place == end
    if tokens.word(place) in _SYMBOLS and raw != "$":
        return Unit(_SYMBOLS[raw], 1.0, place + 1)
    if raw in CODES or raw in {"kr", "Kč", "Ft"}:
        return Unit(raw if raw in CODES else _SPACED[raw], 1.0, place + 1)
    if glued and raw in _LETTERS:
        return Unit(_LETTERS[raw], 1.0, place + 1)
    if glued and raw == "p":
        return Unit("GBP", 0.01, place + 1)
    if raw == "won" and large:
        return Unit("KRW", 1.0, place + 1)
    return None


def _fits(tokens: Tokens, place: int, phrase: str) -> bool:
    if phrase in _GLUED_ONLY:
        spaced = phrase in {"m", "ha", "ft"} and tokens.word(place + 1) in _SIZED
        return tokens.glued(place) or spaced
    return phrase != "real" and (phrase != "°" or tokens.glued(place))


def _weighed(tokens: Tokens, end: int, unit: Unit) -> Unit:
    """Pounds are money, unless something is weighed: "weighing 300 pounds", "50 pounds of cocaine"."""
    if tokens.word(unit.place - 1) not in {"pounds", "pound"} or unit.name != "GBP":
        return unit
    weighs = any(tokens.word(place) in _WEIGHS for place in range(end - 6, end))
    weighs = weighs or tokens.word(unit.place) in {"of", "heavier", "lighter"}
    return unit._replace(name="lb") if weighs else unit


def is_money(unit: str | None) -> bool:
    """Whether a unit is money."""
    return unit in MONEY
