"""Views are plain data: they go to JSON, and a table's rows fit its columns."""

import json

import pytest

from explainer_kit import Figure, Table, View, chart


def test_a_view_goes_to_json() -> None:
    table = Table(("Day", "Share"), ((1, 0.5),), "Shares")
    figure = Figure("Title", chart("Drinks", []), "A chart.", table)
    shown = json.loads(json.dumps(View("It happened.", (figure,), ("So.",)).to_json()))
    assert shown["headline"] == "It happened."
    assert shown["figures"][0]["table"]["rows"] == [[1, 0.5]]
    assert shown["figures"][0]["spec"]["background"] is None
    assert shown["questions"] == []


def test_a_row_must_fit_its_columns() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Table(("Day", "Share"), ((1,),), "Shares")
