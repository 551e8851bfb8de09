"""How much is made and how often is measured."""

from dataclasses import dataclass, replace

ROUNDS = 4  # what is measured and its baseline take turns this often


@dataclass(frozen=True, slots=True)
class Sizes:
    """The default is what docs/performance.md reports; tests take `TINY`."""

    companies: int = 20
    candidates: int = 100_000  # of the company that is measured
    candidates_elsewhere: int = 200_000  # of other companies, behind the wall
    people: int = 10_000  # with passport, consent and matching profile
    positions: int = 200  # the same number at each company
    introductions: int = 300  # of the company that is measured, in every stage
    introductions_elsewhere: int = 2_000
    documents: int = 3_000  # texts that the records share
    calls: int = 60  # of each page or act that is timed
    warm_up: int = 10
    import_rows: int = 10_000
    import_runs: int = 3
    mails: int = 1_000
    whole_walk: bool = False  # compare every position of the network with everybody

    @property
    def made(self) -> tuple[int, ...]:
        """What the load database depends on."""
        return (
            *(self.companies, self.candidates, self.candidates_elsewhere, self.people, self.positions),
            *(self.introductions, self.introductions_elsewhere, self.documents),
        )

    @property
    def a_round(self) -> "Sizes":
        """The share of one of several rounds: at least one call."""
        return replace(self, calls=max(self.calls // ROUNDS, 1), warm_up=max(self.warm_up // ROUNDS, 1))


USUAL = Sizes()
FULL = Sizes(import_rows=100_000, import_runs=1, mails=10_000, whole_walk=True)
MILLION = Sizes(candidates_elsewhere=900_000, people=400)  # one company's hundred thousand among a million
NETWORK = Sizes(
    companies=1_000,
    candidates=10_000,
    candidates_elsewhere=24_000,
    people=200_000,
    positions=20_000,
    introductions_elsewhere=50_000,
    warm_up=24,  # each round comes with fresh connections, on which PostgreSQL plans its functions anew five times
)
TINY = Sizes(
    candidates=120,
    candidates_elsewhere=240,
    people=60,
    positions=40,
    introductions=30,
    introductions_elsewhere=50,
    documents=20,
    calls=3,
    warm_up=1,
    import_rows=20,
    import_runs=2,
    mails=6,
    whole_walk=True,
)


def chosen(*, full: bool = False, million: bool = False, network: bool = False) -> Sizes:
    """Give the sizes somebody asked for on the command line."""
    if network and full:
        return replace(NETWORK, whole_walk=True)
    return NETWORK if network else MILLION if million else FULL if full else USUAL
