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

Rooms, and who may import whom: ``__main__ -> cli -> app -> (desktop | central_system | store |
documents | simulator) -> (operations | wire) -> (settings | resources) -> domain``. Siblings
never import each other: they meet in ``operations/ports`` and are joined by ``app``. The
contracts in pyproject.toml hold it.
"""

__version__ = "0.1.0"
