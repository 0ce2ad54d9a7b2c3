import Foundation

/// Unicode composition.
enum Composition {
    /// The text in normalisation form C.
    static func composed(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }
}
