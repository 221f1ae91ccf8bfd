"""Việc hẹn trong một giao dịch chỉ chạy khi giao dịch còn đó, và chạy hết trong phép thử."""

from collections.abc import Callable

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

DONE: list[int] = []


@app.task(name="tests.config.count_down")
def count_down(number: int) -> None:
    DONE.append(number)
    if number:
        count_down.defer(number=number - 1)


@pytest.mark.django_db
def test_deferred_jobs_run_to_the_end_in_order_with_those_they_defer(run_jobs: Callable[[], int]) -> None:
    DONE.clear()
    count_down.defer(number=2)
    assert DONE == []
    assert run_jobs() == 3
    assert DONE == [2, 1, 0]
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"succeeded"}


@pytest.mark.django_db
def test_a_job_deferred_in_a_transaction_that_fails_is_never_run(run_jobs: Callable[[], int]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        count_down.defer(number=0)
        _ = 1 / 0
    assert run_jobs() == 0
