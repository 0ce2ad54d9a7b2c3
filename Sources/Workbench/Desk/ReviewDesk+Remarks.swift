public import Review

extension ReviewDesk {
    /// Records a remark; it is on the disk when this returns.
    ///
    /// A remark that comes again under the same name is not recorded again.
    ///
    /// - Parameters:
    ///   - remark: the remark.
    ///   - actor: who made it.
    /// - Returns: the event that holds it.
    /// - Throws: `DecisionRefused` with the reasons, `JournalError`.
    public func remark(_ remark: Remark, by actor: String) throws -> DecisionReceipt {
        try catchUp()
        if let event = live.receipt(ofRemark: remark.id) {
            guard live.event(event)?.payload == .remarkMade(remark) else {
                throw DecisionRefused(["event \(event) is another remark of this name"])
            }
            return DecisionReceipt(event: event, isRepeated: true)
        }
        let objections = live.objections(to: remark)
        guard objections.isEmpty else { throw DecisionRefused(objections) }
        return DecisionReceipt(event: try write(.remarkMade(remark), by: actor), isRepeated: false)
    }

    /// Takes back a remark that nobody has answered.
    ///
    /// - Parameters:
    ///   - sequence: number of its event.
    ///   - actor: who made it; nobody takes back what another said.
    /// - Returns: number of the event that takes it back.
    /// - Throws: `DecisionRefused`, `JournalError`.
    public func takeBack(remark sequence: Int, by actor: String) throws -> Int {
        try catchUp()
        guard let event = live.event(sequence), event.payload.remark != nil else {
            throw DecisionRefused(["event \(sequence) is no remark"])
        }
        guard event.actor == actor else {
            throw DecisionRefused(["event \(sequence) is a remark of \(event.actor)"])
        }
        let objections = live.objections(toTakingBackRemark: sequence)
        guard objections.isEmpty else { throw DecisionRefused(objections) }
        return try write(.undone(Undo(sequence: sequence, why: nil)), by: actor)
    }
}
