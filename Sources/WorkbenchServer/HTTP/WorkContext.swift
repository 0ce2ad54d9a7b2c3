import Hummingbird
import Logging
import NIOCore

/// What is known of a request beside its text.
struct WorkContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Address of the other end, without its port; `nil` in tests.
    let remoteAddress: String?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// Bytes of a body that is decoded whole.
    var maxUploadSize: Int { 2 << 20 }
}
