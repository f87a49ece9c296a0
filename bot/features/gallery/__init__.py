"""Pictures that are there: one of them looked at, and all of them leafed through."""
