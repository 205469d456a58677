"""Measurements (`make bench`): ratios beside a reference in the same run, on both databases.

CPU time in process is the gate, as a ratio of medians; times under load are reported, since they
vary too much on a shared machine. Data are made here, seeded; nothing from outside is read.
"""
