"""Measurements (`make bench`), on both databases.

The gate is CPU time as a ratio of medians beside a reference in the same run (bench.ukur.Hasil), or,
for what has no peer, a limit of its own (Batas); times under load are reported, since they vary too
much on a shared machine. Data are made here, seeded; nothing from outside is read.
"""
