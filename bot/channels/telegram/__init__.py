"""The Telegram door: updates are kept raw before anything parses them, replies are pushed.

Of python-telegram-bot we take `Bot`, the types and the error tree; its conversation state lives in
memory and is lost with the process, so ours is our own.
"""

import os

# without it a 429 is a warning instead of RetryAfter (a timedelta); must be set before the import
os.environ.setdefault("PTB_TIMEDELTA", "1")
