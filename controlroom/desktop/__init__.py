"""The control room as its staff see it: feed -> bridge -> models -> views, and wishes back.

A view never edits a model nor awaits a database; a command shows as requested until its fact
arrives through the feed.
"""

from controlroom.desktop.kit import guard

guard.install()
