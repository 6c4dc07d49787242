"""Currencies a book may be kept in: ISO 4217 codes, and the signs that people type for them."""

from __future__ import annotations

import unicodedata

from store.core.text import in_brief

_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP "
    "CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD "
    "IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP "
    "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF "
    "XPF YER ZAR ZMW ZWG"
)
_SIGNS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "us$": "USD", "¥": "JPY", "₹": "INR", "zł": "PLN", "kč": "CZK",
    "ft": "HUF", "lei": "RON", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₩": "KRW", "₫": "VND", "₦": "NGN", "₱": "PHP", "r$": "BRL",
    "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
}  # fmt: skip
"""Signs that stand for one currency alone; ``$`` and ``kr`` are several countries', and stay as they are typed."""
_SHARED = frozenset({"kr", "kr.", "fr", "fr."})
_LONGEST_SIGN = 4


def parse_currency(typed: str) -> str:
    """Currency by its code or its sign: ``eur`` and ``€`` are EUR; a sign of several currencies stays.

    Raises:
        ValueError: neither a code in use nor a sign.
    """
    word = typed.strip()
    if word.upper() in _CODES.split():
        return word.upper()
    if code := _SIGNS.get(word.casefold()):
        return code
    has_sign = any(unicodedata.category(char) == "Sc" for char in word)
    if word.casefold() in _SHARED or (has_sign and len(word) <= _LONGEST_SIGN and not any(map(str.isdigit, word))):
        return word
    raise ValueError(f"‘{in_brief(typed)}’ is not a currency: type a code or symbol, such as EUR, GBP, USD or kr")
