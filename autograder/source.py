"""A student's source as Python reads it: decoded once, so that whoever counts its lines counts the same ones."""

import codecs
import re

# PEP 263: in the first line, or in the second below a line without code.
_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_NO_CODE = re.compile(rb"[ \t\f]*(?:#.*)?$")
# It takes a quarter of a minute for a file as large as may be, and can make no line.
_SLOW = "punycode"


def source_text(source: bytes) -> str:
    r"""Return a file's text, each line ended by "\n"; what Python would not decode is read as UTF-8."""
    source = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = source.decode(_encoding_of(source))
    except Exception:  # whatever some codec raises
        text = source.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def source_lines(source: bytes) -> list[str]:
    """Return a file's lines as Python numbers them, the first at 0."""
    return source_text(source).removesuffix("\n").split("\n")


def _encoding_of(source: bytes) -> str:
    if not source.startswith(codecs.BOM_UTF8):
        for line in source.split(b"\n", 2)[:2]:
            if found := _COOKIE.match(line):
                name = found[1].decode()
                return name if codecs.lookup(name).name != _SLOW else "utf-8"
            if not _NO_CODE.match(line):
                break
    return "utf-8-sig"
