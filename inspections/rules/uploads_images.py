"""Sizes of pictures, read from their headers alone: no pixel is ever decoded to learn that there are too many.

Source: quality.md 3 no. 14 (pixel bombs). Layouts: PNG (ISO 15948), JPEG (ISO 10918), WEBP (RFC 9649),
HEIF (ISO 23008-12, box "ispe").
"""

import struct
from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

MAX_PIXELS: Final = 60_000_000
_CHUNK: Final = 1 << 20
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE: Final = frozenset({0x01, 0xFF, *range(0xD0, 0xD9)})


def pixels_of(mime: str, stream: BinaryIO) -> int | None:
    """How many pixels a picture declares, or nothing when its header cannot be read."""
    stream.seek(0)
    try:
        size = _READERS[mime](stream)
    except struct.error:
        return None
    if size is None or min(size) <= 0:
        return None
    return size[0] * size[1]


def _png_size(stream: BinaryIO) -> tuple[int, int] | None:
    head = stream.read(24)
    if head[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _jpeg_size(stream: BinaryIO) -> tuple[int, int] | None:
    stream.seek(2)
    while True:
        mark, kind = struct.unpack(">BB", stream.read(2))
        while kind == 0xFF:
            (kind,) = struct.unpack(">B", stream.read(1))
        if mark != 0xFF:
            return None
        if kind in _JPEG_BARE:
            continue
        (length,) = struct.unpack(">H", stream.read(2))
        if kind in _JPEG_FRAMES:
            _precision, height, width = struct.unpack(">BHH", stream.read(5))
            return width, height
        if length < 2:
            return None
        stream.seek(length - 2, 1)


def _webp_size(stream: BinaryIO) -> tuple[int, int] | None:
    head = stream.read(30)
    form = head[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if form == b"VP8L":
        (bits,) = struct.unpack("<I", head[21:25])
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _heic_size(stream: BinaryIO) -> tuple[int, int] | None:
    largest: tuple[int, int] | None = None
    tail = b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk
        for width, height in _spatial_extents(window):
            if largest is None or width * height > largest[0] * largest[1]:
                largest = width, height
        if largest is not None:
            return largest
        tail = window[-32:]
    return None


def _spatial_extents(window: bytes) -> list[tuple[int, int]]:
    found = []
    at = window.find(b"\x00\x00\x00\x14ispe")
    while at != -1 and at + 20 <= len(window):
        width, height = struct.unpack(">II", window[at + 12 : at + 20])
        found.append((width, height))
        at = window.find(b"\x00\x00\x00\x14ispe", at + 20)
    return found


_READERS: Final[Mapping[str, Callable[[BinaryIO], tuple[int, int] | None]]] = {
    "image/png": _png_size,
    "image/jpeg": _jpeg_size,
    "image/webp": _webp_size,
    "image/heic": _heic_size,
}
