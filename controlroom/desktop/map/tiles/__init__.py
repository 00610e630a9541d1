"""Raster tiles as ground for the map, instead of the bundled basemap.

What the map needs of a source stands in `source.py`; the sources themselves
(a tile server, an MBTiles file, a PMTiles file) lie beside it.
"""
