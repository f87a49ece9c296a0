"""The feature of the reports: a button and a context menu command, and the cards."""

from bot.features.base import Feature, Services
from bot.features.reports.cards import BAN, KEEP, REMOVE, ReportCards
from bot.features.reports.deciding import ReportDecisions
from bot.features.reports.reporting import REPORT, Reporting
from bot.features.shared.report_cards import OPEN_REPORT
from bot.storage import REPORT_CARD, REPORTED_PICTURE


def reports(services: Services) -> Feature:
    """Build the feature of the reports."""
    reporting, cards = Reporting(services), ReportCards(services)
    decisions = ReportDecisions(services, cards)
    return Feature(
        (reporting.menu(),),
        {
            REPORT: reporting.ask,
            KEEP: decisions.keep,
            REMOVE: decisions.remove,
            BAN: decisions.ban,
            OPEN_REPORT: decisions.show,
        },
        {REPORT_CARD: cards.post, REPORTED_PICTURE: cards.picture},
    )
