"""Which office files were opened on this PC."""

from pathlib import Path

from ui.look import places

_KEY = "offices"
_MOST = 6


def recent_offices() -> list[Path]:
    """The office files that were opened on this PC, the last one first."""
    kept = places.recall(_KEY, [])
    return [Path(one) for one in kept if isinstance(one, str)] if isinstance(kept, list) else []


def last_office() -> Path | None:
    """The office file that was opened last, whether it is still there or not."""
    return next(iter(recent_offices()), None)


def note_opened(path: Path) -> None:
    """Have that office file stand first next time."""
    others = [one for one in recent_offices() if one != path]
    places.keep(_KEY, [str(one) for one in (path, *others)][:_MOST])
