"""The alarm engine, and what came of an exercise."""
