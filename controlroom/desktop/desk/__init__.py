"""One person at one screen, and the network as every area shows it."""
