"""That there is no such meeting."""

from sok_metrics.texts import _
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.missing import show_none_chosen, show_not_found


def show_unknown(text: str) -> None:
    """That there is no such meeting, and what to do."""
    todo = _("Ga terug naar alle bijeenkomsten en kies er een.")
    if not text:
        show_none_chosen(_("Welke bijeenkomst?"), _("Er is geen bijeenkomst gekozen."), todo)
        return
    show_not_found(
        _("Er is geen bijeenkomst met nummer '{number}'.").format(number=plain(text[:40])),
        maybe_later=_("Misschien is het een voorbeeld, of was die er op die dag nog niet."),
        todo=todo,
    )
