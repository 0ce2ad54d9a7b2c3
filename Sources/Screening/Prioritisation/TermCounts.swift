import Statistics

/// How often each term occurs in each document.
struct TermCounts {
    /// Where each document begins in `terms` and `counts`, and where the last one ends.
    private(set) var offsets: [Int] = [0]
    /// Number of each term of a document.
    private(set) var terms: [UInt32] = []
    /// How often it occurs there; 65,535 at most.
    private(set) var counts: [UInt16] = []
    /// Kind of each term.
    private(set) var kinds: [TermKind] = []
    /// Documents each term occurs in.
    private(set) var documentFrequencies: [UInt32] = []

    /// Documents.
    var documents: Int { offsets.count - 1 }

    /// Counts the terms of documents, in rounds of some thousands on all processors.
    init(_ documents: [ScreeningDocument], recipe: FeatureRecipe) {
        var table = TermTable()
        let round = 8_192
        for first in stride(from: 0, to: documents.count, by: round) {
            let count = min(round, documents.count - first)
            let chunks = Parallel.map(count, inRangesOf: 256) { range in
                Chunk(documents, first + range.lowerBound..<first + range.upperBound, recipe)
            }
            for chunk in chunks { append(chunk, &table) }
        }
    }

    private mutating func append(_ chunk: Chunk, _ table: inout TermTable) {
        var entry = 0
        for end in chunk.ends {
            while entry < end {
                let number = table.number(of: chunk.keys[entry])
                if Int(number) == kinds.count {
                    kinds.append(chunk.kinds[entry])
                    documentFrequencies.append(0)
                }
                documentFrequencies[Int(number)] += 1
                terms.append(number)
                counts.append(chunk.counts[entry])
                entry += 1
            }
            offsets.append(terms.count)
        }
    }

    /// The counted hashes of some documents, each term once per document.
    private struct Chunk: Sendable {
        var ends: [Int] = []
        var keys: [UInt64] = []
        var kinds: [TermKind] = []
        var counts: [UInt16] = []

        init(_ documents: [ScreeningDocument], _ range: Range<Int>, _ recipe: FeatureRecipe) {
            var tokeniser = Tokeniser(recipe)
            var found = [[UInt64]](repeating: [], count: TermKind.allCases.count)
            for document in documents[range] {
                for kind in found.indices { found[kind].removeAll(keepingCapacity: true) }
                tokeniser.appendTerms(of: document, to: &found)
                for kind in TermKind.allCases { count(&found[Int(kind.rawValue)], kind) }
                ends.append(keys.count)
            }
        }

        private mutating func count(_ terms: inout [UInt64], _ kind: TermKind) {
            terms.sort()
            var start = 0
            for end in 1..<max(terms.count + 1, 1)
            where end == terms.count || terms[end] != terms[start] {
                keys.append(terms[start])
                kinds.append(kind)
                counts.append(UInt16(clamping: end - start))
                start = end
            }
        }
    }
}
