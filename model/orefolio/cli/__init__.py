"""The command line: one file a command, thin. Nothing heavy is imported before a command runs.

- ``exit_codes``   what the numbers mean
- ``failures``     every exception as a sentence and an exit code
- ``commands``     the group: commands are loaded when they are called
- ``paths``        which files may be read and written
- ``parameters``   shares and changes as they are typed
- ``results``      a results workbook is read, any other refused by its kind
- ``reading``      a workbook file becomes a case, with its findings
- ``patience``     Ctrl-C while solving and while writing
- ``progress``     signs of life while solving
- ``manifest``     what is written down about a run
- ``reference``    the generated page of documentation
- ``new`` ``check`` ``solve`` ``audit`` ``compare`` ``sweep``   the commands
"""

from orefolio.cli.commands import cli, main

__all__ = ["cli", "main"]
