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
    /// - Throws: `RemarkObjection`, `JournalError`.
    public func remark(_ remark: Remark, by actor: String) throws -> DecisionReceipt {
        try catchUp()
        if let event = live.receipt(ofRemark: remark.id) {
            guard live.event(event)?.payload == .remarkMade(remark) else {
                throw RemarkObjection.otherOfThisName(event)
            }
            return DecisionReceipt(event: event, isRepeated: true)
        }
        if let objection = live.objection(to: remark) { throw objection }
        return DecisionReceipt(event: try write(.remarkMade(remark), by: actor), isRepeated: false)
    }

    /// Takes back a remark that nobody has answered.
    ///
    /// - Parameters:
    ///   - sequence: number of its event.
    ///   - actor: who made it; nobody takes back what another said.
    /// - Returns: number of the event that takes it back.
    /// - Throws: `RemarkObjection`, `JournalError`.
    public func takeBack(remark sequence: Int, by actor: String) throws -> Int {
        try catchUp()
        if let objection = live.objection(toTakingBackRemark: sequence, by: actor) {
            throw objection
        }
        return try write(.undone(Undo(sequence: sequence, why: nil)), by: actor)
    }
}
