"""The encoding of a text file is told by its bytes, and can be named."""

from __future__ import annotations

import codecs

import pytest

from store.core.errors import GuildbookError
from store.exchange.text_encoding import decode

GERMAN, FRENCH = "Jörg Größe; Führung; Bärbel MÜLLER", "Hélène Lefèvre; François Noël; Éloïse"
SPANISH, DANISH = "Íñigo Muñoz Díaz; Ana Peña", "Søren Ødegård; Åse Bjørn; Jens Kjær"
PORTUGUESE, SWEDISH = "João Gonçalves; Conceição Magalhães", "Björn Åkesson; Åsa Öberg"
HUNGARIAN, CITIES = "Kőszegi Ödön; Szabó Pál", "Gdańsk; Kwaśniewski"
POLISH, CZECH = "Łukasz Żak; Michał Dąbrowski; Ewa Wójcik", "Jiří Dvořák; Tomáš Černý; Zdeněk"
WESTERN = (GERMAN, FRENCH, SPANISH, DANISH, PORTUGUESE, SWEDISH)


@pytest.mark.parametrize(
    ("text", "codec", "known_as"),
    [
        *((text, "cp1252", "Windows-1252") for text in (*WESTERN, "Seán O’Brien – “x” – 5 €")),
        *((text, "mac_roman", "Mac Roman") for text in WESTERN),
        *((text, "cp850", "DOS (850)") for text in WESTERN),
        *((text, "cp1250", "Windows-1250") for text in (POLISH, CZECH, HUNGARIAN, CITIES)),
        *((text, "utf-8", "UTF-8") for text in (*WESTERN, POLISH)),
        *((text, "utf-16", "UTF-16") for text in (GERMAN, CZECH)),
    ],
)
def test_the_encodings_that_spreadsheets_write(text: str, codec: str, known_as: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding, found.doubtful) == (text, known_as, False)


@pytest.mark.parametrize(
    "data", [b"Zo\xff\xa7 M\x81\x8d\x90ller", b"J\xa6\xa6rg", "Jürgen größer Zo".encode() + b"\xff"]
)
def test_what_no_name_holds_is_doubtful(data: bytes) -> None:
    assert decode(data).doubtful


@pytest.mark.parametrize(
    ("named", "codec"),
    [
        ("cp850", "cp850"),
        ("DOS", "cp850"),
        ("mac-roman", "mac_roman"),
        ("Mac", "mac_roman"),
        ("Windows-1250", "cp1250"),
        ("UTF-8", "utf-8-sig"),
    ],
)
def test_an_encoding_can_be_named(named: str, codec: str) -> None:
    assert decode("Groß, Zoé".encode(codec), named).text == "Groß, Zoé"


@pytest.mark.parametrize("named", ["klingon", "rot13", "hex", "utf-8\0"])
def test_an_encoding_that_is_none_is_said(named: str) -> None:
    with pytest.raises(GuildbookError, match="no encoding"):
        decode(b"Ana", named)


@pytest.mark.parametrize("text", [GERMAN, FRENCH, DANISH, SWEDISH])
def test_what_was_encoded_twice_is_read_once(text: str) -> None:
    assert decode(text.encode().decode("cp1252").encode()).text == text


@pytest.mark.parametrize("text", ["SÃO PAULO", "JoÃo", "Ã", "Zoë Ã¶ Łukasz"])
def test_what_only_looks_encoded_twice_stays(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("noughts", "of", "encoding"), [(0, 20, "UTF-16"), (1, 21, "UTF-16"), (1, 20, "UTF-8"), (2, 21, "UTF-8")]
)  # fmt: skip
def test_utf_16_without_a_mark_has_noughts_in_every_other_byte(noughts: int, of: int, encoding: str) -> None:
    pairs = ["\0"] * noughts + ["a"] * (of - noughts)
    assert decode("".join(pairs).encode("utf-16-le")).encoding == encoding
    assert decode("".join(pairs).encode("utf-16-be")).encoding == encoding


@pytest.mark.parametrize(
    ("data", "encoding", "doubtful"),
    [
        ("Jörg".encode(), "UTF-8", False), ("Jörg Größe é".encode() + b"\xff", "UTF-8", True), (b"J\xf6rg", "Windows-1252", False), ("Łukasz Żak".encode("cp1250"), "Windows-1250", False),
        (codecs.BOM_UTF8 + "Jörg".encode(), "UTF-8", False), ("JÃ¶rg".encode(), "UTF-8", False),
    ],
)  # fmt: skip
def test_how_bytes_are_told(data: bytes, encoding: str, doubtful: bool) -> None:
    found = decode(data)
    assert (found.encoding.lower(), found.doubtful) == (encoding.lower(), doubtful)
    assert "\ufffd" not in found.text or doubtful
