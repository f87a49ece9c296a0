"""Buttons, menus and forms as a member uses them."""

from typing import Any

from tests.wire.message_payloads import numbered
from tests.wire.messages import Message

Json = dict[str, Any]

_BUTTON, _TEXT_INPUT = 2, 4


def to_press(message: Message, what: str, values: list[str] | None) -> Json:
    """Find what a member presses, by label or custom_id, and write the press."""
    component = _find(message, what)
    data = {"custom_id": component["custom_id"], "component_type": component["type"]}
    return data if component["type"] == _BUTTON else data | {"values": values or []}


def _find(message: Message, what: str) -> Json:
    known = [each for each in _walk(message.components) if "custom_id" in each]
    for component in known:
        if what in (component["custom_id"], component.get("label")):
            assert not component.get("disabled"), f"{what!r} is disabled"
            return component
    labels = [each.get("label") or each["custom_id"] for each in known]
    raise LookupError(f"nothing to press is called {what!r}; there is {labels}")


def _walk(components: list[Json]) -> list[Json]:
    found = []
    for component in components:
        accessory = [component["accessory"]] if "accessory" in component else []
        found += [component, *_walk([*component.get("components", []), *accessory])]
    return found


def filled(modal: Json, values: dict[str, Any]) -> Json:
    """Write a form back as Discord does once it is filled in."""
    components = [_answer(each, values) for each in numbered(modal["components"])]
    return {"custom_id": modal["custom_id"], "components": components}


def _answer(component: Json, values: dict[str, Any]) -> Json:
    answer: Json = {"type": component["type"], "id": component["id"]}
    if "custom_id" in component:
        name = component["custom_id"]
        value = values.get(name, component.get("value", ""))
        key = "value" if component["type"] == _TEXT_INPUT else "values"
        answer |= {"custom_id": name, key: value}
    if "component" in component:
        answer["component"] = _answer(component["component"], values)
    if "components" in component:
        answer["components"] = [_answer(each, values) for each in component["components"]]
    return answer
