"""``python -m orefolio``: the console script, where the script itself is not on the path."""

from orefolio.cli import main

main()
