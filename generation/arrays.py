"""Array types by element type."""

import numpy as np
from numpy.typing import NDArray

Float32Array = NDArray[np.float32]
Float64Array = NDArray[np.float64]
UInt8Image = NDArray[np.uint8]  # (height, width, 3) unless documented otherwise.
