"""The verbs of the command line, each a module with `main(argv) -> int`."""
