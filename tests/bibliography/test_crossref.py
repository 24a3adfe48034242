"""Asking Crossref, played by a local server: every way to say retracted, and every way to fail."""

import socket
from collections.abc import Iterator
from datetime import date
from urllib.request import ProxyHandler, build_opener

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibliography.crossref_server import (
    HANG_UP,
    SILENCE,
    Answer,
    CrossrefServer,
    Json,
    crossref_server,
    filter_of,
    message_of,
    path_of,
    update,
)
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.work import Work, build_works
from kith.bibliography.retracting.crossref import Crossref, LookUp, refresh
from kith.bibliography.retracting.retractions import Retraction
from kith.bibliography.web import LookUpError

TODAY = date(2026, 11, 21)
DOI = "10.5555/one"
NOTICE = "10.5555/notice"


@pytest.fixture
def server() -> Iterator[CrossrefServer]:
    with crossref_server() as running:
        yield running


def works(*dois: str) -> list[Work]:
    text = "".join(f"@misc{{k{i}, doi={{{doi}}}}}\n" for i, doi in enumerate(dois))
    return list(build_works([parse(text, "a.bib")])[0].values())


def ask(
    server: CrossrefServer,
    *dois: str,
    known: dict[str, Retraction] | None = None,
    slept: list[float] | None = None,
    timeout: float = 30.0,
) -> LookUp:
    opener = build_opener(ProxyHandler({}))
    sleep = (slept if slept is not None else []).append
    crossref = Crossref(server.address, opener, sleep, timeout)
    said: list[str] = []
    found = refresh(works(*(dois or (DOI,))), known or {}, crossref, TODAY, said.append)
    assert len(said) == found.asked + bool(found.failure), "one line of progress a work"
    return found


def retraction(status: str = "retracted", day: str = "2010-02-06", notice: str = NOTICE) -> object:
    return {DOI: Retraction(status, day, notice, "2026-11-21")}  # type: ignore[arg-type]


def test_a_work_names_its_retraction_in_updated_by(server: CrossrefServer) -> None:
    server.knows(DOI, updated_by=[update(NOTICE, "retraction", 2010, 2, 6)])
    assert ask(server) == LookUp(retraction(), 1)  # type: ignore[arg-type]


def test_a_work_that_was_changed_in_place_updates_itself(server: CrossrefServer) -> None:
    server.knows(DOI, update_to=[update(DOI.upper(), "withdrawal", 2010, 2, 6)])
    assert ask(server).works == retraction(notice=DOI)


def test_a_notice_is_found_by_the_reverse_filter(server: CrossrefServer) -> None:
    other = update("10.5555/other", "retraction", 1999, 1, 1)
    rows = [other, update(DOI.upper(), "retraction", 2010, 2, 6)]
    server.knows(DOI, {"DOI": NOTICE.upper(), "update-to": rows})
    assert ask(server).works == retraction()


def test_a_work_that_is_a_notice_on_another_is_not_retracted(server: CrossrefServer) -> None:
    server.knows(DOI, update_to=[update("10.5555/other", "retraction", 2010, 2, 6)])
    assert ask(server) == LookUp({}, 1)


def test_a_clean_work_has_no_row_and_loses_the_one_it_had(server: CrossrefServer) -> None:
    server.knows(DOI)
    known = {key: Retraction("corrected", "", NOTICE, "2026-01-01") for key in (DOI, "10.5555/no")}
    assert ask(server, known=known) == LookUp({}, 1)


def test_the_gravest_notice_counts_and_of_equals_the_last(server: CrossrefServer) -> None:
    rows = [
        update(NOTICE, "retraction", 2010, 2, 2, source="retraction-watch"),
        update("10.5555/later", "correction", 2012, 1, 1),
        update(NOTICE, "retraction", 2010, 2, 6),
        update("10.5555/doubt", "expression_of_concern", 2011),
    ]
    server.knows(DOI, updated_by=rows)
    assert ask(server).works == retraction()


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("retraction", "retracted"),
        ("Withdrawal", "retracted"),
        ("removal", "retracted"),
        ("partial_retraction", "expression-of-concern"),
        ("Expression of concern", "expression-of-concern"),
        ("expression-of-concern", "expression-of-concern"),
        ("erratum", "corrected"),
        ("new_version", ""),
        ("new_edition", ""),
    ],
)
def test_each_type_of_update_has_its_status(server: CrossrefServer, kind: str, status: str) -> None:
    server.knows(DOI, updated_by=[update(NOTICE, kind, 2010, 2, 6)])
    found = ask(server)
    assert found.works == (retraction(status) if status else {})
    assert not found.unclear


def test_a_type_that_is_not_documented_is_left_to_people(server: CrossrefServer) -> None:
    server.knows(DOI, updated_by=[update(NOTICE, "reinstatement", 2012)])
    found = ask(server)
    assert not found.works
    assert [(doi, u.kind, u.date, u.notice) for doi, u in found.unclear] == [
        (DOI, "reinstatement", "2012", NOTICE)
    ]


@pytest.mark.parametrize(
    ("day", "written"),
    [((2010,), "2010"), ((2010, 2), "2010-02"), ((), ""), ((20100, 1), ""), ((float("inf"),), "")],
)
def test_a_date_may_be_partial(
    server: CrossrefServer, day: tuple[float, ...], written: str
) -> None:
    server.knows(DOI, updated_by=[update(NOTICE, "retraction", *day)])
    assert ask(server).works == retraction(day=written)


def test_a_notice_without_a_doi_is_the_page_of_the_work(server: CrossrefServer) -> None:
    row = update("", "retraction", 2010, 2, 6)
    server.knows(DOI, updated_by=[row])
    assert ask(server).works == retraction(notice=DOI)


def test_requests_go_out_one_by_one_encoded_and_without_personal_data(
    server: CrossrefServer,
) -> None:
    odd = "10.1016/s0140-6736(97)1#?&%<1:2>;b,c"
    for doi in (DOI, odd):
        server.knows(doi)
    assert not ask(server, DOI, odd, DOI.upper()).failure
    # A comma would begin another filter, so that DOI is only looked up itself.
    assert server.asked == [path_of(odd), path_of(DOI), filter_of(DOI)]
    assert server.asked[0].startswith("works/10.1016%2Fs0140")
    (agent,) = server.agents
    assert agent.startswith("Kith (")
    assert "@" not in agent


def test_a_doi_that_crossref_does_not_know_keeps_what_was_known(server: CrossrefServer) -> None:
    known = {DOI: Retraction("retracted", "2010", NOTICE, "2026-01-01")}
    assert ask(server, known=known) == LookUp(known, 1, unknown=(DOI,))


def test_the_pace_is_the_one_the_server_asks_for(server: CrossrefServer) -> None:
    slept: list[float] = []
    for doi in (DOI, "10.5555/two"):
        server.knows(doi)
        for path in (path_of(doi), filter_of(doi)):
            headers = {"x-rate-limit-limit": "4", "x-rate-limit-interval": "2s"}
            server.answers[path] = [Answer(server.answers[path][0].body, 200, headers)]
    assert not ask(server, DOI, "10.5555/two", slept=slept).failure
    assert slept == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    ("status", "headers", "waits"),
    [(429, {"Retry-After": "3"}, [3.0]), (503, {}, [10.0]), (429, {"Retry-After": "now"}, [10.0])],
)
def test_a_busy_server_is_left_alone_and_asked_again(
    server: CrossrefServer, status: int, headers: dict[str, str], waits: list[float]
) -> None:
    server.knows(DOI, updated_by=[update(NOTICE, "retraction", 2010, 2, 6)])
    server.answers[path_of(DOI)].insert(0, Answer(b"slow down", status, headers))
    slept: list[float] = []
    assert ask(server, slept=slept).works == retraction()
    assert slept == waits


@pytest.mark.parametrize(("wait", "asked"), [("7", 4), ("86400", 1)])
def test_a_server_that_stays_busy_ends_the_look_up(
    server: CrossrefServer, wait: str, asked: int
) -> None:
    server.answers[path_of(DOI)] = [Answer(b"", 429, {"Retry-After": wait})]
    assert ask(server).failure == f"{server.address} is busy and asks to wait: try again later"
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(b"", 500), "{}/works/10.5555%2Fone answered with status 500"),
        (SILENCE, "{} did not answer within 0.2 seconds"),
        (HANG_UP, "{} cannot be reached: Remote end closed connection without response"),
        (Answer(b'{"status": "ok", "mess'), "{} answered, but not with JSON as Crossref"),
        (Answer(b"\xff\xfe<html>"), "{} answered, but not with JSON as Crossref"),
        (Answer(b"[" * 100_000), "{} answered, but not with JSON as Crossref"),
        (Answer(b"[]"), "{} answered, but not with JSON as Crossref"),
        (message_of("work", {"DOI": "\ud800"}), "{} answered, but not with JSON as Crossref"),
        (message_of("work", None), "{} answered, but not with JSON as Crossref"),
        (message_of("work", {"updated-by": {}}), "updated-by in an answer is not as Crossref"),
        (message_of("work", {"update-to": [3]}), "update-to in an answer is not as Crossref"),
    ],
)
def test_every_failure_ends_in_words(server: CrossrefServer, answer: Answer, words: str) -> None:
    server.knows(DOI)
    server.answers[path_of(DOI)] = [answer]
    found = ask(server, timeout=0.2 if answer is SILENCE else 30.0)
    assert found.failure.startswith(words.format(server.address))
    assert (found.works, found.asked) == ({}, 0)


def test_a_filter_that_is_answered_otherwise_is_no_clean_bill(server: CrossrefServer) -> None:
    server.knows(DOI)
    server.answers[filter_of(DOI)] = [message_of("work-list", {"total-results": 0})]
    assert ask(server).failure == f"the answer about {DOI} is not as Crossref documents it"


def test_a_network_that_refuses_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        crossref = Crossref(
            f"http://127.0.0.1:{taken.getsockname()[1]}", build_opener(ProxyHandler({}))
        )
        with pytest.raises(LookUpError, match=r"cannot be reached: Connection refused$"):
            crossref.updates(DOI)


def test_what_was_learnt_before_a_failure_is_kept(server: CrossrefServer) -> None:
    server.knows("10.5555/a", updated_by=[update(NOTICE, "retraction", 2010, 2, 6)])
    server.answers[path_of("10.5555/b")] = [Answer(b"", 500)]
    known = {"10.5555/c": Retraction("corrected", "2001", NOTICE, "2026-01-01")}
    found = ask(server, "10.5555/a", "10.5555/b", "10.5555/c", known=known)
    assert (found.asked, list(found.works)) == (1, ["10.5555/c", "10.5555/a"])
    assert "status 500" in found.failure


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(DOI),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["DOI", "type", "updated", "date-parts", "update-to", "updated-by"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(record=st.dictionaries(st.sampled_from(["update-to", "updated-by"]), _JSON), item=_JSON)
def test_any_answer_is_read_or_refused(server: CrossrefServer, record: Json, item: object) -> None:
    server.answers[path_of(DOI)] = [message_of("work", record)]
    server.answers[filter_of(DOI)] = [message_of("work-list", {"items": [item]})]
    found = ask(server)
    assert found.failure or found.asked == 1
