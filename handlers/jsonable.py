"""A value as JSON knows it: what came in a body, what stands in a history entry."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
