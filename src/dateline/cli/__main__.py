"""`python -m dateline.cli` is `dateline`."""

from dateline.cli import main

main()
