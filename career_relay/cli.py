"""`career-relay`: the program by one command, for people and for scripts.

With `--json` exactly one JSON document goes to stdout and progress to stderr. Exit codes: 0 done, 1 refused, 2 usage.
"""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from career_relay.embedded import CannotRun, ensure_database, locations, refusals
from career_relay.embedded.progress import say
from career_relay.embedded.words import language
from career_relay.embedded.words import translate as _

DONE, REFUSED = 0, 1
INTERRUPTED = 130
Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; an expected failure is a sentence on stderr, never a traceback."""
    options = _parser().parse_args(arguments)
    run: Run = options.run
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "career_relay.settings")
    if locations.demo_mark().exists():  # a demonstration stays one, whichever command looks at it
        os.environ.setdefault("CAREER_RELAY_DEMO", "1")
    try:
        return run(options)
    except CannotRun as problem:
        say(str(problem))
        return REFUSED
    except BrokenPipeError:  # the reader of our output has gone, `| head` for one
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except OSError as problem:
        if not _is_of_the_folder(problem):
            raise
        say(str(_of_the_folder(problem)))
        return REFUSED
    except KeyboardInterrupt:
        say()
        return INTERRUPTED


def _is_of_the_folder(problem: OSError) -> bool:
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return True
    return problem.filename is not None and Path(problem.filename).is_relative_to(locations.data_folder())


def _of_the_folder(problem: OSError) -> CannotRun:
    folder = locations.data_folder()
    if problem.errno == errno.ENOSPC:
        return refusals.disk_full(folder)
    return refusals.folder_unusable(folder, problem)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="career-relay", description=_("Turn rejecting into relaying."))
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    _add_servers(commands)
    _add_care(commands)
    _add_data(commands)
    return parser


Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_servers(commands: Commands) -> None:  # type: ignore[valid-type]
    serve = _add(commands, "serve", run_serve, _("run web, worker and PostgreSQL in the foreground"))
    _add_place(serve)
    serve.add_argument("--only", choices=["web", "worker"], help=_("run this part alone, beside others elsewhere"))

    demo = _add(commands, "demo", run_demo, _("run an invented network to try everything with"))
    _add_place(demo)
    _add_json(demo)
    kind = demo.add_mutually_exclusive_group()
    kind.add_argument("--fill-only", action="store_true", help=_("fill the data folder and exit"))
    kind.add_argument("--story", action="store_true", help=_("play the whole path through HTTP in a fresh data folder"))
    kind.add_argument("--reset", action="store_true", help=_("throw the demonstration data away first"))
    kind.add_argument("--clean", action="store_true", help=_("throw the demonstration data away and exit"))


def _add_care(commands: Commands) -> None:  # type: ignore[valid-type]
    _add_json(_add(commands, "doctor", run_doctor, _("check everything the program needs")))
    _add(commands, "migrate", run_migrate, _("bring the tables up to date"))
    _add(commands, "shell", run_shell, _("open a Python shell with the program loaded"))
    manage = _add(commands, "manage", run_manage, _("run one of Django's own commands"))
    manage.add_argument("--owner", action="store_true", help=_("as the owner of the tables"))
    manage.add_argument("rest", nargs=argparse.REMAINDER, metavar="…")


def _add_data(commands: Commands) -> None:  # type: ignore[valid-type]
    read = _add(commands, "import", run_import, _("import candidates from a file"))
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--company", required=True, metavar="SLUG")
    read.add_argument("--preset", metavar="NAME")
    read.add_argument("--dry-run", action="store_true", help=_("check only, keep nothing"))
    _add_json(read)

    kpi = _add(commands, "kpi", run_kpi, _("show the figures of a company"))
    kpi.add_argument("--company", required=True, metavar="SLUG")
    _add_json(kpi)

    certificate = _add(
        commands, "verify-certificate", run_verify_certificate, _("check a certificate, without a network")
    )
    certificate.add_argument("file", type=Path, metavar="FILE")
    certificate.add_argument("--keys", type=Path, metavar="JWKS_FILE", help=_("the issuer's published keys"))
    certificate.add_argument("--status", type=Path, metavar="FILE", help=_("the issuer's list of what was taken back"))
    _add_json(certificate)

    _add_json(_add(commands, "verify-ledger", run_verify_ledger, _("check every line of the ledger of choices")))

    purge = _add(commands, "purge", run_purge, _("erase what is over, as every night does"))
    purge.add_argument("--dry-run", action="store_true", help=_("count only, erase nothing"))
    _add_json(purge)

    again = _add(commands, "replay-erasures", run_replay, _("after a restore, erase again what had been erased"))
    again.add_argument("file", type=Path, nargs="?", metavar="JOURNAL")
    _add_json(again)

    _add_matching(commands)
    _add_bench(commands)


def _add_matching(commands: Commands) -> None:  # type: ignore[valid-type]
    match = _add(commands, "match", run_match, _("list who fits a position, with reasons"))
    match.add_argument("--position", required=True, metavar="ID", help=_("number or public id of the position"))
    match.add_argument("--top", type=_positive, default=300, metavar="N", help=_("how many at most (default 300)"))
    match.add_argument("--language", choices=["ja", "en"], default="ja", help=_("of the reasons (default ja)"))
    _add_json(match)

    again = _add(commands, "rematch", run_rematch, _("compare all openings of the network with whom they could reach"))
    again.add_argument("--resume", action="store_true", help=_("go on where the newest one was stopped"))
    _add_json(again)

    fairness = _add(commands, "fairness", run_fairness, _("audit whether groups of people are treated alike"))
    fairness.add_argument("--company", metavar="SLUG", help=_("its own lists; without it, whom questions reach"))
    _add_json(fairness)

    _add_files(commands)


def _add_files(commands: Commands) -> None:  # type: ignore[valid-type]
    rank = _add(commands, "rank", run_rank, _("rank documents for queries, from files, as a TREC run"))
    rank.add_argument("--queries", type=Path, required=True, metavar="FILE")
    rank.add_argument("--documents", type=Path, required=True, metavar="FILE")
    rank.add_argument("--top", type=_positive, default=50, metavar="N", help=_("how many for each query (default 50)"))
    rank.add_argument("--scorer", default="engine", metavar="NAME", help=_("one scorer instead of the whole engine"))

    judge = _add(commands, "eval", run_eval, _("judge the engine and each scorer on the judged sets of a folder"))
    judge.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    _add_json(judge)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _add_bench(commands: Commands) -> None:  # type: ignore[valid-type]
    bench = _add(commands, "bench", run_bench, _("measure how fast the program is here"))
    bench.add_argument("name", nargs="?", metavar="NAME")
    bench.add_argument(
        "--full", action="store_true", help=_("import 100,000 rows instead of 10,000; walk all openings")
    )
    bench.add_argument("--million", action="store_true", help=_("with a million candidates instead of 300,000"))
    network = _("with a network of 1,000 companies, 200,000 passports and 20,000 openings")
    bench.add_argument("--network", action="store_true", help=network)
    _add_json(bench)


def _add(commands: Commands, name: str, run: Run, summary: str) -> argparse.ArgumentParser:  # type: ignore[valid-type]
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=summary)  # type: ignore[attr-defined]
    parser.set_defaults(run=run)
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON document on stdout"))


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=None, help=_("default: the variable PORT, else 8000"))
    parser.add_argument("--host", default=os.environ.get("CAREER_RELAY_HOST", "127.0.0.1"))


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 2**16:
        raise ValueError(text)
    return number


# Servers


def run_serve(options: argparse.Namespace) -> int:
    from career_relay.embedded.serve import Plan, serve

    parts = (options.only,) if options.only else ("web", "worker")
    demo = bool(os.environ.get("CAREER_RELAY_DEMO"))
    return serve(Plan(host=options.host, port=chosen_port(options), demo=demo, parts=parts))


def run_demo(options: argparse.Namespace) -> int:
    from career_relay.embedded import demonstration

    if options.story:
        return demonstration.story()
    if options.reset or options.clean:
        demonstration.clean()
    if options.fill_only:
        return demonstration.fill_only(as_json=options.json)
    return DONE if options.clean else demonstration.run(host=options.host, port=chosen_port(options))


def chosen_port(options: argparse.Namespace) -> int:
    if options.port:
        return int(options.port)
    wanted = os.environ.get("PORT") or "8000"
    try:
        return _port(wanted)
    except ValueError:
        raise CannotRun(_("PORT must be a number from 1 to 65535, not “{value}”.").format(value=wanted)) from None


# Care


def run_doctor(options: argparse.Namespace) -> int:
    from career_relay.embedded import doctor

    return doctor.run(as_json=options.json)


def run_migrate(_options: argparse.Namespace) -> int:
    _make_ready()
    say(_("The tables are up to date."))
    return DONE


def run_shell(_options: argparse.Namespace) -> int:
    return _django("shell")


def run_manage(options: argparse.Namespace) -> int:
    if options.owner:
        os.environ["CR_DB_ROLE"] = "owner"
    ensure_database()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["career-relay manage", *options.rest])
    return DONE


# Data


def run_import(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise CannotRun(_("There is no file {file}.").format(file=options.file))
    return _django(
        "import_file",
        str(options.file),
        f"--company={options.company}",
        *([f"--preset={options.preset}"] if options.preset else []),
        *(["--dry-run"] if options.dry_run else []),
        *_json_flag(options),
    )


def run_match(options: argparse.Namespace) -> int:
    wanted = (f"--position={options.position}", f"--top={options.top}", f"--language={options.language}")
    return _django("match_position", *wanted, *_json_flag(options))


def run_rematch(options: argparse.Namespace) -> int:
    return _django("rematch", *(["--resume"] if options.resume else []), *_json_flag(options))


def run_rank(options: argparse.Namespace) -> int:
    from career_relay.matching.files import ranking

    return ranking.run(options.queries, options.documents, top=options.top, scorer=options.scorer)


def run_eval(options: argparse.Namespace) -> int:
    from career_relay.matching.files import judging

    return judging.run(options.data, as_json=options.json)


def run_kpi(options: argparse.Namespace) -> int:
    return _django("kpi", f"--company={options.company}", *_json_flag(options))


def run_fairness(options: argparse.Namespace) -> int:
    return _django("fairness", *([f"--company={options.company}"] if options.company else []), *_json_flag(options))


def run_verify_certificate(options: argparse.Namespace) -> int:
    from career_relay.consents.certificates import command

    return command.run(options.file, keys=options.keys, status=options.status, as_json=options.json)


def run_verify_ledger(options: argparse.Namespace) -> int:
    os.environ["CR_DB_ROLE"] = "owner"  # the lines of everybody, also of people who were forgotten
    return _django("verify_ledger", *_json_flag(options))


def run_purge(options: argparse.Namespace) -> int:
    return _django("purge", *(["--dry-run"] if options.dry_run else []), *_json_flag(options))


def run_replay(options: argparse.Namespace) -> int:
    return _django("replay_erasures", *([str(options.file)] if options.file else []), *_json_flag(options))


def run_bench(options: argparse.Namespace) -> int:
    from career_relay.embedded import bench

    size = {one: getattr(options, one) for one in ("full", "million", "network")}
    return bench.run(options.name, as_json=options.json, **size)


def _json_flag(options: argparse.Namespace) -> list[str]:
    return ["--json"] if options.json else []


def _make_ready() -> None:
    from career_relay.embedded.schema import migrate_if_needed

    ensure_database()
    migrate_if_needed()


def _django(command: str, *arguments: str) -> int:
    """Run a management command on an up-to-date database; its refusals become sentences."""
    _make_ready()
    import django
    from django.core.management import CommandError, call_command
    from django.db import OperationalError
    from django.utils import translation

    from career_relay.base.errors import Refused

    django.setup()
    translation.activate(language())
    try:
        call_command(command, *arguments)
    except CommandError as refusal:
        say(str(refusal))
        return refusal.returncode
    except Refused as refusal:
        say(str(refusal))
        return REFUSED
    except OperationalError as problem:
        raise CannotRun(_("The database did not answer: {reason}").format(reason=str(problem).strip())) from problem
    return DONE
