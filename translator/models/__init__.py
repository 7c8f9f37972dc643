"""Argos packages: what a package is, which ones are here, which ones could be, and how they get here.

::

    package   one package as its metadata.json describes it
    library   the packages on this machine: the starter that comes with the program, and everything Argos installed
    routes    from the packages at hand to the best way between two languages
"""
