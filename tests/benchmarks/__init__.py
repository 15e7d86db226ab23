"""Benchmarks: ratios measured in one run, against the budgets of the design. `python -m tests.benchmarks`."""
