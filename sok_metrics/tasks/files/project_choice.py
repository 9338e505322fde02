"""Which projects somebody chose, and that choice in words: for the page, and for the klapper as a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.views.project import ProjectContent


@dataclass(frozen=True)
class ProjectChoice:
    """The projects that somebody wants to see; an empty choice is all."""

    years: Sequence[str] = ()
    commitments: Sequence[str] = ()
    parties: Sequence[str] = ()
    code: str = ""
    """Of one project alone."""

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.years or self.commitments or self.parties or self.code)

    def fits(self, content: ProjectContent) -> bool:
        """Whether a project is among them."""
        return all(
            not chosen or not chosen.isdisjoint(own)
            for chosen, own in (
                (set(self.years), [series_year(content)]),
                (set(self.commitments), content.commitments["code"]),
                (set(self.parties), content.parties["party_code"]),
                ({self.code} - {""}, [content.project.code]),
            )
        )

    def describe(self, projects: Sequence[ProjectContent]) -> str:
        """The choice in words, for the cover of the klapper; `projects` are all that there are."""
        if self.code:
            return "".join(f"{one.project.code} {one.project.title}" for one in projects if self.fits(one))
        labels, parties = commitment_labels(projects), party_names(projects)
        words = [
            *(_("reeks {year}").format(year=year) for year in self.years),
            *(labels.get(code, code) for code in self.commitments),
            *(parties.get(code, code) for code in self.parties),
        ]
        return ", ".join(words)


def series_year(content: ProjectContent) -> str:
    """The year of the series that a project belongs to; "" when it belongs to none."""
    year = content.project.series_year
    return str(int(year)) if is_present(year) else ""


def commitment_labels(projects: Sequence[ProjectContent]) -> dict[str, str]:
    """Code -> code with title of each value, goal and rule that a project serves, by code."""
    found = {
        str(code): f"{code} {title}"
        for one in projects
        for code, title in zip(one.commitments["code"], one.commitments["title"], strict=True)
    }
    return dict(sorted(found.items()))


def party_names(projects: Sequence[ProjectContent]) -> dict[str, str]:
    """Code -> name of every party in a project, in the order of their names."""
    found = {
        str(code): str(name)
        for one in projects
        for code, name in zip(one.parties["party_code"], one.parties["party"], strict=True)
    }
    return dict(sorted(found.items(), key=lambda item: item[1]))
