"""A value as JSON knows it: what came in a body, what stands in a history entry."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
else:
    # whoever reads annotations at run time (storage.codec) would follow the recursion for ever
    Json = object
