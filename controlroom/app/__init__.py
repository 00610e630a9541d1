"""The composition root: everything is built and joined here, and nowhere else."""
