"""Positions of the tiles of an upscaled picture."""

TILES_A_ROW = 3


def tile_corners(width: int, height: int) -> list[tuple[int, int]]:
    """List the (left, top) of each tile in a picture of twice the size, row by row.

    Args:
        width: of a tile, which is that of the original picture.
        height: of a tile.
    """
    return [
        (column * width // 2, row * height // 2)
        for row in range(TILES_A_ROW)
        for column in range(TILES_A_ROW)
    ]
