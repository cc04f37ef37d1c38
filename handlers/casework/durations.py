"""The clocks' lengths under the name that the casework knows; they live beside routing and limits."""

from handlers.durations import DURATIONS, Due, Duration, Kind, Length, Unit, due

__all__ = ["DURATIONS", "Due", "Duration", "Kind", "Length", "Unit", "due"]
