#!/usr/bin/env python3
"""Writes truth/ and predicted/: label maps of three made-up scans whose agreement is known.

Voxels of 1 × 1 × 2 mm, 64 × 64 × 32 of them. Label 1 is an organ, label 2 lesions beside it, all balls; a
voxel belongs to a ball if its centre does. Two balls of radius r whose centres lie d apart (d ≤ 2r) share the
part 1 − 3d/(4r) + d³/(16r³) of their volume, which is their Dice since they are of one size.

scan-1: the organ is predicted 2 mm off, both lesions exactly.
scan-2: the organ and a lesion are predicted 4 mm off; the other lesion is missed.
scan-3: the organ is predicted exactly; there is no lesion, but one is predicted.
"""
import gzip
import os
import struct

SHAPE = (64, 64, 32)
SIDES = (1.0, 1.0, 2.0)
RADIUS = 20.0

SCANS = {
    "scan-1": (
        [(1, (24, 32, 32), RADIUS), (2, (54, 20, 32), 6), (2, (54, 48, 20), 4)],
        [(1, (26, 32, 32), RADIUS), (2, (54, 20, 32), 6), (2, (54, 48, 20), 4)],
    ),
    "scan-2": (
        [(1, (24, 32, 32), RADIUS), (2, (54, 20, 32), 6), (2, (54, 48, 20), 4)],
        [(1, (24, 36, 32), RADIUS), (2, (54, 24, 32), 6)],
    ),
    "scan-3": (
        [(1, (24, 32, 32), RADIUS)],
        [(1, (24, 32, 32), RADIUS), (2, (54, 20, 32), 6)],
    ),
}


def painted(balls):
    """The codes of all voxels, the first axis fastest; no two balls touch."""
    voxels = bytearray(SHAPE[0] * SHAPE[1] * SHAPE[2])
    place = 0
    for z in range(SHAPE[2]):
        for y in range(SHAPE[1]):
            for x in range(SHAPE[0]):
                for label, centre, radius in balls:
                    square = sum(
                        (index * side - middle) ** 2
                        for index, side, middle in zip((x, y, z), SIDES, centre)
                    )
                    if square <= radius * radius:
                        voxels[place] = label
                place += 1
    return bytes(voxels)


def nifti(voxels):
    """A NIfTI-1 file of labels of one byte."""
    header = bytearray(352)
    struct.pack_into("<i", header, 0, 348)
    struct.pack_into("<8h", header, 40, 3, *SHAPE, 1, 1, 1, 1)
    struct.pack_into("<2h", header, 70, 2, 8)
    struct.pack_into("<8f", header, 76, 1, *SIDES, 1, 1, 1, 1)
    struct.pack_into("<f", header, 108, 352)
    header[123] = 2
    struct.pack_into("<2h", header, 252, 0, 1)
    rows = [SIDES[0], 0, 0, 0, 0, SIDES[1], 0, 0, 0, 0, SIDES[2], 0]
    struct.pack_into("<12f", header, 280, *rows)
    header[344:348] = b"n+1\0"
    return bytes(header) + voxels


for folder, side in [("truth", 0), ("predicted", 1)]:
    os.makedirs(folder, exist_ok=True)
    for name, scan in SCANS.items():
        # Without the time the same voxels give the same file.
        packed = gzip.compress(nifti(painted(scan[side])), 9, mtime=0)
        with open(f"{folder}/{name}.nii.gz", "wb") as file:
            file.write(packed)
