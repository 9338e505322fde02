"""Begin een eigen wijk: from the built-in example to an empty agreement of one's own."""

from sok_metrics.ui.manage.own_start import show_own_start

show_own_start()
