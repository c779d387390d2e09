"""How long the parts of orefolio take: a registry of case x phase, and one command.

- ``generated``   a case of any size, made by arithmetic
- ``cases``       the registry of cases
- ``phases``      the registry of phases, in the order of a run
- ``measure``     a case through its phases, here or in processes of their own
- ``interfaces``  our hand-over against Pyomo's own interfaces to HiGHS
- ``tables``      the figures as text
- ``__main__``    ``python -m benchmarks``
"""
