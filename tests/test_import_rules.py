"""The import rules of docs/architecture.md, held against the source."""

import ast
import functools
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"keras", "keras_cv", "tensorflow"}
MAX_LINES = 400

# The architecture from top to bottom: nothing imports from a line above its own.
FLOORS = {
    "bot": """
        __main__
        cli playground
        app
        composition
        features.registry
        features.gallery features.help features.imagine features.member_settings \
        features.moderation features.morphs features.privacy features.queue \
        features.remix features.reports features.reviews features.rules \
        features.server_settings
        features.shared
        features.base
        delivery
        jobs
        requests
        interactions
        operations
        config
        admission
        language storage
        runtime generation_api verdicts
    """,
    "generation": """
        cli
        service
        worker
        pipeline
        models
        engines safety
        images scheduling tagged_loras foreign_syntax
        prepared
        request
        weights
        prompts sampling
        files processes
        types validation
        arrays errors
    """,
}

# What stands between Discord and the rest: the client, what starts it and writes its log, and
# the features.
DISCORD = (
    "bot.__main__",
    "bot.app",
    "bot.cli.check",
    "bot.config.invite",
    "bot.delivery.discord_posts",
    "bot.delivery.discord_transport",
    "bot.features",
    "bot.interactions",
    "bot.jobs.intake",
    "bot.language.translator",
    "bot.operations.logs",
    "bot.playground",
    "bot.requests",
)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources(*folders: str) -> dict[str, Path]:
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return {name_of(path): path for path in paths}


MODULES = sources("bot", "generation")
BEHIND_THE_DOOR = tuple(name for name in MODULES if name.startswith("generation."))


def resolved(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    base = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*base, *filter(None, [node.module])])


def only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def statements(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif not only_for_types(node):
            yield from statements(node)


@functools.cache
def imports(module: str) -> frozenset[str]:
    """Every module that this one imports anywhere, the names of `from x import y` as x and x.y."""
    found: set[str] = set()
    for node in statements(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            source = resolved(node, module)
            found |= {source} | {f"{source}.{alias.name}" for alias in node.names}
    return frozenset(found)


def reachable(start: str) -> set[str]:
    """The project's modules that importing this one runs, packages on the way included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module in seen or module not in MODULES:
            continue
        seen.add(module)
        waiting += [*imports(module), module.rpartition(".")[0]]
    return seen


def top(names: Iterable[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def within(module: str, parents: tuple[str, ...]) -> bool:
    return any(module == parent or module.startswith(f"{parent}.") for parent in parents)


def named(package: str) -> list[str]:
    return [module for module in MODULES if within(module, (package,))]


def floor_of(module: str) -> int | None:
    """Return the number of a module's line in FLOORS, 0 at the top; None for a package itself."""
    package, _, name = module.partition(".")
    floors = [line.split() for line in FLOORS[package].strip().split("\n")]
    for number, rooms in enumerate(floors):
        if within(name, tuple(rooms)):
            return number
    return None


@pytest.mark.parametrize("module", MODULES)
def test_nothing_imports_from_a_floor_above_its_own(module: str) -> None:
    own = floor_of(module)
    if own is None:
        assert MODULES[module].name == "__init__.py", f"{module} stands on no floor"
        return
    package = module.partition(".")[0]
    ours = {name for name in imports(module) if name in MODULES and name.startswith(f"{package}.")}
    above = {name for name in ours if (floor_of(name) or own) < own}
    assert not above, f"{module} imports upward: {sorted(above)}"


@pytest.mark.parametrize("module", named("generation"))
def test_generation_knows_nothing_of_the_bot(module: str) -> None:
    assert not top(imports(module)) & {"bot", "discord", "sqlalchemy"}


@pytest.mark.parametrize("module", named("bot"))
def test_the_bot_comes_in_through_the_door_only(module: str) -> None:
    inside = {
        name for name in imports(module) if name in MODULES and name.startswith("generation.")
    }
    assert not inside, f"{module} reaches behind generation's door: {sorted(inside)}"


@pytest.mark.parametrize("module", named("bot"))
def test_the_bot_never_imports_keras(module: str) -> None:
    assert not top(imports(module)) & HEAVY


@pytest.mark.parametrize("start", ["generation", "generation.cli.app", "bot.__main__"])
def test_keras_is_out_of_reach_of_what_the_parent_process_imports(start: str) -> None:
    assert start in MODULES
    guilty = {module for module in reachable(start) if top(imports(module)) & HEAVY}
    assert not guilty


@pytest.mark.parametrize("module", named("bot"))
def test_only_the_client_and_the_features_touch_discord(module: str) -> None:
    assert "discord" not in top(imports(module)) or within(module, DISCORD)


@pytest.mark.parametrize("module", named("bot"))
def test_only_storage_writes_sql(module: str) -> None:
    assert "sqlalchemy" not in top(imports(module)) or within(module, ("bot.storage",))


@pytest.mark.parametrize("module", named("bot"))
def test_only_logs_makes_lines_and_only_operations_makes_metrics(module: str) -> None:
    """Whoever logs through anything but `logging` goes past the redaction."""
    assert "structlog" not in top(imports(module)) or module == "bot.operations.logs"
    assert "prometheus_client" not in top(imports(module)) or within(module, ("bot.operations",))


@pytest.mark.parametrize("module", named("bot.operations"))
def test_operations_knows_no_feature(module: str) -> None:
    features = {
        "bot.admission",
        "bot.features.imagine",
        "bot.jobs",
        "bot.storage",
        "bot.app",
        "bot.interactions.client",
    }
    assert not imports(module) & features


def test_no_file_is_over_400_lines() -> None:
    every = sources("bot", "generation", "training", "benchmarks", "tests")
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in every.items()}
    assert not {name: lines for name, lines in lengths.items() if lines > MAX_LINES}


def test_the_door_and_the_bot_load_no_tensorflow() -> None:
    """Runs in a fresh interpreter: this one may have loaded anything."""
    code = (
        "import sys, generation, generation.cli.app, bot.__main__;"
        f"print(sorted(set(sys.modules) & {HEAVY!r}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


@pytest.mark.complaint("yasd#28")
def test_the_bot_starts_without_its_optional_parts() -> None:
    optional = ("simcord", "asyncpg", "psycopg", "diffusers", "torch", "matplotlib", "opennsfw2")
    code = (
        "import sys\n"
        f"sys.modules.update(dict.fromkeys({optional!r}))\n"  # None there fails every import.
        "import bot.__main__, bot.app, bot.playground.run, generation.cli.app\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
