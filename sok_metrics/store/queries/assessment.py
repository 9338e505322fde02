"""What the annual assessment rests on, read in one go."""

from collections.abc import Sequence
from datetime import date

from sok_metrics.nouns.outcomes import RuleCheck
from sok_metrics.store.queries.agreement import list_parties, list_signatures, list_versions
from sok_metrics.store.queries.meetings import list_agenda, list_meetings
from sok_metrics.store.queries.projects import list_projects
from sok_metrics.store.reader import Reader
from sok_metrics.texts.formats import number
from sok_metrics.texts.statuses import choice_word
from sok_metrics.views.assessment import Assessment, assessment_of, meeting_of
from sok_metrics.views.progress import Progress

_NO_MEETING = 0


def read_assessment(
    reader: Reader, year: int, today: date, *, progress: Progress, checks: Sequence[RuleCheck]
) -> Assessment:
    """The assessment of a year as it stands on a day, with what is known of progress and of the rules."""
    meetings, versions = list_meetings(reader), list_versions(reader)
    meeting = meeting_of(meetings, year)
    newest = [int(number) for number in versions["number"].head(2)]
    return assessment_of(
        year,
        today,
        meetings=meetings,
        agenda=list_agenda(reader, _NO_MEETING if meeting is None else int(meeting.number)),
        progress=progress,
        checks=checks,
        versions=versions,
        texts={number: _texts_of(reader, number) for number in newest},
        parties=list_parties(reader),
        signatures=list_signatures(reader),
        projects=list_projects(reader),
    )


def _texts_of(reader: Reader, version: int) -> dict[str, str]:
    """Code -> what it says in one version of the agreement, with the numbers that its rule holds."""
    texts = reader.rows(
        """
        SELECT commitment_code AS code, title, description FROM {commitment_text} AS text
        WHERE agreement_version = $version
        """,
        {"version": version},
    )
    numbers = reader.rows(
        """
        SELECT commitment_code AS code, name, value FROM {rule_parameter} AS parameter
        WHERE agreement_version = $version ORDER BY name
        """,
        {"version": version},
    )
    told: dict[str, list[str]] = {}
    for row in numbers:
        words = f"{choice_word('rule_parameter', 'name', row['name'])}: {number(row['value'])}"
        told.setdefault(row["code"], []).append(words)
    return {
        row["code"]: ". ".join(
            str(part).rstrip(".")
            for part in (row["title"], row["description"], *told.get(row["code"], ()))
            if part
        )
        for row in texts
    }
