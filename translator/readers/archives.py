"""DOCX, ODT and EPUB are ZIP archives; here one is made safe before anything looks into it.

Every member is unpacked with a bound on its true size, its XML is parsed once with document types and entities
refused, and what remains — the text, without pictures, fonts and macros — is packed anew. Pandoc only sees that.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from translator.errors import InputError
from translator.i18n import _
from translator.readers.pandoc import damaged

MEMBERS = 10_000
MEMBER = 64 * 1024**2
TOTAL = 256 * 1024**2
RATIO = 200
"""Text shrinks to a tenth; a member of a megabyte that unpacks to 200 times its size is made to do harm."""
RATIO_FROM = 1024**2

_XML = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html", ".htm", ".rdf")
_PAGES = (".xhtml", ".html", ".htm")
_ESCAPES = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
_PAGE_ENCRYPTED = re.compile(rb"CipherReference[^>]+\.x?html?[\"']")


def safe(data: bytes, name: str, *, doctype: bool) -> bytes:
    """The archive *data* again with its texts only; *doctype* says whether its XML may name a document type.

    Raises:
        InputError: it is damaged, protected by a password, or made to do harm.
    """
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as clean:
            for member, content in _texts(archive, name):
                if member.lower().endswith(_XML):
                    check_xml(content, member, name, doctype=doctype)
                clean.writestr(zipfile.ZipInfo(member), content)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise damaged(name, str(error)) from error
    except RuntimeError as error:  # zipfile: "File … is encrypted, password required for extraction"
        raise _protected(name) from error
    return out.getvalue()


def _texts(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    """The members, those that carry text unpacked within bounds, the others empty."""
    members = archive.infolist()
    if len(members) > MEMBERS or len({m.filename for m in members}) != len(members):
        raise _refused(name, _("it holds too many members, or one twice"))
    total = 0
    for member in members:
        if _ESCAPES.search(member.filename):
            raise _refused(name, _("a member's name leads out of the archive"))
        if member.is_dir():
            continue
        if not (member.filename.lower().endswith(_XML) or member.filename == "mimetype"):
            yield member.filename, b""  # pandoc leaves out the description of a picture that is not there
            continue
        if member.flag_bits & 1:
            raise _protected(name)
        content = _unpacked(archive, member, name)
        total += len(content)
        if total > TOTAL:
            raise _refused(name, _("it unpacks to too much"))
        if member.filename == "META-INF/encryption.xml" and _PAGE_ENCRYPTED.search(content):
            raise _protected(name)
        yield member.filename, content


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of *member*; what the archive says of its size is not believed."""
    with archive.open(member) as file:
        content = file.read(MEMBER + 1)
    if len(content) > MEMBER:
        raise _refused(name, _("it unpacks to too much"))
    if len(content) > RATIO_FROM and len(content) > RATIO * max(member.compress_size, 1):
        raise _refused(name, _("it unpacks to too much"))
    return content


def check_xml(content: bytes, member: str, name: str, *, doctype: bool) -> None:
    """Refuse what could make a parser open another file or grow without end.

    Raises:
        InputError: *content* declares entities, or a document type where *doctype* says it must not, or is no XML.
    """

    def refuse(*_arguments: object) -> None:
        raise _refused(name, _("{member} declares XML entities").format(member=member))

    def on_doctype(_name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset or not doctype:
            refuse()

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = on_doctype
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = lambda *_arguments: 1  # not opened: the text goes on without it
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        if not member.lower().endswith(_PAGES):  # pages of a book are read as HTML, which forgives
            raise damaged(name, f"{member}: {error}") from error
        if b"<!ENTITY" in content.replace(b"\0", b"").upper():
            refuse()


def _refused(name: str, why: str) -> InputError:
    return InputError(
        _("{name} is refused: {why}.").format(name=name, why=why),
        _("If you trust it, open it in the program it was made with and save it as plain text."),
    )


def _protected(name: str) -> InputError:
    return InputError(
        _("{name} is protected by a password or a digital lock.").format(name=name),
        _("Save a copy without the protection and give that."),
    )
