/// Colours between those of a theme.
extension Theme {
    /// Returns the background with a share of another colour in it.
    ///
    /// A mixed colour rather than a translucent one: areas that overlap keep their shade, and grey
    /// printing and converters without transparency show the same.
    ///
    /// - Parameters:
    ///   - colour: a colour as `#rrggbb`.
    ///   - share: 0 for the background, 1 for the colour.
    /// - Returns: A colour as `#rrggbb`; the colour itself if it is not written so.
    func tint(of colour: String, share: Double) -> String {
        Theme.blend(of: colour, over: paper, share: share)
    }

    /// Returns one colour with a share of another in it, both as `#rrggbb`.
    static func blend(of colour: String, over other: String, share: Double) -> String {
        guard let over = channels(colour), let under = channels(other), share.isFinite
        else { return colour }
        let part = min(max(share, 0), 1)
        let mixed = zip(over, under).map { over, under in
            Int((Double(over) * part + Double(under) * (1 - part)).rounded())
        }
        return "#"
            + mixed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Returns red, green and blue from 0 to 255.
    private static func channels(_ colour: String) -> [Int]? {
        guard colour.hasPrefix("#"), colour.utf8.count == 7,
            let value = Int(colour.dropFirst(), radix: 16)
        else { return nil }
        return [value >> 16, (value >> 8) & 255, value & 255]
    }
}
