"""What the project book is made from: finished views, never the store itself."""

from dataclasses import dataclass, field
from datetime import datetime

from sok_metrics.nouns.model import Agreement
from sok_metrics.views.project import ProjectContent


@dataclass(frozen=True)
class ProjectBook:
    """The project book (klapper) of one moment; moments are naive UTC."""

    agreement: Agreement
    generated_at: datetime
    as_of: datetime | None
    """None for the figures of now."""
    projects: tuple[ProjectContent, ...] = field(default=())
    filter_description: str = ""
    """Which choice of projects this is, in words; empty for all of them."""

    @property
    def moment(self) -> datetime:
        """The moment that the figures tell about."""
        return self.as_of or self.generated_at

    @property
    def has_examples(self) -> bool:
        """Whether anything in it is an invented example."""
        frames = [frame for project in self.projects for frame in project.frames()]
        return any(project.project.is_example for project in self.projects) or any(
            bool(frame["is_example"].eq(True).any()) for frame in frames if "is_example" in frame.columns
        )
