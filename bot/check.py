"""Says what is wrong with an installation, and how to mend it, before anything is started."""

from collections.abc import Iterator

from bot.admission import RulesUnreadable, load_rules
from bot.settings import Settings, token_problem
from bot.storage import Database, DatabaseRefused
from generation import ModelUnavailable, file_problems, find


def problems(settings: Settings) -> Iterator[str]:
    """List what stands in the way of `imagine-bot run`, one sentence each."""
    if problem := token_problem(settings.token):
        yield problem
    try:
        Database(settings.database_url())
    except DatabaseRefused as error:
        yield str(error)
    try:
        load_rules(settings.blocked_words, settings.blocked_words_file)
    except RulesUnreadable as error:
        yield str(error)
    for name, setting in settings.models().items():
        try:
            model = find(name, settings.models_folder)
            yield from file_problems(model, settings.service_config(name))
        except ModelUnavailable as error:
            yield f"{setting}: {error}"
    try:
        settings.cache_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        yield (
            f"IMAGINE_CACHE_FOLDER cannot be made ({settings.cache_folder}: {error.strerror}); "
            "use the path of a folder that the bot may write."
        )
