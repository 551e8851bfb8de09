"""How long a code lives, how often one may be asked for, how often one may be tried."""

from datetime import timedelta

CODE_LIFE = timedelta(minutes=10)
TRIES = 5
CODES_PER_HOUR = 5  # for one address; more are answered the same way and not sent
HOUR = timedelta(hours=1)
