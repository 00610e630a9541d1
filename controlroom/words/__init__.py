"""The words of the domain in Swedish and English, without Qt.

What goes wrong, alarms and what to do about them, states, reasons, roles, units and the paper's
words stand in ``resources/translations/words_*.po`` by key; desktop, command line and paper read
them here. The labels of the screens themselves stay in Qt's ``.ts`` files.
"""
