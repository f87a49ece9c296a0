"""Arrays that many modules pass on.

Shapes are annotations of `jaxtyping`, which the tests check at run time. Axes of one name have one
size within a function; a name that begins with an underscore is not compared, for sizes that a
traced function of TensorFlow does not know.
"""

import numpy as np
from jaxtyping import Float32, UInt8

Float32Array = Float32[np.ndarray, "..."]  # Of any shape.
# An eighth of the picture's height and width.
Latent = Float32[np.ndarray, "rows columns 4"]
UInt8Image = UInt8[np.ndarray, "height width 3"]
