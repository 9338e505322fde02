"""The kinds of data that a store keeps: why, on what ground, how long, and who sees them."""

from dataclasses import dataclass

from sok_metrics.nouns.words import N_


@dataclass(frozen=True)
class KindOfData:
    """One kind of data, in plain words; each table says of which kind it is."""

    title: str
    what: str
    purpose: str
    ground: str
    how_long: str
    seen_by: str
    is_personal: bool = False
    tables: tuple[str, ...] = ()
    """Tables of this kind; those that are described as nouns say it themselves."""


_AS_LONG_AS_ASKED = N_("Zolang de overeenkomst loopt, of tot deze persoon vraagt om vergeten te worden.")
_NOBODY = N_("Geen: dit zijn geen persoonsgegevens.")
_AS_LONG_AS_AGREED = N_("Zolang de overeenkomst loopt.")

PEOPLE = KindOfData(
    N_("Contactpersonen en leden"),
    N_("Naam, telefoonnummer, e-mailadres, rol en partij. Alleen wat iemand zelf wil geven."),
    N_("Wie meedoet in een project is makkelijk te vinden."),
    N_("Toestemming, per gegeven (AVG artikel 6, lid 1, onder a). Intrekken kan altijd."),
    _AS_LONG_AS_ASKED,
    N_(
        "Iedereen ziet de rol. De naam, het nummer en het adres ziet iedereen alleen met toestemming; "
        "anders alleen het beheer."
    ),
    is_personal=True,
)
SIGNATURES = KindOfData(
    N_("Handtekeningen en P.S."),
    N_("Wie tekende, wanneer, met welke 'pet' op, en de persoonlijke noot (P.S.)."),
    N_("Laten zien wie de overeenkomst draagt en waar we elkaar aan mogen houden."),
    N_("Toestemming, apart voor naam en P.S. (AVG artikel 6, lid 1, onder a)."),
    _AS_LONG_AS_ASKED,
    N_("De partij en de datum ziet iedereen. Naam en P.S. alleen met toestemming; anders het beheer."),
    is_personal=True,
)
CONSENTS = KindOfData(
    N_("Toestemmingen"),
    N_("Waarvoor iemand toestemming gaf, op welke dag, hoe, en wanneer die is ingetrokken."),
    N_("Kunnen laten zien dat er toestemming was, en intrekken meteen laten werken."),
    N_("Wettelijke plicht: we moeten toestemming kunnen aantonen (AVG artikel 7, lid 1)."),
    N_("Zolang de overeenkomst loopt. Na vergeten blijven alleen de datums, zonder persoon."),
    N_("Alleen het beheer."),
    is_personal=True,
)
CHANGES = KindOfData(
    N_("Wie wat veranderde"),
    N_("De naam waarmee iemand is aangemeld, het moment, en wat er veranderde."),
    N_("Fouten kunnen herstellen en kunnen uitleggen hoe een cijfer tot stand kwam."),
    N_("Gerechtvaardigd belang: betrouwbare cijfers (AVG artikel 6, lid 1, onder f)."),
    _AS_LONG_AS_ASKED,
    N_("De redactie en het beheer."),
    is_personal=True,
    tables=("change_set",),
)
TEXTS = KindOfData(
    N_("Teksten die mensen schrijven"),
    N_(
        "Verslagen, uitspraken, besluiten, acties, ideeën en opmerkingen. Er hoort geen naam in: we "
        "schrijven op namens welke groep of partij iets is gezegd."
    ),
    N_("Terugvinden wat er is gezegd, afgesproken en gedaan."),
    N_("Gerechtvaardigd belang: uitvoeren wat we samen afspraken (AVG artikel 6, lid 1, onder f)."),
    N_("Zolang de overeenkomst loopt. Staat er toch een naam in, dan halen we die eruit."),
    N_("Iedereen ziet wat openbaar is. Wat intern of concept is, ziet alleen de redactie."),
    is_personal=True,
)
FIGURES = KindOfData(
    N_("Cijfers"),
    N_("Totalen, gemiddelden en percentages per buurt of groep. Nooit een cijfer over één persoon."),
    N_("Laten zien of we doen wat we beloofden."),
    _NOBODY,
    _AS_LONG_AS_AGREED,
    N_(
        "Iedereen. Kleine aantallen laten we niet zien waar de indicator een drempel heeft; meestal is "
        "die {threshold}."
    ),
)
COUNTS = KindOfData(
    N_("Aanwezigen en stemkaarten"),
    N_("Hoeveel mensen er waren en hoeveel mensen elk cijfer gaven, per groep. Zonder namen."),
    N_("Weten of alle groepen meedoen en wat zij ervan vinden."),
    _NOBODY,
    _AS_LONG_AS_AGREED,
    N_("Iedereen. Een groep met minder dan 5 antwoorden op een kaart laten we niet apart zien."),
)
WORK = KindOfData(
    N_("De overeenkomst, projecten en geld"),
    N_("Wat we afspraken, met wie, welke projecten er zijn en waar het geld heen gaat."),
    N_("Open zijn over de afspraken, het werk en het geld."),
    _NOBODY,
    _AS_LONG_AS_AGREED,
    N_("Iedereen."),
)
KINDS = (PEOPLE, SIGNATURES, CONSENTS, CHANGES, TEXTS, FIGURES, COUNTS, WORK)
"""In the order of the page that tells of them; a noun may bring one of its own, which comes after them."""
