"""Tables of the indicators: what is measured, in which series, with which target, and the measurements."""

from sok_metrics.exchange.columns import Column, ColumnType, Table

DIRECTIONS = {
    "hoger": "higher",
    "lager": "lower",
    "tussen": "range",
    "houden zo": "maintain",
    "geen": "none",
}
INDICATOR_KINDS = {
    "getal": "number",
    "percentage": "percentage",
    "euro": "euro",
    "kaart": "card",
    "niveaus": "rubric",
    "verhaal": "story",
}
FREQUENCIES = {
    "maand": "monthly",
    "kwartaal": "quarterly",
    "bijeenkomst": "per_review",
    "half jaar": "half_yearly",
    "jaar": "yearly",
    "twee jaar": "two_yearly",
    "eenmalig": "once",
}
DERIVED_METRICS = {
    "aandeel bewoners": "resident_share",
    "agendapunten van bewoners": "resident_agenda_share",
    "nieuwe deelnemers": "new_participants",
    "bereikbare contactpersonen": "reachable_contacts",
    "acties op tijd": "actions_in_time",
    "begroting toegekend": "budget_granted",
    "verschil tussen groepen": "group_difference",
}

INDICATOR_TABLES: tuple[Table, ...] = (
    Table(
        "indicator",
        "indicatoren",
        ("code",),
        (
            Column("code", "code", required=True),
            Column("name", "naam", required=True),
            Column("definition", "wat_meet_het", required=True),
            Column("unit", "eenheid", required=True),
            Column("kind", "soort", required=True, choices=INDICATOR_KINDS),
            Column("direction", "richting", required=True, choices=DIRECTIONS),
            Column("lower_bound", "laagst_mogelijk", ColumnType.NUMBER),
            Column("upper_bound", "hoogst_mogelijk", ColumnType.NUMBER),
            Column("smallest_change", "kleinste_verandering_per_jaar", ColumnType.NUMBER, minimum=0),
            Column(
                "path",
                "pad",
                required=True,
                choices={"rechte lijn": "linear", "groeipercentage": "growth"},
                default="linear",
            ),
            Column("frequency", "hoe_vaak", required=True, choices=FREQUENCIES),
            Column("source", "bron"),
            Column("method", "hoe_gemeten"),
            Column("responsible", "wie"),
            Column("question", "vraag_op_de_kaart"),
            Column("privacy_rule", "privacy"),
            Column("privacy_threshold", "drempel_kleine_aantallen", ColumnType.INTEGER, minimum=0),
            Column("derived_metric", "berekend_uit", choices=DERIVED_METRICS),
            Column("derived_from", "berekend_uit_indicator", refers_to="indicator"),
            Column("is_core", "kern", ColumnType.YES_NO, required=True, default="true"),
        ),
    ),
    Table(
        "rubric_level",
        "niveaus",
        ("indicator_code", "level"),
        (
            Column("indicator_code", "indicator", required=True, refers_to="indicator"),
            Column("level", "niveau", ColumnType.INTEGER, required=True, minimum=0),
            Column("title", "titel", required=True),
            Column("description", "omschrijving"),
        ),
    ),
    Table(
        "indicator_commitment",
        "indicator_waarden_doelen",
        ("indicator_code", "commitment_code"),
        (
            Column("indicator_code", "indicator", required=True, refers_to="indicator"),
            Column("commitment_code", "code", required=True, refers_to="commitment"),
        ),
    ),
    Table(
        "indicator_project",
        "indicator_projecten",
        ("indicator_code", "project_code"),
        (
            Column("indicator_code", "indicator", required=True, refers_to="indicator"),
            Column("project_code", "project", required=True, refers_to="project"),
        ),
    ),
    Table(
        "series",
        "reeksen",
        ("code",),
        (
            Column("code", "code", required=True),
            Column("indicator_code", "indicator", required=True, refers_to="indicator"),
            Column("label", "label"),
            Column("area_code", "gebied", refers_to="area"),
            Column("edition", "editie", required=True, default=""),
            Column("group_name", "groep", required=True, default=""),
            Column(
                "role",
                "rol",
                required=True,
                choices={"hoofdreeks": "main", "ook van ons": "other", "vergelijking": "comparison"},
                default="main",
            ),
            Column("baseline_value", "nulmeting", ColumnType.NUMBER),
            Column("baseline_date", "nulmeting_op", ColumnType.DATE),
            Column("target_value", "streefwaarde", ColumnType.NUMBER),
            Column("target_date", "streefdatum", ColumnType.DATE),
            Column("target_series_code", "streefwaarde_is_reeks"),
            Column("target_source", "bron_van_de_streefwaarde"),
            Column("range_low", "tussen_laag", ColumnType.NUMBER),
            Column("range_high", "tussen_hoog", ColumnType.NUMBER),
            Column("source_field", "veld_bij_cbs"),
        ),
    ),
    Table(
        "interim_target",
        "tussendoelen",
        ("series_code", "due_on"),
        (
            Column("series_code", "reeks", required=True, refers_to="series"),
            Column("due_on", "op", ColumnType.DATE, required=True),
            Column("value", "waarde", ColumnType.NUMBER, required=True),
        ),
    ),
    Table(
        "measurement",
        "metingen",
        ("series_code", "period_start", "period_end"),
        (
            Column("series_code", "reeks", required=True, refers_to="series"),
            Column("period_start", "van", ColumnType.DATE, required=True),
            Column("period_end", "tot_en_met", ColumnType.DATE, required=True),
            Column("value", "waarde", ColumnType.NUMBER),
            Column("story", "verhaal"),
            Column("source", "bron"),
            Column("source_location", "vindplaats"),
            Column("note", "opmerking"),
            Column("correction_reason", "reden_van_correctie"),
            Column("base_count", "aantal_waarop_dit_rust", ColumnType.INTEGER, minimum=0),
        ),
    ),
)
