"""Tables of the project book (werkboek): projects, their links and their milestones."""

from sok_metrics.nouns.columns import CODE_TEXT, LONG_TEXT, Column, ColumnType, Table, number, visibility

PROJECT_STATUSES = {
    "idee": "idea",
    "plan": "plan",
    "loopt": "running",
    "afgerond": "finished",
    "gestopt": "stopped",
}

PROJECT_TABLES: tuple[Table, ...] = (
    Table(
        "project",
        "projecten",
        ("code",),
        (
            Column("code", "code", required=True, longest=CODE_TEXT),
            Column("title", "titel", required=True),
            Column("summary", "samenvatting", longest=LONG_TEXT),
            Column("plan", "plan", longest=LONG_TEXT),
            Column("planned_on", "plan_klaar_op", ColumnType.DATE),
            Column("status", "status", required=True, choices=PROJECT_STATUSES),
            Column("series_year", "jaar_van_de_klapper", ColumnType.INTEGER, minimum=1900),
            Column("starts_on", "begint_op", ColumnType.DATE),
            Column("ends_on", "eindigt_op", ColumnType.DATE),
            Column("contact_person_code", "contactpersoon", refers_to="person"),
            visibility(),
        ),
    ),
    Table(
        "project_commitment",
        "project_waarden_doelen",
        ("project_code", "commitment_code"),
        (
            Column("project_code", "project", required=True, refers_to="project"),
            Column("commitment_code", "code", required=True, refers_to="commitment"),
        ),
    ),
    Table(
        "project_party",
        "project_partijen",
        ("project_code", "party_code"),
        (
            Column("project_code", "project", required=True, refers_to="project"),
            Column("party_code", "partij", required=True, refers_to="party"),
            Column(
                "role",
                "rol",
                required=True,
                choices={"trekker": "lead", "partner": "partner", "geldgever": "funder"},
                default="partner",
            ),
            Column("contribution", "bijdrage", longest=LONG_TEXT),
        ),
    ),
    Table(
        "milestone",
        "mijlpalen",
        ("number",),
        (
            number(),
            Column("project_code", "project", required=True, refers_to="project"),
            Column("title", "titel", required=True),
            Column("due_on", "gepland_op", ColumnType.DATE),
            Column("reached_on", "gehaald_op", ColumnType.DATE),
            Column("note", "toelichting", longest=LONG_TEXT),
        ),
        numbered=True,
    ),
)
