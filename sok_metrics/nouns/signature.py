"""Who signed the agreement, and why."""

from sok_metrics.nouns.columns import DATE, LONG_TEXT, Column, number
from sok_metrics.nouns.kept import SIGNATURES
from sok_metrics.nouns.model import Role
from sok_metrics.nouns.tables import Called, Noun, Table
from sok_metrics.nouns.words import N_

SIGNATURE = Table(
    "signature", "handtekeningen", key=("number",), numbered=True,
    called=Called(N_("handtekening"), N_("de handtekening"), N_("handtekeningen")),
    purpose=N_("De handtekeningen onder de overeenkomst."), kept=SIGNATURES,
    named_by=("hat", "party_code"),
    changed_by=Role.ADMINISTRATOR,
    about_people=True,
    columns=(
        number(),
        Column("person_code", "persoon", refers_to="person", from_address=True),
        Column("party_code", "partij", N_("Partij"), N_("Namens welke partij er is getekend."),
               refers_to="party"),
        Column("signed_on", "getekend_op", N_("Getekend op"), N_("De dag van de handtekening."), DATE),
        Column("hat", "met_welke_pet_op", N_("Met welke pet op"),
               N_("Bijvoorbeeld: als bewoner, of namens de gemeente."), is_about_person=True),
        Column("personal_note", "persoonlijke_samenwerkingsnoot",
               N_("P.S. (persoonlijke samenwerkingsnoot)"),
               N_("Waarom iemand tekent. Anderen zien het pas met toestemming."), longest=LONG_TEXT,
               has_lines=True, is_about_person=True),
    ),
)  # fmt: skip

NOUN = Noun((SIGNATURE,), place=60)
