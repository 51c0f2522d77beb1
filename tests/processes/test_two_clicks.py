"""Two clicks that arrive together open one set of runs."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from processes import services
from processes.models import Run, RunStep
from tests.factories import base, procedures


@pytest.mark.django_db(transaction=True)
def test_two_at_once_open_one_set() -> None:
    district = base.district()
    director = base.user("group_director", district)
    for _ in range(3):
        base.school(district)
    procedure = procedures.published(director, district)
    together, done, failed = Barrier(2), [], []

    def click() -> None:
        try:
            together.wait(10)
            done.append(services.open_runs(procedure, actor=director, year=2567).opened)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (failed, sorted(done)) == ([], [0, 3])
    assert (Run.objects.count(), RunStep.objects.count()) == (3, 9)
