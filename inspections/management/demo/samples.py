"""Files that come from outside: a photograph as a telephone takes it, a Word template as an office has it; invented."""

import io
from datetime import datetime
from typing import Final

from django.utils import timezone
from PIL import ExifTags, Image, ImageDraw

from inspections.management.demo import words

SIZE: Final = (1280, 960)
SKY, GROUND, WALL, ROOF, GLASS, TREE = "#b9d7ea", "#c9b38c", "#f1e6cf", "#a5533b", "#5d7d92", "#5f8a4f"
LATITUDE: Final = (11.0, 55.0, 48.0)
LONGITUDE: Final = (107.0, 49.0, 51.0)


def photograph(taken_at: datetime) -> bytes:
    """A drawn workshop with what a camera writes: when, where, with what."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, 1280, 960), fill=GROUND)
    draw.rectangle((230, 360, 1050, 720), fill=WALL)
    draw.polygon(((180, 360), (640, 190), (1100, 360)), fill=ROOF)
    for left in range(290, 960, 140):
        draw.rectangle((left, 430, left + 90, 540), fill=GLASS)
    draw.rectangle((580, 580, 700, 720), fill=ROOF)
    for middle in (110, 1180):
        draw.rectangle((middle - 12, 560, middle + 12, 720), fill=ROOF)
        draw.ellipse((middle - 80, 400, middle + 80, 600), fill=TREE)
    with io.BytesIO() as stream:
        picture.save(stream, "JPEG", quality=85, exif=_camera(taken_at))
        return stream.getvalue()


def _camera(taken_at: datetime) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = words.CAMERA
    moment = timezone.localtime(taken_at)
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{moment:%Y:%m:%d %H:%M:%S}"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", LATITUDE
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", LONGITUDE
    return exif


def office_template() -> bytes:
    """A request for information as the section would lay it out in Word."""
    from docx import Document
    from docx.shared import Pt

    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    for line in words.TEMPLATE_LINES:
        made.add_paragraph(line)
    with io.BytesIO() as stream:
        made.save(stream)
        return stream.getvalue()
