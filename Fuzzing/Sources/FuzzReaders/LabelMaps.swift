import MedicalImages

/// Reads a label map, NIfTI or DICOM, and checks what must hold of any bytes.
func checkLabelMap(_ bytes: [UInt8]) {
    if DICOMSegmentation.recognises(bytes) {
        guard let segmentation = try? DICOMSegmentation(parsing: bytes),
            let count = segmentation.grid.voxelCount(upTo: 1 << 20)
        else { return }
        for segment in segmentation.segments {
            let volume = try? segmentation.volume(of: segment.number)
            precondition(volume?.codes.count == count, "a segment alone cannot be read")
        }
        if let volume = try? segmentation.volume() { check(volume) }
        return
    }
    let whole = try? read(bytes, block: max(2, bytes.count))
    let pieces = try? read(bytes, block: 37)
    precondition(whole == pieces, "blocks give another volume")
    if let whole { check(whole) }
    let image = try? NIfTIImage(parsing: bytes)
    precondition(whole == nil || image != nil, "read in blocks, but not as a whole")
}

private func read(_ bytes: [UInt8], block: Int) throws(MedicalImageError) -> LabelVolume {
    var reader = LabelVolumeReader(fileSize: bytes.count)
    for start in stride(from: 0, to: bytes.count, by: block) {
        try reader.take(Array(bytes[start..<min(bytes.count, start + block)]))
    }
    return try reader.finish()
}

private func check(_ volume: LabelVolume) {
    precondition(volume.codes.count == volume.shape.reduce(1, *), "voxels are missing")
    precondition(
        volume.codes.allSatisfy { Int($0) < volume.labels.count },
        "a code without a label"
    )
    precondition(Set(volume.labels).count == volume.labels.count, "a label has two codes")
}
