"""Turn a number of steps into noise levels and one matrix a call (NumPy)."""
