"""Tables of tuning (afstemmen): what is about to be published, and what the parties say of it first."""

from sok_metrics.nouns.columns import LONG_TEXT, LONGEST_TEXT, Column, ColumnType, Table, number

PUBLICATION_KINDS = {"verslag": "minutes", "cijfers": "figures", "tekst": "text"}

PUBLICATION_TABLES: tuple[Table, ...] = (
    Table(
        "publication",
        "afstemmen",
        ("number",),
        (
            number(),
            Column("kind", "soort", required=True, choices=PUBLICATION_KINDS),
            Column("title", "titel", required=True),
            Column("text", "tekst", longest=LONGEST_TEXT),
            Column("meeting_number", "bijeenkomst", ColumnType.INTEGER, refers_to="meeting"),
            Column("indicator_code", "indicator", refers_to="indicator"),
            Column("party_code", "partij", refers_to="party"),
            # Figures of the indicator that were recorded from this moment on wait for the end of the tuning.
            Column("figures_from", "cijfers_vanaf", ColumnType.MOMENT),
            Column("tuning_until", "afstemmen_tot_en_met", ColumnType.DATE, required=True),
            Column("withdrawn_on", "ingetrokken_op", ColumnType.DATE),
        ),
        numbered=True,
    ),
    Table(
        "publication_remark",
        "opmerkingen_bij_afstemmen",
        ("number",),
        (
            number(),
            Column(
                "publication_number", "afstemmen", ColumnType.INTEGER, required=True, refers_to="publication"
            ),
            Column("party_code", "partij", refers_to="party"),
            Column("made_on", "gemaakt_op", ColumnType.DATE, required=True),
            Column("text", "opmerking", required=True, longest=LONG_TEXT),
            Column("answer", "antwoord", longest=LONG_TEXT),
        ),
        numbered=True,
    ),
)
