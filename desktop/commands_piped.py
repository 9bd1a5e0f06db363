"""What the command line prints may go into a pipe that nobody reads any more, or to a screen with fewer characters."""

import errno
import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

CUT_OFF = 141
"""The exit code where the reader has gone: what a shell says of a tool that a closed pipe ended."""
UNWRITTEN = 2
"""The exit code where what was printed can't be kept, as of any known error."""

_GONE = frozenset({errno.EPIPE, errno.EINVAL})
"""What a closed pipe is called; the second by Windows."""


def run_piped(deed: Callable[[], int]) -> int:
    """Do it and give its exit code, or quietly ``CUT_OFF`` where what it printed is no longer read."""
    streams = [one for one in (sys.stdout, sys.stderr) if one is not None]
    for one in streams:
        if isinstance(one, io.TextIOWrapper):
            one.reconfigure(errors="backslashreplace")  # a rare character of a name isn't in every code page
    try:
        try:
            return deed()
        finally:
            for one in streams:
                one.flush()
    except OSError as error:
        if not any(map(_is_closed, streams)):
            raise
        if error.errno in _GONE:
            return CUT_OFF
        print("结果没有写全：磁盘已满，或写不进去。请换个位置再试。", file=sys.stderr)
        return UNWRITTEN


def _is_closed(stream: TextIO) -> bool:
    """Whether nothing can be printed there; then what is left goes nowhere, or Python would try it again on leaving."""
    try:
        print(file=stream, flush=True)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        return True
    return False
