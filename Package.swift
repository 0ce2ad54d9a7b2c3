// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house and what each may import: see docs/architecture.md. `.ci/run` builds with
// `--explicit-target-dependency-import-check error`, so an import that is not listed here fails.

let strictness: [SwiftSetting] =
    Context.environment["CONSILIENCE_WARNINGS"] == "error" ? [.treatAllWarnings(as: .error)] : []

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + strictness

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: dependencies + ["TestSupport"],
        exclude: [
            "Figures": ["Golden"], "Deduplication": ["LabelledPairs"],
            "BibliographicFormats": ["CitationFileCounts.csv"], "MetaAnalysis": ["Reference"],
            "ModelEvaluation": ["Reference"],
            "MedicalImages": ["Reference"],
        ][name] ?? [],
        swiftSettings: settings
    )
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting",
    package: "hummingbird"
)
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)

let domain: [Target.Dependency] = [
    "Bibliography", "BibliographicFormats", "Deduplication", "Screening", "RiskOfBias",
    "MetaAnalysis", "ModelEvaluation", "MedicalImages", "Statistics", "Review",
]

let package = Package(
    name: "consilience",
    platforms: [.macOS(.v14)],
    products: [
        .executable(name: "consilience", targets: ["consilience"]),
        .library(name: "MetaAnalysis", targets: ["MetaAnalysis"]),
        .library(name: "Statistics", targets: ["Statistics"]),
        .library(name: "BibliographicFormats", targets: ["Bibliography", "BibliographicFormats"]),
        .library(name: "Deduplication", targets: ["Deduplication"]),
        .library(name: "MedicalImages", targets: ["MedicalImages"]),
        .library(name: "ModelEvaluation", targets: ["ModelEvaluation"]),
        .library(name: "Review", targets: ["Review", "ReviewStore", "Screening"]),
        .library(name: "Figures", targets: ["Figures"]),
        .library(name: "Workbench", targets: ["Workbench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        room("Statistics"),
        room("Bibliography"),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        room("RiskOfBias", ["Statistics"]),
        room("BibliographicFormats", ["Bibliography", "CZlib"]),
        room("Deduplication", ["Bibliography", "Statistics"]),
        room("Screening", ["Bibliography", "Statistics"]),
        room("MetaAnalysis", ["Statistics"]),
        room("ModelEvaluation", ["Statistics"]),
        room("MedicalImages", ["CZlib"]),
        room(
            "Review",
            [
                "Bibliography", "Deduplication", "Screening", "RiskOfBias", "MetaAnalysis",
                "Statistics",
            ]
        ),
        room(
            "ReviewStore",
            ["Bibliography", "BibliographicFormats", "Review", grdb, crypto, cryptoExtras]
        ),
        room(
            "Figures",
            ["Deduplication", "MetaAnalysis", "RiskOfBias", "ModelEvaluation", "Review"]
        ),
        room(
            "Reporting",
            [
                "Bibliography", "BibliographicFormats", "Deduplication", "Figures", "Review",
                "Screening", "RiskOfBias", "MetaAnalysis", "Statistics",
            ]
        ),
        room("Workbench", domain + ["ReviewStore", "Figures", "Reporting", yams]),
        .target(
            name: "WorkbenchServer",
            dependencies: [
                "Bibliography", "BibliographicFormats", "Deduplication", "Figures", "MetaAnalysis",
                "Reporting", "Review", "ReviewStore", "RiskOfBias", "Screening", "Statistics",
                "Workbench", hummingbird, hummingbirdCore, hummingbirdTLS, httpTypes, logging,
                nioCore, nioSSL,
                serviceLifecycle,
            ],
            // Inside the program, so that it is one file wherever it is copied to.
            resources: [
                "appraisal", "conflict", "duplicates", "enter", "extraction", "fulltexts", "import",
                "kept", "live", "report", "screening", "settings", "synthesis", "workbench",
            ].map { .embedInCode("Assets/\($0).js") },
            swiftSettings: settings
        ),
        .executableTarget(
            name: "consilience",
            dependencies: [
                "BibliographicFormats", "Deduplication", "Figures", "ModelEvaluation", "Reporting",
                "Review", "ReviewStore", "RiskOfBias", "Screening", "Workbench",
                "WorkbenchServer",
                argumentParser,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Deduplication", "Review", "RiskOfBias", "Screening"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("Statistics", ["Statistics"]),
        tests("Bibliography", ["Bibliography"]),
        tests("RiskOfBias", ["RiskOfBias", "Statistics"]),
        tests("BibliographicFormats", ["BibliographicFormats", "Bibliography"]),
        tests("Deduplication", ["Deduplication", "Bibliography", "Statistics"]),
        tests("Screening", ["Screening"]),
        tests("MetaAnalysis", ["MetaAnalysis", "Statistics"]),
        tests("ModelEvaluation", ["ModelEvaluation", "Statistics"]),
        tests("MedicalImages", ["MedicalImages"]),
        tests("Review", domain),
        tests("ReviewStore", ["ReviewStore", "Review", "Bibliography", "Screening", grdb]),
        tests("Figures", ["Figures", "ModelEvaluation", "Review"]),
        tests("Reporting", domain + ["Figures", "Reporting"]),
        tests("Workbench", domain + ["ReviewStore", "Figures", "Reporting", "Workbench"]),
        tests(
            "WorkbenchServer",
            [
                "Bibliography", "BibliographicFormats", "Reporting", "Review", "ReviewStore",
                "RiskOfBias", "Screening", "Workbench", "WorkbenchServer", hummingbird,
                hummingbirdTesting, httpTypes, logging, nioCore,
            ]
        ),
        tests("Consilience", domain + ["Figures", "ReviewStore", "Workbench", "consilience"]),
    ]
)
