/// Numbers of subsets in the cells of a grid over a GOSH plot.
struct GOSHGrid {
    /// Subsets in a cell, with and without the named study.
    struct Cell: Equatable {
        var with = 0
        var without = 0

        var count: Int { with + without }
    }

    let columns: Int
    let rows: Int
    /// Cells row by row, from low to high I², each row from low to high estimates.
    private(set) var cells: [Cell]

    /// Counts subsets; those outside the limits of the axes are left out.
    ///
    /// - Parameters:
    ///   - subsets: results of subsets.
    ///   - horizontal: axis of the estimates; columns are equally wide on its ruler.
    ///   - vertical: axis of I².
    ///   - columns: number of columns, at least 1.
    ///   - rows: number of rows, at least 1.
    init(
        of subsets: [GOSHPlot.Subset],
        horizontal: PlotFrame.Axis,
        vertical: PlotFrame.Axis,
        columns: Int,
        rows: Int
    ) {
        let columns = max(1, columns)
        let rows = max(1, rows)
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Cell(), count: columns * rows)
        guard let across = Self.share(of: horizontal), let upwards = Self.share(of: vertical) else {
            return
        }
        for subset in subsets {
            guard let x = across(subset.estimate), let y = upwards(subset.iSquared) else {
                continue
            }
            let column = min(Int(x * Double(columns)), columns - 1)
            let row = min(Int(y * Double(rows)), rows - 1)
            if subset.isHighlighted {
                cells[row * columns + column].with += 1
            } else {
                cells[row * columns + column].without += 1
            }
        }
    }

    /// Returns how far along an axis a value lies, 0 to 1; `nil` outside.
    private static func share(of axis: PlotFrame.Axis) -> ((Double) -> Double?)? {
        guard let lower = axis.scale.transformed(axis.range.lowerBound),
            let upper = axis.scale.transformed(axis.range.upperBound), lower < upper
        else { return nil }
        return { value in
            guard let place = axis.scale.transformed(value) else { return nil }
            let share = (place - lower) / (upper - lower)
            // A limit computed from the data must not lose that very value.
            return share >= -1e-9 && share <= 1 + 1e-9 ? min(max(share, 0), 1) : nil
        }
    }

    /// Subsets of a column, for the histogram of estimates.
    func column(_ index: Int) -> Cell {
        (0..<rows).reduce(into: Cell()) { sum, row in
            sum.with += cells[row * columns + index].with
            sum.without += cells[row * columns + index].without
        }
    }

    /// Subsets of a row, for the histogram of I².
    func row(_ index: Int) -> Cell {
        cells[(index * columns)..<((index + 1) * columns)].reduce(into: Cell()) { sum, cell in
            sum.with += cell.with
            sum.without += cell.without
        }
    }

    /// Returns the smallest counts of up to `most` shades, equally spaced on a logarithmic ruler:
    /// the dense middle of a cloud would make all the rest one shade on a linear one.
    static func thresholds(most count: Int, shades: Int) -> [Int] {
        guard count > 0 else { return [] }
        var result: [Int] = []
        var power = 1.0
        let factor = GOSHGrid.root(Double(count), shades)
        for _ in 0..<shades {
            let threshold = max(Int(power.rounded(.up)), 1)
            if threshold <= count, threshold > (result.last ?? 0) { result.append(threshold) }
            power *= factor
        }
        return result
    }

    /// Returns the n-th root by bisection, which rounds alike on every platform.
    private static func root(_ value: Double, _ degree: Int) -> Double {
        var low = 1.0
        var high = max(value, 1)
        for _ in 0..<200 {
            let middle = (low + high) / 2
            let power = (0..<degree).reduce(1.0) { product, _ in product * middle }
            if power > value { high = middle } else { low = middle }
        }
        return low
    }
}
