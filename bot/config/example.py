"""`.env.example`, written from the settings: `.venv/bin/python -m bot.config.example`."""

import sys

from bot.config.settings import PREFIX, Settings


def example() -> str:
    """Return the text of `.env.example`."""
    head = (
        "# Copy this file to .env and fill in what you need: docs/owners.md says how. To change\n"
        "# a setting, remove the # at the beginning of its line, too. Every setting has a default\n"
        "# but the token, and the environment wins over this file.\n"
        "# Written by: .venv/bin/python -m bot.config.example > .env.example\n"
    )
    lines = [head]
    for name, field in Settings.model_fields.items():
        value = "" if field.default in (None, (), {}) else field.default
        # The token has to be set, and is no comment.
        assignment = f"{PREFIX}TOKEN=" if name == "token" else f"# {PREFIX}{name.upper()}={value}"
        lines.append(f"\n# {field.description}\n{assignment}\n")
    return "".join(lines)


if __name__ == "__main__":
    sys.stdout.write(example())
