"""A copy of a picture fit to look at, and what the camera wrote into it; the original is never touched.

Source: ecosystem.md 10 (pictures are re-encoded, EXIF into columns, HEIC decoded). Place and time are what a machine
wrote, never absolute proof. The copy carries none of it.
"""

import io
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final

import pi_heif  # type: ignore[import-untyped]
from django.utils import timezone
from PIL import ExifTags, Image, ImageFile, ImageOps

from inspections.rules.uploads_images import MAX_PIXELS

PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic"})
LONGEST_SIDE: Final = 2000
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")
_QUALITY: Final = 82
_LONGEST_CAMERA: Final = 120

pi_heif.register_heif_opener()


@dataclass(frozen=True)
class Picture:
    """The copy, and the time, place and camera that stood in the original."""

    copy: bytes
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    camera: str = ""


def look_at(stream: IO[bytes]) -> Picture | None:
    """Decode a picture and write its copy; nothing when it cannot be decoded or declares too many pixels."""
    stream.seek(0)
    try:
        with _whole_pictures_only(), Image.open(stream, formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            exif = picture.getexif()
            place = exif.get_ifd(ExifTags.IFD.GPSInfo)
            written = exif.get_ifd(ExifTags.IFD.Exif)
            return Picture(
                copy=_copied(picture),
                taken_at=_moment(written),
                latitude=_degrees(place, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S", 90),
                longitude=_degrees(place, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W", 180),
                camera=_camera(exif),
            )
    except (
        Exception
    ):  # a broken picture fails in more ways than its reader names; the original stays as it is
        return None


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """The printing library lets half pictures pass as grey ones, in the whole process; a copy never shows such a one."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _copied(picture: Image.Image) -> bytes:
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(picture)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", turned.size, "white")
    coloured = turned.convert("RGBA")
    plain.paste(coloured, mask=coloured)
    with io.BytesIO() as copy:
        plain.save(copy, "JPEG", quality=_QUALITY, optimize=True)
        return copy.getvalue()


def _moment(written: Mapping[int, Any]) -> datetime | None:
    """The camera's own clock; without an offset it is taken for the time of Vietnam."""
    said = _plain(written.get(ExifTags.Base.DateTimeOriginal))
    offset = _plain(written.get(ExifTags.Base.OffsetTimeOriginal))
    for text, pattern in ((f"{said}{offset}", "%Y:%m:%d %H:%M:%S%z"), (said, "%Y:%m:%d %H:%M:%S")):
        try:
            found = datetime.strptime(text, pattern)
        except ValueError:
            continue
        if found.year < 1990:
            return None
        return found if found.tzinfo else timezone.make_aware(found)
    return None


def _degrees(place: Mapping[int, Any], value: int, reference: int, negative: str, most: int) -> float | None:
    parts = place.get(value)
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(found) or not 0 <= found <= most:
        return None
    return round(-found if _plain(place.get(reference)).upper() == negative else found, 6)


def _camera(exif: Mapping[int, Any]) -> str:
    names = (_plain(exif.get(ExifTags.Base.Make)), _plain(exif.get(ExifTags.Base.Model)))
    return " ".join(dict.fromkeys(name for name in names if name))[:_LONGEST_CAMERA]


def _plain(value: object) -> str:
    """Text as a person may read it: a camera writes what it likes."""
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")
    return "".join(sign for sign in text if sign.isprintable()).strip()
