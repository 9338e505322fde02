"""How one value, goal or rule stands."""

from sok_metrics.store.queries.meetings import list_remarks
from sok_metrics.store.queries.projects import list_project_links, list_projects
from sok_metrics.store.reader import Reader
from sok_metrics.views.progress import Progress
from sok_metrics.views.standing import Standing, standing_of


def read_standing(reader: Reader, progress: Progress, code: str) -> Standing:
    """How the commitment with this code stands; there must be one."""
    return standing_of(
        progress,
        code,
        projects=list_projects(reader),
        links=list_project_links(reader),
        remarks=list_remarks(reader),
    )
