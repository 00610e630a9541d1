"""A desktop control room for a network of charging stations.

Facts come up from the charge points into a durable journal, everything else reacts to the
journal, and wishes go down the same way back::

    charge point --OCPP--> central_system --event--> ingest --commit--> store (journal + state)
                                ^                                         | feed
                                |                                         +--> alarm engine
                           command rows <-- control <-- desktop, CLI      +--> pricing, billing
                                                                          +--> every desktop

Five principles: answered means stored; the store is the only meeting place and has one order;
consumers own a cursor; commands are rows; the domain knows nothing of Qt, SQL, sockets, clocks
and files.

A floor says what kind of code a module is, a wing which subject. Floors, and who may import
whom: ``__main__ -> cli -> app -> (desktop | central_system | store | documents | simulator) ->
(operations | wire) -> words -> (settings | resources) -> domain``. Siblings never import each
other: they meet in ``operations/ports`` and are joined by ``app``.

Wings, by the same names on every floor that needs them: ``charging`` (charge points, sessions,
commands), ``alarms``, ``billing`` (tariffs, prices, invoices), ``people`` (staff, customers,
tokens), ``reports`` (roll-ups). ``charging`` knows ``people`` only; ``alarms`` and ``billing`` know
``charging``; ``reports`` knows all. Who changes prices opens ``billing`` in ``domain``,
``operations``, ``store`` and ``desktop``, and nothing else.

The desktop keeps each area's views, models and widgets together: ``shell`` (windows, strip, rail),
``kit`` (what every area uses), ``desk`` (the person and the network in sight), and an area a
subject. The contracts in pyproject.toml hold all of it.
"""

__version__ = "0.1.0"
