"""What changed between two moments: statuses, measurements, projects, agreements made, money and texts.

Both moments are states that the store gives for its day ("zoals op"); this room only compares them. A status
may get better or worse without a new measurement, because time passes. A figure that the store computes
itself is never corrected by somebody: of those only a new period counts.
"""

from sok_metrics.since.change import Change, ChangeKind, State, Turn
from sok_metrics.since.compare import changes_between
from sok_metrics.since.indicators import turn_of

__all__ = ["Change", "ChangeKind", "State", "Turn", "changes_between", "turn_of"]
