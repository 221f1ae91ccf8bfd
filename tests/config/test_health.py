"""Máy giám sát biết hệ thống còn sống và đã sẵn sàng hay chưa."""

import json

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from inspections.views import health


def beat(ago_seconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [ago_seconds],
        )


def test_a_stranger_learns_that_the_process_lives_without_touching_the_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_the_system_is_ready_with_its_tables_and_a_worker_that_reported(client: Client) -> None:
    beat(ago_seconds=5)
    answer = client.get("/readyz")
    assert (answer.status_code, json.loads(answer.content)) == (
        200,
        {"database": True, "migrations": True, "worker": True},
    )


@pytest.mark.django_db
def test_a_worker_that_fell_silent_makes_the_system_not_ready(client: Client) -> None:
    beat(ago_seconds=3600)
    answer = client.get("/readyz")
    assert (answer.status_code, json.loads(answer.content)["worker"]) == (503, False)


@pytest.mark.django_db
def test_missing_tables_make_the_system_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    beat(ago_seconds=5)
    monkeypatch.setattr(health, "migrations_applied", lambda: False)
    answer = client.get("/readyz")
    assert (answer.status_code, json.loads(answer.content)["migrations"]) == (503, False)


def test_a_database_that_does_not_answer_is_told_without_details(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise DatabaseError("mật khẩu máy chủ bí mật")

    monkeypatch.setattr(health, "migrations_applied", fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "bí mật" not in answer.content.decode()
    assert json.loads(answer.content)["database"] is False


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_pages_accept_no_writing(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
