"""Our own Bot API server over HTTP, with Telegram's rules and its faults on demand."""
