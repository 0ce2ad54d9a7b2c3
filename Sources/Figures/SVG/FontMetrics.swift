/// Width of text set in Helvetica, Arial or Liberation Sans.
///
/// Figures are laid out before any renderer sees them, so the width of every word must be known
/// here. The three fonts of the figures' stack share their advance widths; scalars none of them has
/// are drawn from a fallback font and get the generous width of their class, so that a wrong guess
/// leaves a gap rather than an overlap.
enum FontMetrics {
    /// Advances of consecutive scalars.
    struct Block: Sendable {
        /// First scalar of the block.
        let first: UInt32
        /// Advances in thousandths of the font size; 0 for scalars without a glyph.
        let advances: [Int]
    }

    /// Height above the baseline that Arial's line box reserves, as a share of the font size.
    static let ascent = 0.905

    /// Depth below the baseline that Arial's line box reserves, as a share of the font size.
    static let descent = 0.212

    /// Returns the advance of a scalar in thousandths of the font size.
    static func advance(of scalar: Unicode.Scalar, bold: Bool) -> Int {
        let blocks = bold ? FontAdvances.bold : FontAdvances.regular
        for block in blocks where scalar.value >= block.first {
            let index = Int(scalar.value - block.first)
            if index < block.advances.count, block.advances[index] > 0 {
                return block.advances[index]
            }
        }
        return classAdvance(of: scalar)
    }

    /// Returns a width for a scalar that the font lacks, from its class.
    static func classAdvance(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation || isPictograph(scalar.value) { return 1300 }
        if isEastAsianWide(scalar.value) { return 1000 }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: return 850
        case .lowercaseLetter, .modifierLetter, .modifierSymbol: return 680
        case .decimalNumber: return 650
        case .spaceSeparator, .connectorPunctuation: return 500
        case .mathSymbol, .otherSymbol: return 1050
        default: return 900
        }
    }

    private static func isPictograph(_ value: UInt32) -> Bool {
        (0x1F000...0x1FAFF).contains(value) || (0x2600...0x27BF).contains(value)
    }

    private static func isEastAsianWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return true
        default:
            return false
        }
    }

    /// Tells whether a line may break before or after a scalar without a space, as in Chinese.
    static func breaksAnywhere(_ scalar: Unicode.Scalar) -> Bool {
        isEastAsianWide(scalar.value) && !(0xAC00...0xD7A3).contains(scalar.value)
    }
}
