"""Which encoding a text is in: long texts and headlines, with marks and without."""

from __future__ import annotations

import codecs
import random

import pytest
from conftest import SAMPLES

from translator.errors import InputError
from translator.readers import read_bytes
from translator.readers.decoding import decode

RUSSIAN = (SAMPLES / "ucheniya-odkb.txt").read_text(encoding="utf-8")
ROMANIAN = (SAMPLES / "posturi-transnistria.txt").read_text(encoding="utf-8")
ENGLISH = (SAMPLES / "summit-in-bishkek.txt").read_text(encoding="utf-8")
PLAIN = str.maketrans({
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "’": "'", "—": "-", "–": "-", "•": "*",
})  # fmt: skip
CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")

HEADLINES = {
    "ru": ("Президент прибыл в Бишкек", ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"]),
    "ru-capitals": ("ПАРЛАМЕНТ РАТИФИЦИРОВАЛ ДОГОВОР", ["cp1251", "koi8-r", "cp866", "iso8859-5"]),
    "uk": ("Парламент ратифікував угоду, її підписали в Києві", ["cp1251", "koi8-u"]),
    "bg": ("Парламентът ратифицира споразумение с Русия", ["cp1251", "iso8859-5"]),
    "sr": ("Парламент је ратификовао споразум са Русијом", ["cp1251", "iso8859-5"]),
    "ro": ("Preşedintele a anunţat că Rusia îşi retrage trupele", ["cp1250", "iso8859-2"]),
    "pl": ("Żołnierze są już w bazie, poinformowała agencja", ["cp1250", "iso8859-2"]),
    "cs": ("Příští týden přijede prezident, řekl úřad", ["cp1250", "iso8859-2"]),
    "hu": ("A közös légvédelmi rendszerről szerdán döntöttek", ["cp1250", "iso8859-2"]),
    "de": ("Das Abkommen über die Übungen wird größer", ["cp1252", "iso8859-1"]),
    "fr": ("Le Parlement a ratifié l’accord, a déclaré l’État à Genève", ["cp1252"]),
    "es": ("El Parlamento ratificó el miércoles el acuerdo", ["cp1252"]),
    "pt": ("A situação não é fácil, são cinco anos", ["cp1252"]),
    "tr": ("Kırgızistan parlamentosu çarşamba günü anlaşmayı onayladı", ["cp1254"]),
    "lt": ("Šių metų pradžioje Seimas patvirtino sutartį, kurią vyriausybė buvo pasirašiusi", ["cp1257"]),
    "el": ("Το κοινοβούλιο επικύρωσε τη συμφωνία με τη Ρωσία", ["cp1253", "iso8859-7"]),
    "en": ("Putin’s visit to the “joint” base is off", ["cp1252"]),
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, encoding) for text, encodings in HEADLINES.values() for encoding in encodings],
    ids=[f"{name}-{encoding}" for name, (_text, encodings) in HEADLINES.items() for encoding in encodings],
)
def test_a_headline_is_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a") == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
@pytest.mark.parametrize("text", [RUSSIAN, ROMANIAN, ENGLISH], ids=["ru", "ro", "en"])
def test_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    if encoding == "gb18030":
        text = "吉尔吉斯斯坦议会批准了与俄罗斯建立联合防空系统的协议。" * 4
    assert decode(text.encode(encoding), "a") == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE], ids=["be", "le"])
def test_a_mark_tells_the_byte_order(mark: bytes) -> None:
    codec = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    assert decode(mark + RUSSIAN.encode(codec), "a") == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN.translate(PLAIN), "koi8-r"),
        (RUSSIAN.translate(PLAIN), "cp866"),
        (RUSSIAN.translate(PLAIN), "iso8859-5"),
        (ROMANIAN.translate(PLAIN).replace("«Любое изменение мандата должно обсуждаться всеми участниками соглашения»", "da"), "iso8859-16"),
        (ENGLISH.replace("“Без Армении мы теряем Кавказ, но не теряем организацию,”", ""), "cp1252"),
    ],
    ids=["cp1251", "koi8-r", "cp866", "iso8859-5", "iso8859-16", "cp1252"],
)  # fmt: skip
def test_an_article_reads_the_same_in_old_encodings(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    # ISO 8859-16 has ș and ț on the bytes where its older sisters have ş and ţ: nothing tells them apart.
    expected = read_bytes(data.decode(encoding).translate(CEDILLA).encode(), "a.txt")
    assert read_bytes(data, "a.txt") == expected


def test_english_with_a_russian_quote_is_told_by_the_quote() -> None:
    text = "The agency wrote: «Соглашение рассчитано на пять лет», citing the parliament"
    assert decode(text.encode("cp1251"), "a") == text


def test_a_named_encoding_is_final() -> None:
    data = "Привет".encode("koi8-r")
    assert read_bytes(data, "a.txt", encoding="koi8-r").text == "Привет"
    assert read_bytes(data, "a.txt", encoding="latin-1").text == data.decode("latin-1").replace("\xd2", "Ò")
    with pytest.raises(InputError, match="offset 0"):
        read_bytes(data, "a.txt", encoding="utf-8")
    with pytest.raises(InputError, match="no encoding called"):
        read_bytes(data, "a.txt", encoding="utf-9")


def test_utf8_with_one_broken_byte_is_not_taken_for_something_else() -> None:
    data = RUSSIAN.encode()
    with pytest.raises(InputError, match="utf-8"):
        decode(data[:1000] + b"\xff" + data[1000:], "a.txt")


def test_noise_is_refused_and_not_guessed() -> None:
    random.seed(7)
    letters = [*range(0x80, 0x100), 32, *range(97, 123)]
    with pytest.raises(InputError, match="Cannot tell"):
        decode(bytes(random.choices(letters, k=3000)), "a.txt")


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "utf-8"])
def test_a_page_is_believed_unless_it_is_utf8(encoding: str) -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Мир</p>'
    assert read_bytes(page.encode(encoding), "a.html").text == ("Мир" if encoding != "cp1251" else "лХП")


def test_a_page_that_names_no_sound_encoding_is_told_by_its_letters() -> None:
    page = '<meta charset="klingon"><p>Президент прибыл в Бишкек</p>'
    assert read_bytes(page.encode("cp1251"), "a.html").text == "Президент прибыл в Бишкек"
