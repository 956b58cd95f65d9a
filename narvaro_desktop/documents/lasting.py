"""What a file needs to be read in thirty years (ISO 19005): metadata, a colour profile, ends of line.

Every change to ReportLab stands here, proven on the version below; a test fails when another is installed.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFPage, PDFStream, PDFString

PROVEN_ON = "5.1.0"

_CATALOGUE_ENTRIES = ("AF", "OutputIntents")
_PAGE_ENTRIES = ("StructParents", "Tabs")
_PROFILE_DATE = slice(24, 36)  # ICC.1:2010, 7.2.8: date and time of creation
_FIXED_DATE = b"".join(part.to_bytes(2, "big") for part in (2026, 1, 1, 0, 0, 0))
_written = PDFStream.format


def apply() -> None:
    """Change the library; calling it again changes nothing."""
    PDFStream.format = _with_line_end
    rl_config.useA85 = 0  # no ASCII85: a quarter larger, and of no use
    PDFPage.__NoDefault__ = [
        *PDFPage.__NoDefault__,
        *(e for e in _PAGE_ENTRIES if e not in PDFPage.__NoDefault__),
    ]


def _with_line_end(stream: Any, document: Any) -> bytes:
    """An end of line before `endstream`, which `Length` does not count."""
    written: bytes = _written(stream, document)
    assert written.endswith(b"endstream\n")  # another ReportLab fails loudly here
    return written[:-10] + b"\nendstream\n"


def open_catalogue(catalogue: Any) -> None:
    """Let the catalogue take the entries that the library does not know."""
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, *_CATALOGUE_ENTRIES]


def describe(
    document: Any, title: str, subject: str, author: str, tool: str, made: datetime, part: str
) -> None:
    """Add the metadata stream, the same values as in Info, and the output intent; `part` is "2" or "3"."""
    time = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    values = {"title": title, "subject": subject, "author": author, "tool": tool, "time": time, "part": part}
    packet = _XMP.format_map({key: escape(value) for key, value in values.items()})
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    document.Catalog.Metadata = PDFStream(kind, packet.encode(), filters=[])
    profile = document.Reference(PDFStream(PDFDictionary({"N": 3}), _srgb()))
    intent = PDFDictionary({
        "Type": PDFName("OutputIntent"), "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"), "Info": PDFString("sRGB"),
        "DestOutputProfile": profile,
    })  # fmt: skip
    document.Catalog.OutputIntents = PDFArray([document.Reference(intent)])


@cache
def _srgb() -> bytes:
    """The sRGB profile with a fixed date."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_PROFILE_DATE] = _FIXED_DATE
    return bytes(profile)


_XMP = """<?xpacket begin="\N{BYTE ORDER MARK}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>sv-SE</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmp:CreateDate>{time}</xmp:CreateDate>
<xmp:ModifyDate>{time}</xmp:ModifyDate>
<pdf:Producer>{tool}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
