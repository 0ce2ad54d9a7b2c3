import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A page that an XML parser has read.
final class ParsedPage: NSObject, XMLParserDelegate {
    private(set) var elements: [String: Int] = [:]
    private(set) var identifiers: [String] = []
    private(set) var addresses: [String] = []
    private(set) var text = ""
    private(set) var fault: String?

    /// Reads a document, or a fragment with a root around it.
    init(_ source: String, isFragment: Bool = false) {
        super.init()
        let whole = isFragment ? "<div>\(source)</div>" : source
        let parser = XMLParser(data: Data(whole.utf8))
        parser.delegate = self
        if !parser.parse() {
            fault = "line \(parser.lineNumber): \(String(describing: parser.parserError))"
        }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements[name, default: 0] += 1
        if let id = attributes["id"] { identifiers.append(id) }
        for key in ["href", "src"] { if let value = attributes[key] { addresses.append(value) } }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
