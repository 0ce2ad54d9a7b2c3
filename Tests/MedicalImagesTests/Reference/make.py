#!/usr/bin/env python3
"""Writes DICOM Segmentations with highdicom and pydicom, and the same voxels as NIfTI, to be compared.

usage: make.py FOLDER        (pip install highdicom)

Each pair NAME.dcm and NAME.nii holds the same labels; `consilience segmentation` must find a Dice of 1 for
every label, whichever of the two is the truth. The segments of overlap.dcm overlap;
fractional.dcm must be refused. Checked with highdicom 0.28.2 and pydicom 3.0.2.
"""
import gzip
import struct
import sys

import highdicom
import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sr.codedict import codes
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, generate_uid


def source(rows, columns, slices, spacing, orientation, origin):
    """A made-up CT series whose slices lie `spacing` apart."""
    across, down = np.array(orientation[:3]), np.array(orientation[3:])
    normal = np.cross(across, down)
    study, series, frame = generate_uid(), generate_uid(), generate_uid()
    images = []
    for index in range(slices):
        image = Dataset()
        image.file_meta = FileMetaDataset()
        image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        image.SOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
        image.SOPInstanceUID = generate_uid()
        image.StudyInstanceUID, image.SeriesInstanceUID = study, series
        image.FrameOfReferenceUID = frame
        image.Modality = "CT"
        image.Rows, image.Columns = rows, columns
        image.PixelSpacing = [spacing[1], spacing[0]]
        image.SliceThickness = spacing[2]
        image.ImageOrientationPatient = list(orientation)
        image.ImagePositionPatient = [round(float(v), 6) for v in origin + normal * spacing[2] * index]
        image.InstanceNumber = index + 1
        image.SeriesNumber = 1
        image.PatientID = image.PatientName = "made up"
        image.PatientBirthDate = image.PatientSex = image.StudyDate = image.StudyTime = ""
        image.AccessionNumber = image.StudyID = image.ReferringPhysicianName = ""
        image.BitsAllocated = image.BitsStored = 16
        image.HighBit, image.SamplesPerPixel, image.PixelRepresentation = 15, 1, 0
        image.PhotometricInterpretation = "MONOCHROME2"
        image.PixelData = bytes(rows * columns * 2)
        images.append(image)
    return images


def segmentation(images, masks, syntax, kind=highdicom.seg.SegmentationTypeValues.BINARY):
    """masks: slices × rows × columns × segments."""
    descriptions = [
        highdicom.seg.SegmentDescription(
            segment_number=number + 1,
            segment_label=f"part {number + 1}",
            segmented_property_category=codes.SCT.MorphologicallyAbnormalStructure,
            segmented_property_type=codes.SCT.Lesion,
            algorithm_type=highdicom.seg.SegmentAlgorithmTypeValues.MANUAL,
        )
        for number in range(masks.shape[3])
    ]
    return highdicom.seg.Segmentation(
        source_images=images,
        pixel_array=masks,
        segmentation_type=kind,
        segment_descriptions=descriptions,
        series_instance_uid=generate_uid(),
        series_number=2,
        sop_instance_uid=generate_uid(),
        instance_number=1,
        manufacturer="none",
        manufacturer_model_name="none",
        software_versions="0",
        device_serial_number="0",
        transfer_syntax_uid=syntax,
    )


def nifti(path, labels, spacing, orientation, origin):
    """labels: slices × rows × columns; DICOM counts to the left and back, NIfTI to the right and front."""
    across, down = np.array(orientation[:3]), np.array(orientation[3:])
    matrix = np.column_stack([across, down, np.cross(across, down)]) * spacing
    affine = np.column_stack([matrix, origin]) * np.array([[-1], [-1], [1]])
    slices, rows, columns = labels.shape
    header = bytearray(352)
    struct.pack_into("<i", header, 0, 348)
    struct.pack_into("<8h", header, 40, 3, columns, rows, slices, 1, 1, 1, 1)
    struct.pack_into("<2h", header, 70, 2, 8)
    struct.pack_into("<8f", header, 76, 1, *spacing, 1, 1, 1, 1)
    struct.pack_into("<f", header, 108, 352)
    header[123] = 2
    struct.pack_into("<2h", header, 252, 0, 1)
    struct.pack_into("<12f", header, 280, *affine.ravel())
    header[344:348] = b"n+1\0"
    content = bytes(header) + labels.astype(np.uint8).tobytes()
    with (gzip.open if path.endswith(".gz") else open)(path, "wb") as file:
        file.write(content)


def main(folder):
    random = np.random.default_rng(1)
    turned = [0.8, 0.6, 0, -0.6, 0.8, 0]
    coronal = [1, 0, 0, 0, 0, -1]
    flat = [1, 0, 0, 0, 1, 0]
    cases = [
        ("explicit", flat, ExplicitVRLittleEndian, (16, 16, 9)),
        ("implicit", flat, ImplicitVRLittleEndian, (16, 16, 9)),
        ("odd-frames", flat, ExplicitVRLittleEndian, (7, 5, 11)),
        ("turned", turned, ExplicitVRLittleEndian, (13, 9, 6)),
        ("coronal", coronal, ExplicitVRLittleEndian, (12, 10, 7)),
        ("gaps", flat, ExplicitVRLittleEndian, (16, 16, 12)),
    ]
    for name, orientation, syntax, (rows, columns, slices) in cases:
        spacing = np.array([0.7, 0.9, 2.5])
        origin = np.array([-31.25, 17.5, -204.0])
        images = source(rows, columns, slices, spacing, orientation, origin)
        labels = random.integers(0, 3, (slices, rows, columns))
        if name == "gaps":
            labels[[0, 1, 5, 6, 11]] = 0
        masks = np.stack([labels == 1, labels == 2], axis=-1)
        segmentation(images, masks, syntax).save_as(f"{folder}/{name}.dcm")
        nifti(f"{folder}/{name}.nii", labels, spacing, orientation, origin)
    images = source(16, 16, 5, np.array([1, 1, 1.0]), flat, np.zeros(3))
    both = random.integers(0, 2, (5, 16, 16, 2)).astype(bool)
    segmentation(images, both, ExplicitVRLittleEndian).save_as(f"{folder}/overlap.dcm")
    fractions = random.random((5, 16, 16, 2))
    fractional = highdicom.seg.SegmentationTypeValues.FRACTIONAL
    segmentation(images, fractions, ExplicitVRLittleEndian, fractional).save_as(
        f"{folder}/fractional.dcm"
    )
    print("written to", folder)


main(sys.argv[1])
