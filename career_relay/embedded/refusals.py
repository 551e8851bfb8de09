"""What the machine may lack, each as a sentence with its remedy."""

from pathlib import Path

from career_relay.embedded.errors import CannotRun
from career_relay.embedded.words import translate as _


def folder_of_another(folder: Path) -> CannotRun:
    text = _(
        "{folder} belongs to another user. Start as that user, or choose another data folder with CAREER_RELAY_DATA."
    )
    return CannotRun(text.format(folder=folder))


def folder_unusable(folder: Path, problem: OSError) -> CannotRun:
    text = _("The folder {folder} cannot be used ({reason}). Choose another data folder with CAREER_RELAY_DATA.")
    return CannotRun(text.format(folder=folder, reason=problem.strerror))


def too_little_room(folder: Path, *, megabytes: int) -> CannotRun:
    text = _(
        "There is too little room on the disk of {folder}: {megabytes} MB are needed. "
        "Make room, or choose another data folder with CAREER_RELAY_DATA."
    )
    return CannotRun(text.format(folder=folder, megabytes=megabytes))


def disk_full(folder: Path) -> CannotRun:
    text = _("The disk of {folder} is full. Make room and start again; nothing is lost.")
    return CannotRun(text.format(folder=folder))


def another_major(folder: Path, *, found: str, ours: str) -> CannotRun:
    text = _(
        "The data in {folder} was written by PostgreSQL {found}; this program brings PostgreSQL {ours}. "
        "Export it with the version of the program that wrote it, and import it into a new data folder."
    )
    return CannotRun(text.format(folder=folder, found=found, ours=ours))


def nameless_user(number: int) -> CannotRun:
    text = _(
        "The user with the number {number} has no name on this machine, and PostgreSQL wants one. Start as a user of /etc/passwd."
    )
    return CannotRun(text.format(number=number))


def cannot_act_as_app(reason: str) -> CannotRun:
    text = _(
        "The user of DATABASE_URL may not act as cr_app ({reason}). Create that role and run "
        "“GRANT cr_app TO …”, or name the owner in DATABASE_OWNER_URL; see docs/operate/install.md."
    )
    return CannotRun(text.format(reason=reason.strip()))


def in_use(folder: Path) -> CannotRun:
    text = _("The database in {folder} is in use by another process. End it and try again.")
    return CannotRun(text.format(folder=folder))


def did_not_start(log: Path, said: str) -> CannotRun:
    text = _("PostgreSQL did not start. Its log {log} ends with:\n{tail}")
    return CannotRun(text.format(log=log, tail=said[-2000:].strip()))


def programs_missing() -> CannotRun:
    return CannotRun(_("PostgreSQL is not installed with the program. Run “make setup” again."))
