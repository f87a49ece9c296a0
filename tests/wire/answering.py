"""One request's way through the API: validated, counted, carried out, answered."""

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.wire import errors, limits, rest_bot, rest_channels, rest_interactions, routing, schema
from tests.wire.bodies import Body, read
from tests.wire.errors import ApiError, invalid_form
from tests.wire.faults import Fault
from tests.wire.journal import Call
from tests.wire.limits import Bucket

if TYPE_CHECKING:
    from tests.wire.server import WireDiscord

# They register their routes when they are imported.
ROUTES = (rest_bot, rest_channels, rest_interactions)


class Answer:
    """One request on its way through the API."""

    def __init__(self, wire: "WireDiscord", call: Call, content_type: str, body: bytes) -> None:
        self._wire, self._call = wire, call
        self._bucket: Bucket | None = None
        self._made: tuple[Any, ApiError | None] | None = None
        self._problem: ApiError | None = None
        self._read(content_type, body)

    def _read(self, content_type: str, data: bytes) -> None:
        try:
            body = read(data, content_type)
        except ValueError:
            body = Body()
            self._problem = invalid_form("_", "The request body contains invalid JSON.")
        call = self._call
        call.json, call.files, call.kind = body.json, body.files, body.kind
        found = routing.find(call.method, call.path)
        if found is None:
            self._violated("there is no such route here")
            return
        self._route, self._ids = found
        call.route = self._route.template
        if self._wire.validate:
            said = call.method, call.route, call.kind, call.json, call.query
            if problem := schema.request_problem(*said):
                self._violated(problem)
                self._problem = invalid_form("_", problem)

    def _violated(self, problem: str) -> None:
        self._call.violation = f"{self._call.method} {self._call.path}: {problem}"
        self._wire.violations.append(self._call.violation)

    def prepare(self) -> None:
        """Let it have its effect; once."""
        if self._made is None:
            try:
                self._made = self._carry_out(), None
            except ApiError as error:
                self._made = None, error
            self._call.took_effect = self._made[1] is None

    def _carry_out(self) -> Any:
        if not self._call.route:
            raise ApiError(errors.NOT_FOUND)
        if self._route.needs_bot:
            self._authenticate()
        if self._route.limited:
            major = self._route.major(self._call.path)
            self._bucket = self._wire.limits.take(f"{self._call.method} {self._call.route}", major)
        if self._problem:
            raise self._problem
        try:
            return routing.answer(self._route, self._wire.world, self._call, self._ids)
        except ValueError as error:
            self._violated(str(error))
            raise invalid_form("_", str(error)) from error

    def _authenticate(self) -> None:
        known = {f"Bot {each.token}": each for each in self._wire.world.applications}
        application = known.get(self._call.authorization or "")
        if application is None or application.revoked:
            raise ApiError(errors.UNAUTHORIZED)
        self._call.application = application
        self._wire.limits.take_global(str(application.id))

    def respond(self) -> web.Response:
        self.prepare()
        assert self._made
        made, error = self._made
        if error:
            return self._write(error.status, error.body(), error)
        return self._write(204 if made is None else 200, made)

    def refuse(self, fault: Fault) -> web.Response:
        error = fault.error()
        if fault.cloudflare:
            return self._write(error.status, "error code: 1015", error, via=False)
        # A server that is down has Cloudflare answer in its place, in HTML.
        body = error.body() if error.status < 500 or fault.code else "<html>upstream error</html>"
        return self._write(error.status, body, error)

    def _write(
        self, status: int, body: Any, error: ApiError | None = None, via: bool = True
    ) -> web.Response:
        body = "" if status == 204 else body
        text, kind = body, "text/html"
        if not isinstance(body, str):
            text, kind = json.dumps(body), "application/json"
        headers = {"Date": self._wire.clock.http_date(), "Content-Type": kind}
        headers |= limits.headers(self._bucket, self._wire.clock.now())
        if via:
            headers["Via"] = "1.1 google"
        if error and "retry_after" in error.more:
            headers |= _limited(error)
        self._wire.journal.answered(self._call, status, error.code if error else 0)
        return web.Response(status=status, body=text.encode(), headers=headers)


def _limited(error: ApiError) -> dict[str, str]:
    headers = {
        "Retry-After": str(max(1, round(error.more["retry_after"]))),
        "X-RateLimit-Scope": "global" if error.more["global"] else "user",
        "X-RateLimit-Reset-After": str(error.more["retry_after"]),
    }
    return headers | ({"X-RateLimit-Global": "true"} if error.more["global"] else {})
