"""The search as a browser has it, asked under Node."""

import json
from pathlib import Path
from typing import Any

from kith.npm import run_node
from kith.site.search import FOLDER, LANGUAGE


def site_list(site: Path) -> dict[str, Any]:
    """The list of a built site."""
    found: dict[str, Any] = json.loads((site / FOLDER / f"{LANGUAGE}.json").read_text("utf-8"))
    return found


def ask(site: Path, questions: list[str], found: object = None) -> list[dict[str, Any]]:
    """What each question finds in the site's list or in another, by the site's own scripts."""
    script = f"""
        import {{ newIndex }} from {json.dumps((site / "assets/js/search-index.mjs").as_uri())};
        let text = "";
        for await (const part of process.stdin) text += part;
        const {{ list, questions }} = JSON.parse(text);
        const index = await newIndex(list);
        const answers = questions.map((question) => {{
          const {{ entries, first, corrected }} = index.find(question);
          return {{ places: entries.map((entry) => entry.at), first, corrected }};
        }});
        console.log(JSON.stringify(answers));
    """
    question = json.dumps({"list": found or site_list(site), "questions": questions})
    done = run_node("--input-type=module", "--eval", script, cwd=site, stdin=question)
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
