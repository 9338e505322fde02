"""Which data are kept, why, how long, and who sees them: for every table of the store."""

from dataclasses import dataclass

from sok_metrics.texts.catalogue import _


@dataclass(frozen=True)
class KindOfData:
    """One kind of data, in plain words."""

    title: str
    tables: tuple[str, ...]
    what: str
    purpose: str
    ground: str
    how_long: str
    seen_by: str
    is_personal: bool = False


def kinds_of_data(threshold: int) -> tuple[KindOfData, ...]:
    """Every kind of data in the store, what is about people first; `threshold` is that for small counts."""
    return (*_about_people(), *_about_the_work(threshold))


def _about_people() -> tuple[KindOfData, ...]:
    agreement = _("Zolang de overeenkomst loopt, of tot deze persoon vraagt om vergeten te worden.")
    return (
        KindOfData(
            _("Contactpersonen en leden"),
            ("person", "process_group_member"),
            _("Naam, telefoonnummer, e-mailadres, rol en partij. Alleen wat iemand zelf wil geven."),
            _("Wie meedoet in een project is makkelijk te vinden."),
            _("Toestemming, per gegeven (AVG artikel 6, lid 1, onder a). Intrekken kan altijd."),
            agreement,
            _("Iedereen ziet de rol. De naam, het nummer en het adres ziet iedereen alleen met toestemming; "
              "anders alleen het beheer."),
            is_personal=True,
        ),
        KindOfData(
            _("Handtekeningen en P.S."),
            ("signature",),
            _("Wie tekende, wanneer, met welke 'pet' op, en de persoonlijke noot (P.S.)."),
            _("Laten zien wie de overeenkomst draagt en waar we elkaar aan mogen houden."),
            _("Toestemming, apart voor naam en P.S. (AVG artikel 6, lid 1, onder a)."),
            agreement,
            _("De partij en de datum ziet iedereen. Naam en P.S. alleen met toestemming; anders het beheer."),
            is_personal=True,
        ),
        KindOfData(
            _("Toestemmingen"),
            ("consent",),
            _("Waarvoor iemand toestemming gaf, op welke dag, hoe, en wanneer die is ingetrokken."),
            _("Kunnen laten zien dat er toestemming was, en intrekken meteen laten werken."),
            _("Wettelijke plicht: we moeten toestemming kunnen aantonen (AVG artikel 7, lid 1)."),
            _("Zolang de overeenkomst loopt. Na vergeten blijven alleen de datums, zonder persoon."),
            _("Alleen het beheer."),
            is_personal=True,
        ),
        KindOfData(
            _("Wie wat veranderde"),
            ("change_set",),
            _("De naam waarmee iemand is aangemeld, het moment, en wat er veranderde."),
            _("Fouten kunnen herstellen en kunnen uitleggen hoe een cijfer tot stand kwam."),
            _("Gerechtvaardigd belang: betrouwbare cijfers (AVG artikel 6, lid 1, onder f)."),
            agreement,
            _("De redactie en het beheer."),
            is_personal=True,
        ),
        KindOfData(
            _("Teksten die mensen schrijven"),
            (
                "meeting", "agenda_item", "remark", "decision", "action", "spotlight", "idea",
                "publication", "publication_remark",
            ),
            _("Verslagen, uitspraken, besluiten, acties, ideeën en opmerkingen. Er hoort geen naam in: we "
              "schrijven op namens welke groep of partij iets is gezegd."),
            _("Terugvinden wat er is gezegd, afgesproken en gedaan."),
            _("Gerechtvaardigd belang: uitvoeren wat we samen afspraken (AVG artikel 6, lid 1, onder f)."),
            _("Zolang de overeenkomst loopt. Staat er toch een naam in, dan halen we die eruit."),
            _("Iedereen ziet wat openbaar is. Wat intern of concept is, ziet alleen de redactie."),
            is_personal=True,
        ),
    )  # fmt: skip


def _about_the_work(threshold: int) -> tuple[KindOfData, ...]:
    nobody = _("Geen: dit zijn geen persoonsgegevens.")
    agreement = _("Zolang de overeenkomst loopt.")
    everybody = _("Iedereen.")
    return (
        KindOfData(
            _("Cijfers"),
            (
                "indicator", "rubric_level", "indicator_commitment", "indicator_project", "series",
                "interim_target", "measurement",
            ),
            _("Totalen, gemiddelden en percentages per buurt of groep. Nooit een cijfer over één persoon."),
            _("Laten zien of we doen wat we beloofden."),
            nobody,
            agreement,
            _("Iedereen. Kleine aantallen laten we niet zien waar de indicator een drempel heeft; meestal is "
              "die {threshold}.").format(threshold=threshold),
        ),
        KindOfData(
            _("Aanwezigen en stemkaarten"),
            ("attendance", "card_answer"),
            _("Hoeveel mensen er waren en hoeveel mensen elk cijfer gaven, per groep. Zonder namen."),
            _("Weten of alle groepen meedoen en wat zij ervan vinden."),
            nobody,
            agreement,
            _("Iedereen. Een groep met minder dan 5 antwoorden op een kaart laten we niet apart zien."),
        ),
        KindOfData(
            _("De overeenkomst, projecten en geld"),
            (
                "agreement", "agreement_version", "commitment", "commitment_text", "rule_parameter", "area",
                "party", "project", "project_commitment", "project_party", "milestone", "fund",
                "fund_instalment", "proposal", "allocation", "allocation_fund", "payment", "carry_over",
            ),
            _("Wat we afspraken, met wie, welke projecten er zijn en waar het geld heen gaat."),
            _("Open zijn over de afspraken, het werk en het geld."),
            nobody,
            agreement,
            everybody,
        ),
    )  # fmt: skip
