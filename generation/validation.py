"""Validation rules of a request by code, with their English texts; translations use the codes."""

from collections.abc import Mapping

from generation.errors import InvalidRequest

# Ends of sentences that begin with the name of a field.
RULES: Mapping[str, str] = {
    "written": "must say what to draw",
    "between": "must be between {low} and {high}",
    "one-of": "must be one of {choices}",
    "rising": "must rise from 0 or more",
    "lora-strength": "must be between {low} and {high}",
    "lora-known": "must be one of those there are: {choices}",
    "needs-picture": "needs one to start from",
    "mask-needs-picture": "needs a start picture",
    "mask-selects": "must be white, or transparent, where the picture is to be drawn anew",
    "one-use": "must be used for one",
    "one-upscale": "must be 1 for an upscale",
    "one-animation": "must be one animation",
    "unvaried-morph": "must be 0 for a morph",
    "most-characters": "must have at most {most} characters",
    "most-tokens": "must have at most {most} tokens",
    "most-bytes": "must have at most {most} bytes",
    "most-pixels": "must have at most {most} pixels",
    "most-edge": "must be at most {most} pixels wide and high",
    "most-scans": "must have at most {most} scans or frames at its size",
    "picture-file": "must be a PNG, JPEG or WebP picture that can be opened",
    "usual-layout": "must be put together as picture programs do it",
    "decode-time": "must be a picture that opens in time",
    "decode-busy": "must wait, because many pictures are being opened",
    "readable-file": "must be a file that can be read",
    "our-file": "must be a PNG, JPEG or WebP of imagine-bot that can be opened",
    "our-picture": "must be one of imagine-bot's, with its parameters inside",
    "our-parameters": "must be those of a picture of imagine-bot",
    "parameters-inside": (
        "must be a PNG, JPEG or WebP with the parameters that it was drawn with inside"
    ),
    "prompt-told": "must tell its prompt in words; what {tool} wrote into it does not",
    "looks-like": "must look like {example}",
    "unused-id": "must not be that of a waiting request",
}


def validation_error(field: str, value: object, code: str, **limits: str) -> InvalidRequest:
    """Build the error for a value that breaks a rule.

    Args:
        field: name of the GenerationRequest field.
        value: the value received.
        code: key of RULES.
        limits: parameters of the rule's sentence, by name.
    """
    return InvalidRequest(field, value, RULES[code].format(**limits), code, limits)
