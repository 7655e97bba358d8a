"""What a PDF says about itself: document information, and the same as XMP (ISO 32000-1, 14.3). No PDF/A is claimed."""

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

PROGRAM = "检督台"
LANGUAGE = "zh-CN"
# A fixed packet id and no dates: the same document gives the same bytes.
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>ReportLab</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Description:
    """What the file says about itself."""

    title: str
    author: str
    subject: str = ""

    def xmp(self) -> bytes:
        """The XMP packet, UTF-8."""
        told = {"title": self.title, "author": self.author, "subject": self.subject}
        escaped = {name: escape(_storable(text)) for name, text in told.items()}
        return _PACKET.format(language=LANGUAGE, program=PROGRAM, **escaped).encode("utf-8")


def describe(document: Any, description: Description) -> None:
    """Write it into ReportLab's document."""
    from reportlab.pdfbase import pdfdoc

    document.setTitle(description.title)
    document.setAuthor(description.author)
    document.setSubject(description.subject)
    document.setCreator(PROGRAM)
    document.setProducer("ReportLab")
    shown = pdfdoc.ViewerPreferencesPDFDictionary()
    shown["DisplayDocTitle"] = "true"
    document.Catalog.ViewerPreferences = shown
    document.Catalog.Metadata = pdfdoc.XMP(creator=lambda _document: description.xmp())


def _storable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(char for char in text if char.isprintable() or char in "\t\n")
