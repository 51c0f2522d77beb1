"""The page of a rehearsal, whatever the workbook held: one kind of row at a time (components/rehearsal.html)."""

from typing import Any

from django.http import HttpRequest

from schools.importing.result import CHANGED, CREATED, DEPENDENT, REFUSED, STATUS_LABELS, UNCHANGED
from schools.models.rehearsed import RehearsedImport

# What a person must see first stands first.
ORDER = (REFUSED, DEPENDENT, CHANGED, CREATED, UNCHANGED)
PAGE = 100


def rehearsal_context(request: HttpRequest, run: RehearsedImport, form: Any) -> dict[str, Any]:
    """What the page shows of `run`; the form asks about refused rows only where there are some."""
    counts = run.rehearsal["counts"]
    shown = request.GET.get("show", "")
    if shown not in ORDER:
        shown = next((status for status in ORDER if counts[status]), UNCHANGED)
    rows = [row for row in run.rehearsal["rows"] if row["status"] == shown]
    page = request.GET.get("page", "")
    wanted = max(0, int(page[:6]) - 1) if page.isdecimal() else 0
    start = min(wanted, max(0, (len(rows) - 1) // PAGE)) * PAGE
    refused = counts[REFUSED] + counts[DEPENDENT]
    if refused == 0:
        del form.fields["skip_refused"]
    return {
        "run": run,
        "form": form,
        "counts": counts,
        "refused": refused,
        "nothing": not (counts[CREATED] or counts[CHANGED]),
        "waiting": run.state == RehearsedImport.State.REHEARSED,
        "applied": run.state == RehearsedImport.State.APPLIED,
        "pills": [
            {"label": STATUS_LABELS[key], "count": counts[key], "url": f"?show={key}", "current": key == shown}
            for key in ORDER
            if counts[key] or key == shown
        ],
        "shown": shown,
        "rows": rows[start : start + PAGE],
        "first": start + 1 if rows else 0,
        "last": min(start + PAGE, len(rows)),
        "total": len(rows),
        "page_before": start // PAGE if start else None,
        "page_after": start // PAGE + 2 if start + PAGE < len(rows) else None,
    }
