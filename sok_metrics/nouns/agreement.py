"""Tables of the agreement itself: its versions, its commitments, and who takes part."""

from sok_metrics.nouns.columns import CODE_TEXT, LONG_TEXT, SOURCE_TEXT, Column, ColumnType, Table, number

COMMITMENT_KINDS = {
    "waarde": "value",
    "doel": "goal",
    "samenwerkingsafspraak": "cooperation_rule",
    "organisatieafspraak": "organisation_rule",
}
PARTY_KINDS = {
    "bewoners": "residents",
    "bewonersinitiatief": "initiative",
    "ondernemers": "entrepreneurs",
    "gemeente": "municipality",
    "woningcorporatie": "housing_corporation",
    "energiebedrijf": "energy_company",
    "netbeheerder": "grid_operator",
    "anders": "other",
}
PERSONAL_FIELDS = {"naam": "name", "telefoon": "phone", "e-mail": "email", "p.s.": "personal_note"}

AGREEMENT_TABLES: tuple[Table, ...] = (
    Table(
        "agreement",
        "overeenkomst",
        ("code",),
        (
            Column("code", "code", required=True, longest=CODE_TEXT),
            Column("name", "naam", required=True),
            Column("neighbourhood", "wijk", required=True),
            Column("municipality", "gemeente"),
            Column("summary", "samenvatting", longest=LONG_TEXT),
            Column("signed_on", "ondertekend_op", ColumnType.DATE),
            Column("starts_on", "begint_op", ColumnType.DATE),
            Column("ends_on", "loopt_tot", ColumnType.DATE),
            Column(
                "privacy_threshold",
                "drempel_kleine_aantallen",
                ColumnType.INTEGER,
                required=True,
                default="10",
                minimum=0,
            ),
        ),
    ),
    Table(
        "agreement_version",
        "versies",
        ("number",),
        (
            number("versie"),
            Column("title", "titel", required=True),
            Column("valid_from", "geldig_vanaf", ColumnType.DATE, required=True),
            Column("note", "toelichting", longest=LONG_TEXT),
        ),
    ),
    Table(
        "commitment",
        "waarden_doelen_afspraken",
        ("code",),
        (
            Column("code", "code", required=True, longest=CODE_TEXT),
            Column("kind", "soort", required=True, choices=COMMITMENT_KINDS),
        ),
    ),
    Table(
        "commitment_text",
        "teksten",
        ("commitment_code", "agreement_version"),
        (
            Column("commitment_code", "code", required=True, refers_to="commitment"),
            Column(
                "agreement_version",
                "versie",
                ColumnType.INTEGER,
                required=True,
                refers_to="agreement_version",
            ),
            Column("position", "volgorde", ColumnType.INTEGER, required=True, minimum=1),
            Column("title", "titel", required=True),
            Column("description", "omschrijving", longest=LONG_TEXT),
        ),
    ),
    Table(
        "rule_parameter",
        "regels",
        ("commitment_code", "agreement_version", "name"),
        (
            Column("commitment_code", "code", required=True, refers_to="commitment"),
            Column(
                "agreement_version",
                "versie",
                ColumnType.INTEGER,
                required=True,
                refers_to="agreement_version",
            ),
            Column(
                "name",
                "regel",
                required=True,
                choices={
                    "bijeenkomsten_per_jaar": "reviews_per_year",
                    "overleggen_per_jaar": "monthly_meetings_per_year",
                    "beoordelingen_per_jaar": "assessments_per_year",
                    "nieuwe_reeks_per_jaar": "project_series_per_year",
                    "bijstellingen_per_jaar": "adjustments_per_year",
                    "agendapunten_met_waarde_of_doel": "linked_items_per_review",
                    "kaarten_per_bijeenkomst": "cards_per_review",
                    "bronnen_van_geld_per_jaar": "budget_funds_per_year",
                    "nieuwe_mensen_per_jaar": "first_timers_per_year",
                    "leden_procesgroep": "process_group_members",
                    "plan_per_project": "plans_per_project",
                    "contactpersoon_per_project": "contacts_per_project",
                    "loopt_tot_en_met_jaar": "runs_until_year",
                    "dagen_vooraf_waarschuwen": "warning_days",
                },
            ),
            Column("value", "getal", ColumnType.NUMBER, required=True, minimum=0),
        ),
    ),
    Table(
        "area",
        "gebieden",
        ("code",),
        (
            Column("code", "code", required=True, longest=CODE_TEXT),
            Column("name", "naam", required=True),
            Column(
                "kind",
                "soort",
                required=True,
                choices={
                    "buurt": "neighbourhood",
                    "wijk": "district",
                    "gemeente": "municipality",
                    "samen": "joint",
                },
            ),
            Column("is_ours", "van_ons", ColumnType.YES_NO, required=True, default="true"),
        ),
    ),
    Table(
        "party",
        "partijen",
        ("code",),
        (
            Column("code", "code", required=True, longest=CODE_TEXT),
            Column("name", "naam", required=True),
            Column("kind", "soort", required=True, choices=PARTY_KINDS),
            Column("joined_on", "doet_mee_sinds", ColumnType.DATE),
            Column("left_on", "gestopt_op", ColumnType.DATE),
            Column("contribution", "wat_brengt_de_partij_in", longest=LONG_TEXT),
            Column("website", "website", longest=SOURCE_TEXT),
        ),
    ),
    Table(
        "person",
        "mensen",
        ("code",),
        (
            Column("code", "code", required=True, longest=CODE_TEXT),
            Column("role", "rol", required=True),
            Column("party_code", "partij", refers_to="party"),
            Column("name", "naam"),
            Column("phone", "telefoon", longest=CODE_TEXT),
            Column("email", "e-mail"),
        ),
    ),
    Table(
        "consent",
        "toestemmingen",
        ("person_code", "field"),
        (
            Column("person_code", "persoon", required=True, refers_to="person"),
            Column("field", "gegeven", required=True, choices=PERSONAL_FIELDS),
            Column("given_on", "gegeven_op", ColumnType.DATE, required=True),
            Column("how", "hoe", longest=SOURCE_TEXT),
            Column("withdrawn_on", "ingetrokken_op", ColumnType.DATE),
        ),
    ),
    Table(
        "signature",
        "handtekeningen",
        ("number",),
        (
            number(),
            Column("person_code", "persoon", refers_to="person"),
            Column("party_code", "partij", refers_to="party"),
            Column("signed_on", "getekend_op", ColumnType.DATE),
            Column("hat", "met_welke_pet_op"),
            Column("personal_note", "persoonlijke_samenwerkingsnoot", longest=LONG_TEXT),
        ),
        numbered=True,
    ),
    Table(
        "process_group_member",
        "procesgroep",
        ("number",),
        (
            number(),
            Column("person_code", "persoon", required=True, refers_to="person"),
            Column("task", "taak"),
            Column("elected_on", "gekozen_op", ColumnType.DATE, required=True),
            Column("until", "tot", ColumnType.DATE),
        ),
        numbered=True,
    ),
)
