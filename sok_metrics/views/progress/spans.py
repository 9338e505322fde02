"""Periods that overlap, and where a difference of two of them may be small: found for all series at once."""

import numpy as np

from sok_metrics.views.progress.columns import Flags, Floats, Integers

_ENOUGH = 1e-6


def clusters(family: Integers, first: Integers, last: Integers) -> Integers:
    """A number per row: of one family, rows whose periods overlap (also by way of others) have the same.

    A sum never leaves its cluster: the parts of a period lie in it.
    """
    if not len(family):
        return family
    width = int(last.max()) - int(first.min()) + 1
    order = np.lexsort((last, first, family))
    # All families on one axis, each beginning after the last day of the one before.
    shift = family[order] * width - int(first.min())
    begin, end = first[order] + shift, np.maximum.accumulate(last[order] + shift)
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = begin[1:] >= end[:-1]
    found: Integers = np.empty(len(order), dtype=np.int64)
    found[order] = np.cumsum(is_new) - 1
    return found


def may_tell_a_difference(
    cluster: Integers,
    series: Integers,
    days: tuple[Integers, Integers],
    value: Floats,
    threshold: Floats,
) -> Flags:
    """The rows of clusters in which the difference of two figures of one series may be a small count.

    It is not where each piece (from one day at which a period begins or ends to the next) was published or is
    a difference of totals so far that is large enough. Of what was corrected all is possible.
    """
    own: Integers = np.unique(cluster * (int(series.max(initial=0)) + 1) + series, return_inverse=True)[1]
    first, last = days
    start = int(first.min(initial=0))
    width = int(last.max(initial=0)) - start + 1
    begin, end = own * width + first - start, own * width + last - start
    known = np.unique(np.concatenate([begin, end]))
    of = known // width
    at_begin, at_end = np.searchsorted(known, begin), np.searchsorted(known, end)
    is_published = np.zeros(len(known), dtype=bool)
    is_published[at_begin[at_end == at_begin + 1]] = True
    is_told = _is_large_step(of, (at_begin, at_end), value, float(threshold.max(initial=0.0)))
    is_piece = np.append(of[1:] == of[:-1], False)
    count = int(own.max(initial=-1)) + 1
    tells = np.bincount(of[is_piece & ~is_published & ~is_told], minlength=count) > 0
    spans, times = np.unique(at_begin * len(known) + at_end, return_inverse=True, return_counts=True)[1:]
    is_odd = (value < 0) | (times[spans] > 1)
    tells |= np.bincount(own, weights=is_odd, minlength=count) > 0
    tells &= np.bincount(of, minlength=count) > 2
    chosen: Flags = np.bincount(cluster, weights=tells[own])[cluster] > 0
    return chosen


def _is_large_step(of: Integers, places: tuple[Integers, Integers], value: Floats, threshold: float) -> Flags:
    """Of each day whether the step to the next is known from totals so far, and no small count."""
    at_begin, at_end = places
    is_start = np.diff(of, prepend=-1) != 0
    total = np.where(is_start, 0.0, np.nan)
    so_far = is_start[at_begin]
    total[at_end[so_far]] = value[so_far]
    step = np.diff(total, append=np.nan)
    large: Flags = (np.abs(step) < _ENOUGH) | (step >= threshold)
    return large
