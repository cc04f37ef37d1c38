"""Every table, typed. A row object never leaves `storage`; an id exists before its row."""
