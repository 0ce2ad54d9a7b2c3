/// A kind of term that is counted in a document.
enum TermKind: UInt8, Sendable, CaseIterable {
    /// A word of the title or the abstract.
    case word
    /// Two words that follow each other in the title or in the abstract.
    case bigram
    /// A word of the title.
    case titleWord
}

/// How documents become vectors.
///
/// Each block is weighted by TF-IDF and scaled to unit length; the blocks, scaled by the root of
/// their shares, stand side by side in one vector of unit length. The inner product of two vectors
/// is therefore a weighted mean of the blocks' cosines.
struct FeatureRecipe: Sendable, Equatable {
    /// Kinds of terms that share one unit of length.
    struct Block: Sendable, Equatable {
        /// Kinds of terms in the block.
        var kinds: [TermKind]
        /// Share of the block in the inner product, > 0.
        var share: Float
    }

    /// The blocks.
    var blocks: [Block]
    /// Documents a term must occur in.
    var minimumDocuments = 1
    /// Greatest fraction of the documents a term may occur in.
    var maximumFraction = 0.95
    /// Whether 1 + ln(tf) counts instead of the frequency tf in a document.
    var isSublinear = true
    /// Topics to find, 0 to 13.
    var topics = 0

    /// Terms that the recipe needs.
    var kinds: Set<TermKind> { Set(blocks.flatMap(\.kinds)) }
}
