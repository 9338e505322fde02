"""How many files and connections this program may have open."""

import logging
import sys

if sys.platform != "win32":
    import resource

ENOUGH = 8_192
_logger = logging.getLogger(__name__)


def raise_limit() -> int:
    """Ask the system for enough open files, and give what it allows: often only 1,024 unless one asks."""
    if sys.platform == "win32":  # it has no such limit
        return ENOUGH
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else min(ENOUGH, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return wanted
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError) as error:
        _logger.warning("This program may have %s files open, no more: %s", soft, error)
        return soft
    return wanted
