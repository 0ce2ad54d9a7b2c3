// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Consilience builds this.
let package = Package(
    name: "ConsilienceBenchmarks",
    platforms: [.macOS(.v14)],
    dependencies: [.package(name: "consilience", path: "..")],
    targets: [
        .executableTarget(
            name: "ConsilienceBenchmarks",
            dependencies: [
                .product(name: "BibliographicFormats", package: "consilience"),
                .product(name: "Deduplication", package: "consilience"),
                .product(name: "Figures", package: "consilience"),
                .product(name: "MetaAnalysis", package: "consilience"),
                .product(name: "MedicalImages", package: "consilience"),
                .product(name: "ModelEvaluation", package: "consilience"),
                .product(name: "Review", package: "consilience"),
                .product(name: "Statistics", package: "consilience"),
                .product(name: "Workbench", package: "consilience"),
            ]
        )
    ]
)
