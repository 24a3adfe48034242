"""A work as a frozen record, and what kind of evidence it is; how it was written is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.dates import Date
from kith.bibliography.reading.names import Name
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.richtext import RichText, csl_text

_UNTITLED: Final = RichText()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What kind of study a work is, what it found, and what was compared when it was entered."""

    design: str = ""
    sample: str = ""
    plain: str = ""
    checked: str = ""
    retracted: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One work. `type` and the names in `names`, `dates` and `fields` are CSL's.

    `former_keys` are those that biblatex's `ids` names. `places` tells where each BibTeX field
    stands (under its one biblatex name, inherited ones in the parent). A field that could not be
    read has a place, but no value.
    """

    key: str
    type: str
    entry_type: str
    place: Place
    title: RichText = _UNTITLED
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    issued: Date | None = None
    fields: Mapping[str, RichText | str] = field(default_factory=dict)
    evidence: Evidence = Evidence()
    dates: Mapping[str, Date] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    former_keys: tuple[str, ...] = ()

    @property
    def creators(self) -> tuple[Name, ...]:
        """The authors, or else the directors or editors."""
        roles = ("author", "director", "editor")
        return next((self.names[role] for role in roles if self.names.get(role)), ())

    @property
    def link(self) -> str:
        """The best address of the work, always http or https; "" when there is none."""
        makers = (
            ("DOI", identifiers.doi_link),
            ("PMID", "https://pubmed.ncbi.nlm.nih.gov/{}/".format),
            ("PMCID", "https://pmc.ncbi.nlm.nih.gov/articles/{}/".format),
            ("arxiv", "https://arxiv.org/abs/{}".format),
            ("URL", str),
        )
        return next((make(str(self.fields[v])) for v, make in makers if v in self.fields), "")

    def place_of(self, *names: str) -> Place:
        """Where the first of these BibTeX fields stands, or else the entry."""
        return next((self.places[name] for name in names if name in self.places), self.place)

    def to_csl(self) -> dict[str, Any]:
        """The work in CSL-JSON."""
        csl: dict[str, Any] = {"id": self.key, "type": self.type}
        if self.title:
            csl["title"] = self.title.to_csl()
        for role, names in self.names.items():
            csl[role] = [name.to_csl() for name in names]
        for variable, value in self.fields.items():
            csl[variable] = value.to_csl() if isinstance(value, RichText) else csl_text(value)
        for variable, date in self.dates.items():
            csl[variable] = date.to_csl()
        # biblatex's title names the volume and maintitle the whole; in CSL it is the other way.
        named = "container-title" if "container-title" in csl else "title"
        if "volume-title" in csl and named in csl:
            csl[named], csl["volume-title"] = csl["volume-title"], csl[named]
        if self.issued and self.issued.literal:
            csl["status"] = self.issued.literal
        elif self.issued:
            csl["issued"] = self.issued.to_csl()
        if arxiv := csl.pop("arxiv", ""):
            csl.setdefault("URL", f"https://arxiv.org/abs/{arxiv}")
            if "container-title" not in csl:
                csl.setdefault("publisher", "arXiv")
        return csl
