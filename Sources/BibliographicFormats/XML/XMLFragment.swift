import Bibliography

/// The elements of one record, in the order of the text and without any nesting of values, so that
/// hostile depth costs nothing but memory in proportion to the input.
struct XMLFragment {
    /// One element; its descendants follow it up to `end`.
    private struct Node {
        let name: String
        let attributes: Range<Int>
        var end: Int
        let firstText: Int
        var endOfText: Int
    }

    private let bytes: [UInt8]
    private var nodes: [Node] = []
    private var texts: [Range<Int>] = []
    private var open: [Int] = []

    /// Creates a fragment of a text that elements will be added from.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether the first element is closed, or there is none.
    var isComplete: Bool { open.isEmpty }

    /// Adds an element inside those that are open.
    mutating func start(_ name: String, attributes: Range<Int>) {
        open.append(nodes.count)
        nodes.append(
            Node(
                name: name,
                attributes: attributes,
                end: nodes.count + 1,
                firstText: texts.count,
                endOfText: texts.count
            )
        )
    }

    /// Adds a text to the elements that are open.
    mutating func add(_ range: Range<Int>) {
        if !open.isEmpty { texts.append(range) }
    }

    /// Closes an element and those inside it that were left open.
    ///
    /// - Returns: Whether exactly the innermost element was closed.
    mutating func end(_ name: String) -> Bool {
        guard let place = open.last else { return false }
        if nodes[place].name == name {
            close()
            return true
        }
        // Only a few levels are looked at: a stray end tag must not cost the depth of the text.
        guard let depth = open.suffix(8).lastIndex(where: { nodes[$0].name == name }) else {
            return false
        }
        while open.count > depth { close() }
        return false
    }

    /// Closes all elements.
    mutating func endAll() {
        while !open.isEmpty { close() }
    }

    private mutating func close() {
        guard let place = open.popLast() else { return }
        nodes[place].end = nodes.count
        nodes[place].endOfText = texts.count
    }
}

extension XMLFragment {
    /// Place of an element.
    typealias Element = Int

    /// The first element.
    var root: Element? { nodes.isEmpty ? nil : 0 }

    /// The name of an element.
    func name(of element: Element) -> String { nodes[element].name }

    /// The elements directly inside an element.
    func children(of element: Element) -> [Element] {
        var found: [Element] = []
        var next = element + 1
        while next < nodes[element].end {
            found.append(next)
            next = nodes[next].end
        }
        return found
    }

    /// The elements of a name directly inside an element.
    func children(_ name: String, of element: Element) -> [Element] {
        children(of: element).filter { nodes[$0].name == name }
    }

    /// The first element of a path below an element.
    func first(_ path: String..., of element: Element) -> Element? {
        var place = element
        for name in path {
            guard let next = children(of: place).first(where: { nodes[$0].name == name }) else {
                return nil
            }
            place = next
        }
        return place
    }

    /// All text inside an element, that of inline mark-up included, cleaned.
    func text(of element: Element) -> String {
        let node = nodes[element]
        let parts = texts[node.firstText..<node.endOfText]
        if parts.count == 1, let only = parts.first { return PlainText.cleaned(bytes[only]) }
        var joined: [UInt8] = []
        for part in parts { joined.append(contentsOf: bytes[part]) }
        return PlainText.cleaned(joined[...])
    }

    /// The text of the first element of a name directly inside an element; `nil` if it has none.
    func text(_ name: String, of element: Element) -> String? {
        guard let child = first(name, of: element) else { return nil }
        let text = text(of: child)
        return text.isEmpty ? nil : text
    }

    /// The value of an attribute.
    func attribute(_ name: String, of element: Element) -> String? {
        XMLElements.attribute(name, in: nodes[element].attributes, of: bytes)
    }
}
