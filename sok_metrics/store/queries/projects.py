"""The projects of the project book."""

import pandas as pd

from sok_metrics.store.reader import Reader


def list_projects(reader: Reader) -> pd.DataFrame:
    """One row per project; names and numbers only with a consent that holds now.

    Columns: code, title, summary, plan, planned_on, status, series_year, starts_on, ends_on, contact_role,
    contact_name, contact_phone, contact_email, lead_party, commitment_codes ("D1; W2"), is_example.
    """
    return reader.frame(
        """
        -- one row per person: what may be shown of them today
        WITH allowed AS (
            SELECT person_code,
                   bool_or(field = 'name') AS name,
                   bool_or(field = 'phone') AS phone,
                   bool_or(field = 'email') AS email
            FROM {consent} AS consent
            WHERE withdrawn_on IS NULL
            GROUP BY person_code
        ),
        -- one row per project
        lead AS (
            SELECT link.project_code, min(party.name) AS name
            FROM {project_party} AS link JOIN {party} AS party ON party.code = link.party_code
            WHERE link.role = 'lead' GROUP BY link.project_code
        ),
        upcoming AS (
            SELECT project_code, min({'due_on': due_on, 'title': title}).title AS title, min(due_on) AS due_on
            FROM {milestone} AS milestone
            WHERE reached_on IS NULL AND due_on IS NOT NULL GROUP BY project_code
        ),
        served AS (
            SELECT project_code, string_agg(commitment_code, '; ' ORDER BY commitment_code) AS codes
            FROM {project_commitment} AS link GROUP BY project_code
        )
        -- one row per project
        SELECT project.code, project.title, project.summary, project.plan, project.planned_on, project.status,
               project.series_year, project.starts_on, project.ends_on,
               CASE WHEN person.role <> 'vergeten persoon' THEN person.role END AS contact_role,
               CASE WHEN allowed.name THEN person.name END AS contact_name,
               CASE WHEN allowed.phone THEN person.phone END AS contact_phone,
               CASE WHEN allowed.email THEN person.email END AS contact_email,
               lead.name AS lead_party,
               coalesce(served.codes, '') AS commitment_codes,
               project.origin = 'example' AS is_example
        FROM {project} AS project
        LEFT JOIN {person} AS person ON person.code = project.contact_person_code
        LEFT JOIN allowed ON allowed.person_code = person.code
        LEFT JOIN lead ON lead.project_code = project.code
        LEFT JOIN served ON served.project_code = project.code
        ORDER BY project.code
        """
    )


def list_project_links(reader: Reader) -> pd.DataFrame:
    """Which project serves which commitment. Columns: project_code, commitment_code."""
    return reader.frame(
        """
        SELECT project_code, commitment_code FROM {project_commitment} AS link
        WHERE project_code IN (SELECT code FROM {project} AS project)
        ORDER BY project_code, commitment_code
        """
    )


def list_milestones(reader: Reader) -> pd.DataFrame:
    """One row per milestone, per project in the order of time; those without a day last.

    Columns: number, project_code, title, due_on, reached_on, note, is_example.
    """
    return reader.frame(
        """
        SELECT number, project_code, title, due_on, reached_on, note, origin = 'example' AS is_example
        FROM {milestone} AS milestone
        WHERE project_code IN (SELECT code FROM {project} AS project)
        ORDER BY project_code, coalesce(due_on, reached_on) NULLS LAST, number
        """
    )


def list_project_parties(reader: Reader) -> pd.DataFrame:
    """One row per project and party, those who lead first.

    Columns: project_code, party_code, party, role, contribution, is_example.
    """
    return reader.frame(
        """
        SELECT link.project_code, link.party_code, party.name AS party, link.role, link.contribution,
               link.origin = 'example' AS is_example
        FROM {project_party} AS link JOIN {party} AS party ON party.code = link.party_code
        WHERE link.project_code IN (SELECT code FROM {project} AS project)
        ORDER BY link.project_code, CASE link.role WHEN 'lead' THEN 1 WHEN 'partner' THEN 2 ELSE 3 END,
                 party.name
        """
    )
