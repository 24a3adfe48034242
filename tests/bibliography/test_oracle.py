"""References and citations against citeproc-js, the engine of Zotero, in APA style.

Over the made-up works of oracle/corpus.bib and the repository's own: at least 99 % read the same.
Those that do not are in oracle/misses.toml, each by name with the reason; a new one fails, and so
does a listed one that has come to agree. `pytest tests/bibliography/test_oracle.py -rP` prints the
numbers.
"""

import html
import json
import random
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

import pytest

from kith.bibliography.citing import csl
from kith.bibliography.citing.citations import NARRATIVE, Citation, parse_bracketed, parse_narrative
from kith.bibliography.citing.intext import Style, Words, render
from kith.bibliography.citing.labels import Label, build_labels, sort_key
from kith.bibliography.citing.locale import load_locale
from kith.bibliography.reading.names import OTHERS
from kith.bibliography.reading.work import Work, read_library
from kith.cache import Cache
from kith.npm import ensure_packages, run_node
from kith.project import Project

ORACLE: Final = Path(__file__).parent / "oracle"
CORPUS: Final = ORACLE / "corpus.bib"
PLUGIN: Final = "@citation-js/plugin-csl/lib"
WANTED: Final = 0.99
UNKNOWN: Final = "⁂"
LOCATORS: Final = (
    "p. 3", "pp. 33-35", "pp. 571-6", "3", "p. xii", "pp. xii--xiv", "pp. 3, 7", "pp. 3 & 9",
    "p. S12", "p. e101", "page 5", "chap. 2", "chapters 2-3", "ch. 4", "sec. 2.1", "para. 4",
    "paras. 4-6", "fig. 2", "Figure 2a", "tbl. S1", "vol. 2", "n. 3", "line 40", "part 3", "bk. 7",
    "app. B", "§ 4", "¶ 2", "verse 3:16", "at 1:23:45", "chap. IV", "no. 5",
)  # fmt: skip
SUFFIXES: Final = ("pp. 3-5, for one", "p. 3 and passim", "in mice", "chap. 2 (in part)")


class Oracle:
    """The whole library as both sides have it."""

    def __init__(self, project: Project) -> None:
        self.modules, problems = ensure_packages(project)
        assert not problems
        files = [CORPUS, *sorted(project.bibliography.glob("*.bib"))]
        # The slips of exports are problems, but every work is read.
        self.works, _ = read_library(files, project.root)
        self.project = project
        self.labels = build_labels(self.works.values())
        self.style = json.loads((self.modules / PLUGIN / "styles.json").read_text("utf-8"))["apa"]
        locales = json.loads((self.modules / PLUGIN / "locales.json").read_text("utf-8"))
        self.locale = locales["en-US"]

    def ask(self, citations: Sequence[Citation], style: str, folder: Path) -> Any:
        """What citeproc-js makes of the library and of these citations."""
        request = folder / "request.json"
        records = [self.record(work) for work in self.works.values()]
        written = {
            "style": style,
            "locale": self.locale,
            "items": records,
            "citations": [as_cluster(citation) for citation in citations],
        }
        request.write_text(json.dumps(written), "utf-8")
        done = run_node(
            str(ORACLE / "citeproc.cjs"), str(self.modules), str(request), cwd=self.project.root
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def record(self, work: Work) -> dict[str, Any]:
        """CSL-JSON in the words of citeproc-js, which differ in two points.

        It does not know “others”: two unknown names stand for the names left out. And of quotation
        marks in a title it turns round straight and double ones only.
        """
        record = work.to_csl()
        for role in work.names:
            people = []
            for name in record[role]:
                unknown = name == {"literal": OTHERS}
                people += [{"family": UNKNOWN}, {"family": UNKNOWN}] if unknown else [name]
            record[role] = people
        if "title" in record:
            record["title"] = re.sub(r"‘(.+?)’(?!\w)", r'"\1"', record["title"])
        return record

    def read(self, source: str) -> Citation:
        """A citation as an editor writes it."""
        grammar = load_locale(self.modules).grammar
        if source.startswith("["):
            citation = parse_bracketed(source[1:-1], grammar)
            assert citation, source
            return citation
        match = re.fullmatch(NARRATIVE, source)
        assert match, source
        return parse_narrative(match, grammar)

    def ours(self, citation: Citation) -> str:
        """How we print it."""
        element = Element("span")
        style = Style(locale=load_locale(self.modules))
        for piece in render(citation, self.labels, style):
            for run in (piece,) if isinstance(piece, Words) else piece.runs:
                kind = "em" if not isinstance(run, Words) and run.kind == "italic" else "span"
                SubElement(element, kind).text = run.text
        return as_text(tostring(element, encoding="unicode"))


def as_cluster(citation: Citation) -> dict[str, Any]:
    """A citation as citeproc-js takes it."""
    items = [
        {
            "id": item.key,
            "prefix": f"{item.prefix} " if item.prefix else "",
            "suffix": item.suffix,
            "suppress-author": item.suppress_author,
            # Of a range with a hyphen it makes a range as the style wants it.
            **(
                {"locator": item.locator.replace("–", "-"), "label": item.label}
                if item.locator
                else {}
            ),
        }
        for item in citation.items
    ]
    return {"items": items, "narrative": citation.narrative}


def as_text(markup: str) -> str:
    """Text with emphasis, sub- and superscripts: no links, no spans, one kind of blank."""
    text = re.sub(r"<(/?)i>", r"<\1em>", markup)
    text = re.sub(r"<(?!/?(?:em|sup|sub|strong)>)/?[a-z][^>]*>", "", text)
    text = html.unescape(text).replace("\u2060", "")
    text = re.sub(rf", {UNKNOWN}, (?:& {UNKNOWN}\.?|et al\.)", " et al.", text)
    return " ".join(text.split())


def without_marks(text: str) -> str:
    """Without what shows that a title is one: citeproc-js drops it in running text."""
    return re.sub(r"</?em>|[“”]", "", text)


def braced(key: str) -> str:
    return f"@{{{key}}}"


def citations_to_compare(works: dict[str, Work], labels: dict[str, Label]) -> list[str]:
    """Citations of every kind: each work alone, and the made-up ones in company and with more.

    A work that is known to read otherwise alone would only say the same again in company.
    """
    chance = random.Random(1978)
    known = accepted("citations")
    made_up = [key for key in sorted(works) if works[key].place.path.endswith("corpus.bib")]
    usual = [key for key in made_up if f"[{braced(key)}]" not in known]
    by_author = [key for key in usual if not labels[key].form]
    listed = sorted(by_author, key=lambda key: sort_key(works[key]))
    sources = [source for key in sorted(works) for source in (f"[{braced(key)}]", braced(key))]
    for _ in range(150):
        sample = chance.sample(by_author, chance.choice((2, 2, 3, 4)))
        sources.append(group(sorted(sample, key=lambda key: labels[key].letter)))
    for first, second, third in zip(listed, listed[1:], listed[2:], strict=False):
        sources.append(group([first, second, third]))
    for locator, key in zip(LOCATORS, chance.sample(by_author, len(LOCATORS)), strict=True):
        sources += [f"[{braced(key)}, {locator}]", f"{braced(key)} [{locator}]"]
    for suffix, key in zip(SUFFIXES, chance.sample(by_author, len(SUFFIXES)), strict=True):
        # Not in running text, where citeproc-js prints a suffix twice.
        sources.append(f"[{braced(key)}, {suffix}]")
    for key, other in zip(listed[::4], listed[2::4], strict=False):
        sources += [
            f"[see {braced(key)}, p. 12; {braced(other)}]",
            f"[{braced(key)}, p. 1; {braced(other)}, chap. 2, for more]",
            f"[-{braced(key)}]",
            f"[-{braced(key)}, pp. 3-4]",
        ]
    return list(dict.fromkeys(sources))


def group(keys: Iterable[str]) -> str:
    return f"[{'; '.join(map(braced, keys))}]"


@pytest.fixture(scope="module")
def oracle(repository: Project) -> Oracle:
    return Oracle(repository)


def accepted(part: str) -> dict[str, str]:
    """The misses of a part that are known, each with its reason."""
    known = tomllib.loads((ORACLE / "misses.toml").read_text("utf-8"))[part]
    return {name: miss["why"] for miss in known for name in miss["names"]}


def judge(part: str, differences: dict[str, tuple[str, str]], count: int) -> None:
    """Compare what differs with what is known to differ."""
    known = accepted(part)
    agreement = 1 - len(differences) / count
    print(f"{part}: {count - len(differences)} of {count} agree ({agreement:.2%})")
    news = [
        f"{name}\n  ours:   {ours}\n  theirs: {theirs}"
        for name, (ours, theirs) in differences.items()
        if name not in known
    ]
    assert not news, "\n".join(["these differ and are not listed:", *news])
    agreeing = sorted(known.keys() - differences.keys())
    assert not agreeing, f"these agree, or are gone: take them off the list: {agreeing}"
    assert agreement >= WANTED


def test_references_read_as_citeproc_js_has_them(oracle: Oracle, tmp_path: Path) -> None:
    theirs = oracle.ask([], oracle.style, tmp_path)["entries"]
    style = tmp_path / "apa.csl"
    style.write_text(oracle.style, "utf-8")
    cache = Cache(oracle.project.cache / "references")
    entries = csl.begin_entries(oracle.works.values(), oracle.labels, style, cache)()
    differences = {}
    for key in sorted(oracle.works):
        paragraph = Element("p")
        csl.to_elements(entries[key], paragraph)
        ours = as_text(tostring(paragraph, encoding="unicode")).replace(", et al.", " et al.")
        if ours != (expected := as_text(theirs.get(key, ""))):
            differences[key] = (ours, expected)
    judge("references", differences, len(oracle.works))


def test_citations_read_as_citeproc_js_has_them(oracle: Oracle, tmp_path: Path) -> None:
    sources = citations_to_compare(oracle.works, oracle.labels)
    citations = {source: oracle.read(source) for source in sources}
    bracketed = [citation for citation in citations.values() if not citation.narrative]
    narrative = [citation for citation in citations.values() if citation.narrative]
    # In running text APA writes “and”; the style, made for brackets, has only “&”.
    in_words = oracle.style.replace('and="symbol"', 'and="text"')
    theirs = dict(
        zip(
            (citation.source for citation in (*bracketed, *narrative)),
            (
                *oracle.ask(bracketed, oracle.style, tmp_path)["citations"],
                *oracle.ask(narrative, in_words, tmp_path)["citations"],
            ),
            strict=True,
        )
    )
    differences = {}
    for source, citation in citations.items():
        ours, expected = oracle.ours(citation), as_text(theirs[source])
        if citation.narrative:
            ours, expected = without_marks(ours), without_marks(expected)
        if ours != expected:
            differences[source] = (ours, expected)
    judge("citations", differences, len(sources))
