"""How people somewhere write dates and amounts: what a new book begins with, guessed from the name of a locale.

The facts are those of Unicode's CLDR (supplemental data: weeks and currencies). A name that says nothing, or a country
that is not listed, gets what :class:`store.launch.community.Community` starts with.
"""

import re
from typing import Annotated, Literal, get_args

from msgspec.structs import replace

from store.core.fields import field_info
from store.core.money import STYLES, Style
from store.core.record import Described
from store.launch.community import WEEK_STARTS
from store.model.community import DATE_ORDERS, Community, DateOrder, WeekStart

_LOCALE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}))?(?=[.@_-]|$)")

_SUNDAYS = (
    "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH "
    "PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
_SATURDAYS = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"
_MONTH_FIRST = "US AS GU PR UM VI FM PW PH CA CN HU JP KR LT MN TW"
"""Where a day and month alone are written month first; among them those who write the year before both."""
_POINTS: dict[Style, str] = {
    "point_comma": "AR BE BR CL CO DE DK ES GR HR ID IS IT NL PY RO RS SI TR UY VN",
    "space_comma": "AT BG CZ EE FI FR HU LT LU LV NO PL PT SE SK UA ZA",
    "apostrophe_point": "CH LI",
}
CURRENCIES = {
    "EUR": "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK",
    "USD": "US AS EC GU MH PR PW SV UM VI FM", "GBP": "GB GG IM JE", "CHF": "CH LI", "AUD": "AU", "CAD": "CA",
    "NZD": "NZ", "JPY": "JP", "CNY": "CN", "HKD": "HK", "TWD": "TW", "KRW": "KR", "SGD": "SG", "INR": "IN", "IDR": "ID",
    "MYR": "MY", "THB": "TH", "VND": "VN", "PHP": "PH", "PKR": "PK", "BDT": "BD", "LKR": "LK", "SEK": "SE", "NOK": "NO",
    "DKK": "DK", "ISK": "IS", "PLN": "PL", "CZK": "CZ", "HUF": "HU", "RON": "RO", "RSD": "RS", "UAH": "UA",
    "TRY": "TR", "ILS": "IL", "AED": "AE", "SAR": "SA", "QAR": "QA", "KWD": "KW", "EGP": "EG", "MAD": "MA", "ZAR": "ZA",
    "NGN": "NG", "KES": "KE", "GHS": "GH", "BRL": "BR", "ARS": "AR", "CLP": "CL", "COP": "CO", "MXN": "MX", "PEN": "PE",
    "UYU": "UY",
}  # fmt: skip
"""Each currency with the countries it is the money of."""
_HOMES = {
    "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "nl": "NL", "pl": "PL", "cs": "CZ", "sk": "SK", "hu": "HU", "sv": "SE",
    "da": "DK", "nb": "NO", "nn": "NO", "no": "NO", "fi": "FI", "ja": "JP", "ko": "KR", "tr": "TR", "el": "GR", "ro": "RO",
    "sl": "SI", "hr": "HR", "bg": "BG", "et": "EE", "lv": "LV", "lt": "LT", "is": "IS", "uk": "UA", "he": "IL", "th": "TH",
}  # fmt: skip
"""The country a language alone speaks for; English, Portuguese, Arabic, Chinese and others speak for none."""


def guess(locale: str) -> Community:
    """What a book of people with this locale begins with: ``en_GB.UTF-8``, ``de-AT``, ``C``, or nothing at all."""
    match = _LOCALE.match(locale)
    language, country = (match[1].lower(), (match[2] or "").upper()) if match else ("", "")
    country = country or _HOMES.get(language, "")
    start: WeekStart = "sunday" if _in(country, _SUNDAYS) else "saturday" if _in(country, _SATURDAYS) else "monday"
    plain = Community()
    return replace(
        plain,
        currency=next((c for c, countries in CURRENCIES.items() if _in(country, countries)), plain.currency),
        date_order=DATE_ORDERS[_in(country, _MONTH_FIRST)],
        week_starts=start,
        amounts=next((style for style, countries in _POINTS.items() if _in(country, countries)), STYLES[0]),
    )


def _in(country: str, countries: str) -> bool:
    return country in countries.split()


Dates = Literal[
    "27/11, weeks start on Monday",
    "27/11, weeks start on Sunday",
    "27/11, weeks start on Saturday",
    "11/27, weeks start on Monday",
    "11/27, weeks start on Sunday",
    "11/27, weeks start on Saturday",
]
_BOTH: dict[Dates, tuple[DateOrder, WeekStart]] = {
    both: (DATE_ORDERS[number // 3], WEEK_STARTS[number % 3]) for number, both in enumerate(get_args(Dates))
}


class Beginning(Described, frozen=True, kw_only=True):
    """The four questions of a new book; what is guessed can be changed then, and later in the settings."""

    name: Annotated[str, field_info("Community name", "appears in the title of your updates", needed=True)]
    currency: Annotated[
        str, field_info("Currency", "one for the whole book, such as EUR or GBP", needed=True, kind="currency")
    ]
    dates: Annotated[Dates, field_info("Dates and weeks", "choose with ← and →; dates like 2026-11-27 always work")]
    organiser: Annotated[str, field_info("Your name", "signs your updates; optional")] = ""


def beginning(community: Community) -> Beginning:
    """What the first questions show, for what was guessed or said before."""
    wanted = (community.date_order, community.week_starts)
    dates = next(both for both, parts in _BOTH.items() if parts == wanted)
    return Beginning(name=community.name, currency=community.currency, dates=dates, organiser=community.organiser)


def begun(community: Community, answers: Beginning) -> Community:
    """The community with what was answered."""
    order, start = _BOTH[answers.dates]
    return replace(
        community,
        name=answers.name,
        currency=answers.currency,
        organiser=answers.organiser,
        date_order=order,
        week_starts=start,
    )
