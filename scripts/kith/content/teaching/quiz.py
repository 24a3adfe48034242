"""A quiz: a question, options, and the answer with its reason in a fold below.

It works without a script, counts nothing and stores nothing. Where one option is right there are
radio buttons, else check boxes. A form of its own keeps its choices apart from others of the page;
with method "dialog" it sends nothing anywhere.
"""

import copy
import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

SHOW: Final = "Show the answer"
_MARK: Final = re.compile(r"^\s*\[(?P<mark>[ xX])\]\s*")


def new_quiz(question: str) -> Element:
    """The form with its question; `body_of` takes the block's Markdown until `finish_quiz`."""
    form = Element("form", {"class": "check", "data-part": "check", "method": "dialog"})
    fieldset = SubElement(form, "fieldset")
    legend = SubElement(fieldset, "legend")
    SubElement(legend, "span", {"class": "check__lead"}).text = "Check yourself"
    SubElement(legend, "span", {"class": "check__question"}).text = AtomicString(question)
    legend[0].tail = " "
    fold = SubElement(form, "details", {"class": "check__answer", "data-part": "check-answer"})
    SubElement(fold, "summary").text = SHOW
    SubElement(fold, "div", {"class": "check__reason"})
    return form


def body_of(form: Element) -> Element:
    """The element that the block's Markdown goes into."""
    return form[1][1]


def finish_quiz(form: Element) -> None:
    """Turn the list that stands first in the body into choices, and say which are right."""
    fieldset, fold = form
    body = body_of(form)
    options = body.find("ul")
    if options is None:
        return
    body.remove(options)
    read = [_read(item) for item in options]
    right = [words for words, is_right in read if is_right]
    kind = "radio" if len(right) == 1 else "checkbox"
    for number, (words, _) in enumerate(read):
        label = SubElement(fieldset, "label", {"class": "check__option"})
        SubElement(label, "input", {"type": kind, "name": "option", "value": str(number)})
        label.append(words)
    # The line a script fills speaks by itself; it stands in the page from the start, empty.
    SubElement(body, "p", {"role": "status", "data-part": "chosen"})
    body.insert(0, body[-1])
    del body[-1]
    said = Element("p", {"class": "check__right"})
    lead = SubElement(said, "strong")
    lead.text = "Right: " if len(right) == 1 else "Right are: "
    for words in right:
        one = copy.deepcopy(words)
        one.tail = "; " if words is not right[-1] else None
        said.append(one)
    body.insert(1, said)
    fold.set("data-right", " ".join(str(n) for n, (_, is_right) in enumerate(read) if is_right))


def _read(item: Element) -> tuple[Element, bool]:
    """An item's words without its mark, and whether the mark says that it is right."""
    words = Element("span")
    inner = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    text = inner.text or ""
    match = _MARK.match(text)
    words.text = _MARK.sub("", text).strip() if match else text.strip()
    words.extend(list(inner))
    return words, bool(match and match["mark"].lower() == "x")
