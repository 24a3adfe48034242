"""What a page can ask of the self-check: the form, a reading, a comparison. JSON values in and out.

Called through `explainer_kit.bridge.call`. Nothing is kept between two calls.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from explainer_kit.params import ParamsError
from recovery_capital import view
from recovery_capital.model import ANSWERS, parse_answers, read
from recovery_capital.questionnaire import SURENESS, questionnaire


def form(_argument: object) -> dict[str, Any]:
    """The whole form: areas with their items, the answers, steps, hindrances and personas."""
    found = questionnaire()
    return {
        "title": found.title,
        "summary": found.summary,
        "version": found.version,
        "sources": list(found.sources),
        "limits": list(found.limits),
        "answers": dict(ANSWERS),
        "areas": [
            asdict(area) | {"items": [asdict(item) for item in found.of_area(area.id)]}
            for area in found.areas.values()
        ],
        "steps": [asdict(step) for step in found.steps.values()],
        "sureness": dict(SURENESS),
        "harder": [asdict(hindrance) for hindrance in found.harder.values()],
        "personas": [asdict(persona) for persona in found.personas.values()],
    }


def reading(argument: object) -> dict[str, Any]:
    """The reading of {"answers": {item: answer}, "harder": [names]}."""
    return view.view(read(parse_answers(argument)))


def compare(argument: object) -> dict[str, Any]:
    """What differs between {"earlier": …, "later": …}, each as `reading` takes it."""
    if not isinstance(argument, dict):
        raise ParamsError("answers", "There are no two sets of answers to compare.")
    earlier, later = (parse_answers(argument.get(name)) for name in ("earlier", "later"))
    return view.compare(earlier, later)


CALLS: Final[dict[str, Callable[[object], dict[str, Any]]]] = {
    "form": form,
    "read": reading,
    "compare": compare,
}
