"""Where to get help now: help.toml of the content folder as records, and as elements for any page.

Only what its file says was looked up is shown, each line with the day and what it was compared
with. This module knows neither pages nor Markdown.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from kith.content.tables import read_table_file, unknown_tables
from kith.problems import Problem, nearest
from kith.project import Project

FILE: Final = "help.toml"  # below content/
FIRST: Final = "If someone is in danger now, call your local emergency number."
_REQUIRED: Final = ("country", "service", "against")
_WAYS: Final = ("call", "text", "site")
_TEXTS: Final = (*_REQUIRED, *_WAYS, "about", "hours")
_FIELDS: Final = (*_TEXTS, "checked")
_NUMBER: Final = re.compile(r"[0-9][0-9 -]*")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One service. At least one of `call`, `text` and `site` is there; the rest may be empty."""

    country: str
    service: str
    checked: datetime.date
    against: str
    call: str = ""
    text: str = ""
    site: str = ""
    about: str = ""
    hours: str = ""


def read_help(project: Project) -> tuple[list[HelpLine], list[Problem]]:
    """Every line of help.toml that is in order, and a problem for each slip."""
    file, problems = read_table_file(
        project, project.content / FILE, "help/line", missing="say here where to get help"
    )
    if file is None:
        return [], problems
    problems += unknown_tables(file, ("lines",), "help/line", "write [[lines]] above each")
    tables = file.values.get("lines")
    if not isinstance(tables, list) or not tables:
        none = _problem(file.path, (1, 1), "there is no help line", "add a table [[lines]]")
        return [], problems or [none]
    lines = []
    for number, table in enumerate(tables):
        found = list(_complaints(table))
        for field, message, fix in found:
            place = file.place_in("lines", number, field)
            problems.append(_problem(file.path, place, message, fix))
        if not found:
            lines.append(HelpLine(**table))
    return lines, problems


def _complaints(table: object) -> Iterator[tuple[str, str, str]]:
    """(field, message, fix) for each slip of one table."""
    if not isinstance(table, dict):
        yield "", "this is not a table", "write [[lines]] above its fields"
        return
    for name in table:
        if name not in _FIELDS:
            yield name, f"no field {name!r}", nearest(name, _FIELDS) or f"use {', '.join(_FIELDS)}"
    for name in _TEXTS:
        if name in table and not (isinstance(table[name], str) and table[name].strip()):
            yield name, f"{name} is not a text", f'write {name} = "..."'
    for name in _REQUIRED:
        if name not in table:
            yield "", f"{name} is missing", f'add {name} = "..."'
    if type(table.get("checked")) is not datetime.date:
        yield "checked", "checked is not a date", "write the day of the look-up: 2026-11-22"
    if not any(name in table for name in _WAYS):
        yield "", "there is no way to reach it", f"add one of {', '.join(_WAYS)}"
    yield from _unusable(table)


def _unusable(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in ("call", "text"):
        value = table.get(name)
        if isinstance(value, str) and value.strip() and not _NUMBER.fullmatch(value):
            yield name, f"{value!r} is not a number to dial", "use digits, spaces and hyphens"
    site = table.get("site")
    if isinstance(site, str) and site.strip() and not re.fullmatch(r"https://[^\s\"<>]+", site):
        yield "site", f"{site!r} is not an address", "begin with https://"


def _problem(path: str, place: tuple[int, int], message: str, fix: str) -> Problem:
    return Problem(path, *place, "help/line", message, fix)


# --- Elements ------------------------------------------------------------------------------------


def help_box(lines: Iterable[HelpLine], identifier: str) -> Element:
    """A box that fits any page: what to do in danger, and the lines by country in a fold."""
    box = Element("aside", {"class": "help", "aria-labelledby": f"{identifier}-title"})
    first = SubElement(box, "p", {"class": "help__first"})
    SubElement(first, "strong", {"id": f"{identifier}-title"}).text = FIRST
    fold = SubElement(box, "details", {"class": "help__lines"})
    SubElement(fold, "summary").text = "Help lines, by country"
    fold.extend(help_list(lines))
    return box


def help_page(lines: Iterable[HelpLine]) -> Element:
    """The same for the page that is all about help: nothing in a fold, a link to each country."""
    found = list(lines)
    box = Element("section", {"class": "help help--page", "aria-label": "Help lines"})
    first = SubElement(box, "p", {"class": "help__first"})
    SubElement(first, "strong").text = FIRST
    shown = help_list(found)
    jumps = SubElement(box, "p", {"class": "help__jumps"})
    jumps.text = "Go to: "
    for group in shown[0]:
        country = group[0].text or ""
        group.set("id", f"help-{re.sub(r'[^a-z]+', '-', country.lower()).strip('-')}")
        link = SubElement(jumps, "a", {"href": f"#{group.get('id')}"})
        link.text, link.tail = country, " "
    if not len(jumps):
        box.remove(jumps)
    box.extend(shown)
    return box


def help_list(lines: Iterable[HelpLine]) -> list[Element]:
    """The lines by country, then what is to be known of them all."""
    found = sorted(lines, key=lambda line: line.country == "Anywhere")  # stable: the file's order
    countries = Element("dl", {"class": "help__countries"})
    for country, members in groupby(found, lambda line: line.country):
        group = SubElement(countries, "div")
        SubElement(group, "dt").text = country
        for line in members:
            group.append(_line(line))
    return [countries, _checked(found)]


def _line(line: HelpLine) -> Element:
    said = Element("dd")
    SubElement(said, "strong").text = line.service
    said[-1].tail = ": "
    ways = list(_ways(line))
    for number, (before, way) in enumerate(ways):
        said[-1].tail = f"{said[-1].tail or ''}{', ' if number else ''}{before}"
        said.append(way)
    rest = [line.hours and f", {line.hours}", f". {line.about}" if line.about else "."]
    said[-1].tail = "".join(part for part in rest if part)
    note = SubElement(said, "small", {"class": "help__checked"})
    note.text = f" Checked {_date(line.checked)} against {line.against}."
    return said


def _ways(line: HelpLine) -> Iterator[tuple[str, Element]]:
    """Words before a link, and the link."""
    for before, scheme, number in (("call ", "tel", line.call), ("text ", "sms", line.text)):
        if number:
            link = Element("a", {"href": f"{scheme}:{re.sub('[ -]', '', number)}"})
            link.text = number
            yield before, link
    if line.site:
        outside = {"href": line.site, "rel": "noreferrer", "target": "_blank"}
        link = Element("a", outside)
        link.text = re.sub(r"^https://(?:www\.)?([^/]+).*", r"\1", line.site)
        yield "", link


def _checked(lines: Sequence[HelpLine]) -> Element:
    note = Element("p", {"class": "help__note"})
    note.text = (
        "Numbers and hours change. We compared them with stored copies of web pages, which may be "
        "years old. If one does not answer, use your emergency number or findahelpline.com."
    )
    if not lines:
        note.text = "There are no numbers here yet."
    return note


def _date(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
