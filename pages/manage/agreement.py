"""Overeenkomst en partijen: what was agreed, by whom, and in which version."""

from sok_metrics.ui.manage import agreement

agreement.show_agreement()
agreement.show_versions()
agreement.show_parties()
agreement.show_areas()
