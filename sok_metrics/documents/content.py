"""What the documents are made from: finished views, never the store itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sok_metrics.documents.printed import Printed
from sok_metrics.views.progress.trends import SmallChart
from sok_metrics.views.project import ProjectContent
from sok_metrics.views.standing import Standing


@dataclass(frozen=True)
class ProjectBook(Printed):
    """The project book (klapper)."""

    projects: tuple[ProjectContent, ...] = field(default=())
    filter_description: str = ""
    """Which choice of projects this is, in words; empty for all of them."""

    @property
    def has_examples(self) -> bool:
        """Whether anything in it is an invented example."""
        frames = [frame for project in self.projects for frame in project.frames()]
        return any(project.project.is_example for project in self.projects) or any(
            bool(frame["is_example"].eq(True).any()) for frame in frames if "is_example" in frame.columns
        )


@dataclass(frozen=True)
class OnePage(Printed):
    """One value, goal or rule on one sheet of paper."""

    standing: Standing
    target_names: Mapping[str, str]
    """Series -> what the series is called that is its target."""
    sources: Mapping[str, str]
    """Series -> where its last figure comes from."""
    courses: Mapping[str, SmallChart] = field(default_factory=dict)
    """Series -> its course, where there is one to draw."""

    @property
    def has_examples(self) -> bool:
        """Whether anything on it is an invented example."""
        found = self.standing
        rows = [found.commitment, *found.drawn, *found.unmeasured, *found.projects]
        return any(bool(row.is_example) for row in rows) or bool(found.answers["is_example"].any())
