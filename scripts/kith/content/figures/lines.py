"""Numbers over the years, a line for each series, each point with its number."""

from kith.content.figures.dress import DASHES, SERIES, SHAPES, Spec, chart, groups_of
from kith.content.figures.rows import Figure, decimals, number

_HEIGHT = 270


def draw_lines(figure: Figure) -> Spec:
    """A row without a number is a gap in the table and not in the line."""
    rows = [row for row in figure.rows if row.get("y", "") != ""]
    groups = groups_of([str(row.get("series", "")) for row in rows])
    digits = decimals(figure, "y")
    values = [
        {
            "x": row["x"],
            "y": row["y"],
            "series": str(row.get("series", "")),
            "text": str(row.get("text") or number(row["y"], digits)),
        }
        for row in rows
    ]
    years = [value["x"] for value in values]
    most = max(float(value["y"]) for value in values)
    axis = {"format": "d", "grid": False, "tickCount": 6, "title": figure.options.get("axis")}
    sides = {"tickCount": 4, "domain": False, "ticks": False, "title": None}
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [min(years), max(years)], "nice": False, "padding": 18},
        "axis": axis,
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, most * 1.15], "nice": True},
        "axis": sides,
    }
    several = len(groups) > 1
    legend = {} if several else {"legend": None}

    def by_group(channel: str, choices: tuple[object, ...]) -> Spec:
        scale = {"domain": list(groups), "range": [choices[n] for n in groups.values()]}
        return {channel: {"field": "series", "type": "nominal", "scale": scale, **legend}}

    colours = by_group("color", SERIES)
    layers: list[Spec] = [
        {
            "mark": {"type": "line", "strokeWidth": 3},
            "encoding": {"x": x, "y": y, **colours, **by_group("strokeDash", DASHES)},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 120, "opacity": 1},
            "encoding": {"x": x, "y": y, **colours, **by_group("shape", SHAPES)},
        },
        {
            # What is behind the digits, so that no line runs through them.
            "mark": {"type": "text", "dy": -16, "stroke": "var(--kith-paper)", "strokeWidth": 6},
            "encoding": {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}},
        },
        {
            "mark": {"type": "text", "dy": -16},
            "encoding": {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}},
        },
    ]
    return chart(layers, _HEIGHT, data={"values": values})
