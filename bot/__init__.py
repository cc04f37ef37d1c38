"""The running program: doors, stations, the desk, and what joins them."""
