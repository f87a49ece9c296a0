"""XMP that marks a picture as made by a model, as IPTC's photo metadata standard names it."""

from xml.sax.saxutils import escape

from PIL.PngImagePlugin import PngInfo

from generation.files.regular_files import replace_unprintable
from generation.images.metadata.fields import parse_fields

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
PNG_KEYWORD = "XML:com.adobe.xmp"
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
    "{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)


def make_xmp(*models: str) -> bytes:
    """Build XMP that names the kind of a picture's source and the models that drew it.

    Args:
        models: names; empty ones are left out, as is the property if none remains.

    Reference:
        IPTC Photo Metadata Standard 2025.1, Digital Source Type and AI System Used.
    """
    # Neither control characters nor halves of surrogate pairs can stand in XML.
    names = dict.fromkeys(replace_unprintable(model) for model in models if model)
    properties = {
        "xmp:CreatorTool": "imagine-bot",
        "Iptc4xmpExt:DigitalSourceType": SOURCE_TYPE,
        "Iptc4xmpExt:AISystemUsed": ", ".join(names),
    }
    lines = [f"<{name}>{escape(value)}</{name}>" for name, value in properties.items() if value]
    return PACKET.format(properties="".join(lines)).encode()


def png_info(*models: str) -> PngInfo:
    """Build the texts of a PNG with the XMP of `make_xmp`.

    Args:
        models: names.
    """
    info = PngInfo()
    info.add_itxt(PNG_KEYWORD, make_xmp(*models).decode())
    return info


def read_model(parameters: str) -> str:
    """Read the model's name from a picture's parameters; empty without one."""
    return parse_fields(parameters).get("Model", "")
