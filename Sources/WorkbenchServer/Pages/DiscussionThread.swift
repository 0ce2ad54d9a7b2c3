import Foundation
import Reporting
import Review
import Screening

/// What people said about the votes on a work, and the form below.
enum DiscussionThread {
    /// A remark that was not taken, which stays in the form.
    struct Unsent: Sendable {
        /// Name of the remark.
        let id: String
        /// Its text.
        let text: String
        /// Why it was not taken.
        let why: Phrase
    }

    /// The thread and the form of a page on a conflict.
    static func section(
        _ discussion: Discussion,
        _ stage: Stage,
        _ id: RecordID,
        unsent: Unsent?,
        _ frame: PageFrame
    ) -> Markup {
        """
        <section id="discussion" aria-labelledby="discussion-heading">
        <h2 id="discussion-heading">\(frame.text(.discussion))</h2>
        <div id="thread" data-live>
        \(list(discussion, undoing: (stage, id), frame))</div>
        \(form(discussion, stage, id, unsent: unsent, frame))</section>

        """
    }

    /// The remarks alone, oldest first.
    ///
    /// - Parameters:
    ///   - discussion: the remarks.
    ///   - undoing: where own remarks are taken back; `nil` where they are only read.
    ///   - frame: the page's frame.
    /// - Returns: a list, or a sentence that says why there is none.
    static func list(
        _ discussion: Discussion,
        undoing: (stage: Stage, id: RecordID)? = nil,
        _ frame: PageFrame
    ) -> Markup {
        guard discussion.isOpen else {
            return "<p class=\"empty\">\(frame.text(.discussionClosed))</p>\n"
        }
        guard !discussion.remarks.isEmpty else {
            return "<p class=\"empty\">\(frame.text(.nothingSaid))</p>\n"
        }
        let items = discussion.remarks.map { standing -> Markup in
            let undo = undoing.map { takeBack(standing, discussion, $0, frame) } ?? ""
            return """
                <li id="remark-\(standing.event)" data-remark="\(standing.remark.id)">
                <div class="said"><strong>\(standing.remark.author)</strong> \
                \(time(standing.at)) <a href="/log/\(standing.event)">\(frame.text(.oneEvent)) \
                \(standing.event)</a>\(undo)</div>
                <p dir="auto">\(standing.remark.text)</p></li>

                """
        }
        return "<ol class=\"thread\">\n\(items)</ol>\n"
    }

    /// A time of the journal.
    static func time(_ time: String) -> Markup {
        let plain = time.replacing("T", with: " ").replacing("Z", with: " UTC")
        return "<time datetime=\"\(time)\">\(plain)</time>"
    }

    private static func takeBack(
        _ standing: StandingRemark,
        _ discussion: Discussion,
        _ place: (stage: Stage, id: RecordID),
        _ frame: PageFrame
    ) -> Markup {
        guard frame.caller?.may(.discuss) == true, discussion.mayTakeBack(standing) else {
            return ""
        }
        return """
            <form method="post" action="\(ConflictPage.address(place.stage, place.id))/remarks/\
            \(standing.event)/undo">\(tokenField(frame))<button class="plain">\
            \(frame.text(.takeRemarkBack))</button></form>
            """
    }

    private static func form(
        _ discussion: Discussion,
        _ stage: Stage,
        _ id: RecordID,
        unsent: Unsent?,
        _ frame: PageFrame
    ) -> Markup {
        guard frame.caller?.may(.discuss) == true, discussion.isOpen || unsent != nil else {
            return ""
        }
        guard let person = frame.caller?.person else {
            return "<p class=\"mind\"><a href=\"/account\">\(frame.text(.sayWhoYouAre))</a></p>\n"
        }
        let refusal: Markup =
            unsent.map {
                """
                <p class="mind" role="alert">\(frame.text(.refused)) \($0.why.markup(in: frame))</p>

                """
            } ?? ""
        return """
            \(refusal)<form class="remark" method="post" action="\(ConflictPage.address(stage, id))/remarks" \
            data-draft="\(person)">
            \(tokenField(frame))<input type="hidden" name="remark" \
            value="\(unsent?.id ?? UUID().uuidString)">
            <label for="remark-text">\(frame.text(.yourRemark))</label>
            <textarea id="remark-text" name="text" rows="3" maxlength="\(Remark.longestText)" required \
            aria-describedby="remark-note" aria-keyshortcuts="C">\(unsent?.text ?? "")</textarea>
            <p class="note" id="remark-note">\(frame.text(.remarkNote))</p>
            <button>\(frame.text(.sendRemark))</button>
            </form>

            """
    }
}
