"""What Discord refuses with: status, code and message."""

from typing import Any

Kind = tuple[int, int, str]

UNAUTHORIZED: Kind = (401, 0, "401: Unauthorized")
NOT_FOUND: Kind = (404, 0, "404: Not Found")
UNKNOWN_CHANNEL: Kind = (404, 10003, "Unknown Channel")
UNKNOWN_GUILD: Kind = (404, 10004, "Unknown Guild")
UNKNOWN_MEMBER: Kind = (404, 10007, "Unknown Member")
UNKNOWN_MESSAGE: Kind = (404, 10008, "Unknown Message")
UNKNOWN_USER: Kind = (404, 10013, "Unknown User")
UNKNOWN_WEBHOOK: Kind = (404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION: Kind = (404, 10062, "Unknown interaction")
NOT_THIS_APPLICATION: Kind = (403, 20012, "You are not authorized to perform this action")
TOO_LARGE: Kind = (413, 40005, "Request entity too large")
ALREADY_ACKNOWLEDGED: Kind = (400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS: Kind = (403, 50001, "Missing Access")
ANOTHERS_MESSAGE: Kind = (403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE: Kind = (400, 50006, "Cannot send an empty message")
CANNOT_MESSAGE_USER: Kind = (403, 50007, "Cannot send messages to this user")
MISSING_PERMISSIONS: Kind = (403, 50013, "Missing Permissions")
INVALID_WEBHOOK_TOKEN: Kind = (401, 50027, "Invalid Webhook Token")
INVALID_FORM: Kind = (400, 50035, "Invalid Form Body")


class ApiError(Exception):
    def __init__(self, kind: Kind, **more: Any) -> None:
        self.status, self.code, self.message = kind
        self.more = more
        super().__init__(f"{self.status} {self.code} {self.message} {more or ''}".rstrip())

    def body(self) -> dict[str, Any]:
        return {"message": self.message, "code": self.code, **self.more}


def invalid_form(field: str, message: str, code: str = "BASE_TYPE_BAD") -> ApiError:
    """Make Discord's complaint about one field, given as a path with dots."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for name in reversed(field.split(".")):
        errors = {name: errors}
    return ApiError(INVALID_FORM, errors=errors)
