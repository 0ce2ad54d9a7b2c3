import Foundation
import Testing

@testable import Figures

/// Colours stand out from what they are drawn on.
///
/// - Reference: WCAG 2.2, success criteria 1.4.3 (text, 4.5 : 1) and 1.4.11 (graphics, 3 : 1).
struct ContrastTests {
    /// Contrast ratio of two colours `#rrggbb`, 1 to 21.
    static func contrast(_ first: String, _ second: String) throws -> Double {
        let lights = try [first, second].map(luminance).sorted()
        return (lights[1] + 0.05) / (lights[0] + 0.05)
    }

    private static func luminance(_ colour: String) throws -> Double {
        let value = try #require(Int(colour.dropFirst(), radix: 16))
        let parts = [16, 8, 0].map { shift -> Double in
            let part = Double((value >> shift) & 0xFF) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    @Test func theRatioIsThatOfTheStandard() throws {
        #expect(abs(try Self.contrast("#ffffff", "#000000") - 21) < 1e-9)
        // The grey that WCAG's own examples name as just enough on white.
        #expect(abs(try Self.contrast("#767676", "#ffffff") - 4.54) < 0.005)
    }

    @Test(arguments: [Theme.light, .dark])
    func textCanBeRead(theme: Theme) throws {
        for ground in [theme.paper, theme.shade] {
            #expect(try Self.contrast(theme.ink, ground) >= 7)
            #expect(try Self.contrast(theme.muted, ground) >= 4.5)
        }
        for ground in [theme.phase, theme.heading] {
            #expect(try Self.contrast(theme.ink, ground) >= 4.5)
        }
        for ground in [theme.low, theme.middle, theme.high, theme.unclear] {
            #expect(try Self.contrast(theme.symbol, ground) >= 4.5)
        }
    }

    @Test(arguments: [Theme.light, .dark])
    func marksCanBeSeen(theme: Theme) throws {
        for colour in [theme.accent, theme.pooled] + theme.groups.prefix(4) {
            #expect(try Self.contrast(colour, theme.paper) >= 3, "\(colour)")
        }
    }
}
