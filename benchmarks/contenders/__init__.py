"""The programs that `speed` compares, each in a process and perhaps an interpreter of its own.

`python -m benchmarks.contenders NAME` is one of them: told {"run": PART} on standard input, it
answers {"seconds": …, "peak_gib": …} on standard output. Its memory is free when it ends.
"""
