"""What was translated before: found segments are not computed again, and corrections by people win.

``keys`` says what makes two segments the same; ``sqlite`` keeps them on this machine, ``postgres`` for a team;
``opening`` finds the store that is asked for and never lets trouble with it stop a translation. Engines use a store
through ``translator.engines.remembering``.
"""
