"""The .docx file around the text: styles, settings, what it says about itself; the same text gives the same bytes."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.services.documents.paper.fonts import Face
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.typesetter import printable
from app.services.documents.word.markup import (
    NAMES,
    NAMESPACE,
    Element,
    made,
    paragraph_properties,
    run_properties,
)
from app.services.documents.word.markup import Look as _Look

if TYPE_CHECKING:
    from docx.document import Document

_KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "header", "footer"}
_DROPPED_PARTS = ("/customXml", "/stylesWithEffects", "/numbering", "/webSettings", "/thumbnail")
_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001  # the format keeps no zone; the PDF has the same fixed moment
_PACKED_AT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows
_WORD_2013 = 15  # the rules of layout; without it Word opens the file in compatibility mode
# Old names are absent from newer systems: there the names behind them stand in.
_STAND_INS = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "小标宋"}
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    'officeDocument/2006/extended-properties"><Application>检督台</Application></Properties>'
)


def new_document(size: float, line: float, has_even_pages: bool) -> "Document":
    """An empty document whose normal text is 仿宋 of ``size`` points, lines ``line`` points apart."""
    import docx

    document = docx.Document()
    _drop_what_the_library_brings(document)
    _write_styles(document, _Look(size, line))
    _write_settings(document, has_even_pages)
    return document


def packed(document: "Document", description: Description) -> bytes:
    """The file's bytes, with fixed moments inside."""
    about = document.core_properties
    about.title, about.author = printable(description.title)[:255], printable(description.author)[:255]
    about.subject, about.language = printable(description.subject)[:255], "zh-CN"
    about.comments, about.keywords, about.last_modified_by = "", "", about.author
    about.created = about.modified = _MADE_AT
    raw, target = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            entry = ZipInfo(name, _PACKED_AT)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            entry.create_system = 3  # else the system it was packed on
            copy.writestr(entry, source.read(name))
    return target.getvalue()


def _drop_what_the_library_brings(document: "Document") -> None:
    """The library's blank document has a picture of itself, styles and fonts that no office asked for."""
    for holder in (document.part, document.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_DROPPED_PARTS):
                del holder.rels[key]
            elif relation.reltype.endswith("/fontTable"):
                relation.target_part._blob = _font_table()  # the library has no other door to a part it does not know
            elif relation.reltype.endswith("/extended-properties"):
                relation.target_part._blob = _APP.encode()


def _font_table() -> bytes:
    from docx.opc.oxml import serialize_part_xml

    fonts = made("fonts")
    for name in NAMES.values():
        stands_in = [made("altName", val=_STAND_INS[name])] if name in _STAND_INS else []
        kind = (made("charset", val="86"), made("family", val="modern"), made("pitch", val="fixed"))
        fonts.append(made("font", *stands_in, *kind, name=name))
    return bytes(serialize_part_xml(fonts))


def _write_styles(document: "Document", look: _Look) -> None:
    styles = document.styles
    for style in list(styles):
        if style.name not in {name.title() if name in {"header", "footer"} else name for name in _KEPT_STYLES}:
            style.delete()
    defaults = styles.element.find(f"{{{NAMESPACE}}}docDefaults")
    faces = run_properties(Face.FANG, look)
    faces.insert(1, made("snapToGrid", val=0))
    faces.append(made("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    styles.element.replace(defaults, made("docDefaults", made("rPrDefault", faces), made("pPrDefault", made("pPr"))))
    normal = styles["Normal"].element
    for old in normal.findall(f"{{{NAMESPACE}}}pPr") + normal.findall(f"{{{NAMESPACE}}}rPr"):
        normal.remove(old)
    properties = paragraph_properties(look)
    properties.remove(properties.find(f"{{{NAMESPACE}}}rPr"))
    # Not among the defaults, where LibreOffice does not look for them.
    for place, habit in enumerate(_habits()):
        properties.insert(place, habit)
    normal.extend([properties, run_properties(Face.FANG, look)])
    for name in ("Header", "Footer"):
        for tag in ("pPr", "link"):  # tab stops for letter paper, and a style that is gone
            for old in styles[name].element.findall(f"{{{NAMESPACE}}}{tag}"):
                styles[name].element.remove(old)


def _habits() -> list[Element]:
    """Chinese line breaking as the PDF has it: no hanging marks, no room of its own between Han and Latin.

    The grid is declared on the sheet and not snapped to: LibreOffice gives a character wider than its cell one and a
    half of them. The lines are exact and the characters spaced instead, which comes to the same.
    """
    return [
        made("widowControl", val=0),
        made("kinsoku"),
        made("overflowPunct", val=0),
        made("autoSpaceDE", val=0),
        made("autoSpaceDN", val=0),
        made("snapToGrid", val=0),
    ]


def _write_settings(document: "Document", has_even_pages: bool) -> None:
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    mode = made(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_WORD_2013
    )
    settings.append(made("defaultTabStop", val=420))
    if has_even_pages:
        settings.append(made("evenAndOddHeaders"))
    settings.append(made("characterSpacingControl", val="compressPunctuation"))
    settings.append(made("compat", made("doNotExpandShiftReturn"), mode))
    settings.append(made("themeFontLang", val="en-US", eastAsia="zh-CN"))
