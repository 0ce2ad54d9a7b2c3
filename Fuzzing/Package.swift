// swift-tools-version: 6.2
import PackageDescription

// Feeds the readers of bibliographic formats with what libFuzzer makes of real exports. A package of its
// own, since everything in it is compiled with `--sanitize fuzzer`: see `make fuzz`.

let package = Package(
    name: "fuzzing",
    platforms: [.macOS(.v14)],
    dependencies: [.package(name: "consilience", path: "..")],
    targets: [
        .executableTarget(
            name: "FuzzReaders",
            dependencies: [
                .product(name: "BibliographicFormats", package: "consilience"),
                .product(name: "MedicalImages", package: "consilience"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                // libFuzzer brings the main function.
                .unsafeFlags(["-parse-as-library"]),
            ]
        )
    ]
)
