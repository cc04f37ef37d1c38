"""What happens when something happens: pure rules. Handlers decide, channels carry.

A handler takes a state and an event and returns a state and effects; the words of workers and the
decisions of officers go through the same kind of function. Nothing here touches the world: no
clock, no dice, no database, no sentences. That is why the whole product can be tested with values.
"""
