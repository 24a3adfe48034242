"""Pages that should have been read again by now. What day it is, is told by the caller."""

import datetime
import os
from collections.abc import Iterable

from kith.content.pages import Page
from kith.problems import Problem


def check_reviews(pages: Iterable[Page], today: datetime.date) -> list[Problem]:
    """A warning for each page whose next review is past."""
    problems = []
    for page in pages:
        due = page.fields.get("next_review")
        if isinstance(due, datetime.date) and due < today:
            at = page.source.text.find("\nnext_review:")
            message = f"its next review was due on {due}"
            fix = "read it again, then write both dates anew"
            place = page.source.place(at + 1)
            problems.append(Problem(page.source.path, *place, "page/overdue", message, fix))
    return problems


def current_day() -> datetime.date:
    """The day of SOURCE_DATE_EPOCH where that is set, or else of the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
