"""The map: where the network is, what is wrong there, and on what ground it is drawn.

`projection` turns degrees into pixels, `basemap` holds the bundled coasts and towns, `field` holds
what stands where as arrays, `clusters` gathers what lies too close, `sprites` paints marks once
and stamps them, `ground` paints land or tiles off the UI thread, `labels` finds room for names,
`camera` holds where one looks, and `canvas` is the widget that puts them together. None of them
knows a screen.
"""
