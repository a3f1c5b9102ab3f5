"""Work in which Python looks for no garbage in circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Leave garbage in circles where it is for a while.

    Documents are kept to the end and reading them makes hardly any, so that every look at all
    that is kept would be in vain.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
