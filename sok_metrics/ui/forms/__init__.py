"""Forms for everything that the store holds, shown on the page where the thing itself is shown."""

from sok_metrics.ui.forms.around import leave_saved, show_sign_in
from sok_metrics.ui.forms.buttons import (
    can_change,
    choose_button,
    commitment_buttons,
    edit_button,
    new_button,
    show_put_away,
)
from sok_metrics.ui.forms.place import is_asked

__all__ = [
    "can_change",
    "choose_button",
    "commitment_buttons",
    "edit_button",
    "is_asked",
    "leave_saved",
    "new_button",
    "show_put_away",
    "show_sign_in",
]
