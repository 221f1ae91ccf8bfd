"""Numbers of cases and of own series: consecutive from 01 each 1 January (NĐ 30/2020/NĐ-CP Điều 15)."""

from django.db import connection

from inspections.models import Department


def next_number(department: Department | int, series: str, year: int) -> int:
    """Take the next free number of a series in one statement; two people never get the same one (trap 22)."""
    department_id = department if isinstance(department, int) else department.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH used AS (SELECT COALESCE(MAX(number), 0) AS last FROM inspections_document "
            "WHERE series = %s AND year = %s) "
            "INSERT INTO inspections_numberseries AS own (department_id, name, year, last) "
            "SELECT %s, %s, %s, used.last + 1 FROM used ON CONFLICT (name, year) "
            "DO UPDATE SET last = GREATEST(own.last + 1, EXCLUDED.last) RETURNING last",
            [series, year, department_id, series, year],
        )
        return int(cursor.fetchone()[0])


def note_used(department: Department | int, series: str, year: int, number: int) -> None:
    """A number typed from the register moves the own series on, so that it is never handed out again."""
    department_id = department if isinstance(department, int) else department.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inspections_numberseries (department_id, name, year, last) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (name, year) DO UPDATE SET last = GREATEST(inspections_numberseries.last, EXCLUDED.last)",
            [department_id, series, year, number],
        )
