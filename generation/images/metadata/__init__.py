"""Read and write the request inside a picture."""
