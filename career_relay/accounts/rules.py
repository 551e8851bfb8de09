"""How long a code, a session and an undo live, how often a code may be asked for, how often it may be tried."""

from datetime import timedelta

CODE_LIFE = timedelta(minutes=10)
TRIES = 5
CODES_PER_HOUR = 5  # for one address; more are answered the same way and not sent
HOUR = timedelta(hours=1)

MOST_ADDRESSES = 10
MOST_PASSKEYS = 10
UNDO = timedelta(minutes=10)  # so long an address of before takes a change back
PROOF_LIFE = timedelta(minutes=20)  # so long both codes of a change count together: sql/other_page.sql says the same

SESSION_IDLE = timedelta(hours=2)  # a person who has not been seen for so long is asked for a code again
SESSION_WHOLE = timedelta(hours=12)  # and so is one who has been there for so long
FRESH = timedelta(minutes=10)  # what opens the page by itself later (a passkey) asks for a proof this new
CHALLENGE_LIFE = timedelta(minutes=5)
