"""Requests held against Discord's own description of its HTTP API."""

import copy
import functools
import json
from pathlib import Path
from typing import Any

import jsonschema
import referencing
from jsonschema.protocols import Validator
from referencing.jsonschema import DRAFT202012

Json = dict[str, Any]

DESCRIPTION = Path(__file__).resolve().parents[2].parent / "shared" / "discord-openapi.json"
_BASE = "urn:discord"


def available() -> bool:
    return DESCRIPTION.is_file()


@functools.cache
def _description() -> Json:
    text = DESCRIPTION.read_text("utf-8")
    # Pieces of it are compiled on their own, so that what they refer to needs a full address.
    described: Json = json.loads(text.replace('"#/components/', f'"{_BASE}#/components/'))
    return described


def _validator(schema: Json, lenient: bool = False) -> Validator:
    return jsonschema.Draft202012Validator(schema, registry=_registry(lenient))


@functools.cache
def _registry(lenient: bool) -> referencing.Registry[Any]:
    description = _description()
    if lenient:
        # discord.py sends many ids as integers, and Discord takes them.
        description = copy.deepcopy(description)
        description["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
    resource = DRAFT202012.create_resource(description)
    registry: referencing.Registry[Any] = referencing.Registry().with_resource(_BASE, resource)
    return registry


@functools.cache
def _operations() -> dict[tuple[str, ...], Json]:
    """Find each operation by method and the path's pieces, ids being "{}"."""
    return {
        (method.upper(), *_pieces(path)): {"shared": item.get("parameters", []), **operation}
        for path, item in _description()["paths"].items()
        for method, operation in item.items()
        if method in ("get", "put", "post", "patch", "delete")
    }


def _pieces(path: str) -> list[str]:
    return ["{}" if piece.startswith("{") else piece for piece in path.strip("/").split("/")]


@functools.cache
def _operation(method: str, route: str) -> Json | None:
    return _operations().get((method, *_pieces(route)))


@functools.cache
def _request_validator(method: str, route: str, kind: str) -> Validator | None:
    operation = _operation(method, route) or {}
    content = operation.get("requestBody", {}).get("content", {})
    return _validator(content[kind]["schema"], lenient=True) if kind in content else None


@functools.cache
def _response_validator(method: str, route: str) -> Validator | None:
    operation = _operation(method, route) or {}
    content = operation.get("responses", {}).get("200", {}).get("content", {})
    return _validator(content["application/json"]["schema"]) if content else None


def request_problem(
    method: str, route: str, kind: str, body: Any, query: dict[str, str]
) -> str | None:
    """Say what Discord's description has against a request; None if nothing."""
    operation = _operation(method, route)
    if operation is None:
        return "Discord knows no such operation"
    if body is None:
        required = operation.get("requestBody", {}).get("required")
        return "a body is required" if required else _query_problem(operation, query)
    validator = _request_validator(method, route, kind)
    if validator is None:
        return f"Discord takes no {kind} here"
    return _problem(validator, body) or _query_problem(operation, query)


def response_problem(method: str, route: str, body: Any) -> str | None:
    """Say what Discord's description has against an answer of the wire's own."""
    validator = _response_validator(method, route)
    return _problem(validator, body) if validator else None


def _problem(validator: Validator, body: Any) -> str | None:
    if validator.is_valid(body):
        return None
    error = jsonschema.exceptions.best_match(validator.iter_errors(body))
    return f"{error.json_path}: {error.message}" if error else None


def _query_problem(operation: Json, query: dict[str, str]) -> str | None:
    described = [*operation["shared"], *operation.get("parameters", [])]
    known = {each["name"] for each in described if each.get("in") == "query"}
    strange = sorted(query.keys() - known)
    return f"unknown in the query: {', '.join(strange)}" if strange else None
