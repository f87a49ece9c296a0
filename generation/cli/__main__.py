"""Run `imagine` as `python -m generation.cli`."""

from generation.cli.app import main

main()
