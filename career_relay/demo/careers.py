"""Careers pages of the demonstration: switched on, with a welcome and a question or two."""

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.careers import change_careers
from career_relay.companies.models import Company
from career_relay.positions.models import Position, Question
from career_relay.positions.questions import add_question

WELCOME = "{about}\n\n経歴のすべてがそろっていなくても構いません。まずはお話ししましょう。"
WELCOME_EN = "You need not fit every line of an opening. Let us talk first. Applications in English are welcome."


def build_careers(companies: dict[str, Company], positions: dict[str, list[Position]]) -> None:
    """Show the page of every company, and let the first positions ask something of their own."""
    for slug, company in companies.items():
        said = {
            "careers_on": True,
            "careers_text": WELCOME.format(about=company.about),
            "careers_text_en": WELCOME_EN,
        }
        with acting_for(company.pk):
            change_careers(company, said, by=SYSTEM)
            for position in positions[slug][:2]:
                _ask(position)


def _ask(position: Position) -> None:
    add_question(
        position,
        "いちばん時間をかけて取り組んだ仕事を教えてください",
        hint="規模より、考えたこと・工夫したことを伺いたいです。",
        by=SYSTEM,
    )
    add_question(
        position,
        "入社できる時期",
        kind=Question.Kind.CHOICE,
        choices=["1か月以内", "3か月以内", "それ以降・相談したい"],
        is_required=True,
        by=SYSTEM,
    )
