import Foundation
import Reporting
import Review
import RiskOfBias
import Workbench

/// The protocol as forms and as text, and what a change of it would do.
enum SettingsPage {
    /// Renders the settings.
    static func page(
        _ present: (text: String, stamp: String)?,
        _ plan: ReviewProtocol?,
        _ frame: PageFrame,
        isSaved: Bool
    ) -> Page {
        let saved: Markup =
            isSaved ? "<p class=\"good\" role=\"status\">\(frame.text(.settingsSaved))</p>\n" : ""
        var body: Markup
        if let present {
            do throws(InputRefused) {
                let file = try ReviewFile(parsing: present.text)
                let form = ProtocolForm(file.reviewProtocol)
                body = ProtocolFormPage.form(
                    form,
                    basis: present.stamp,
                    ownInstruments: !file.instruments.isEmpty,
                    frame
                )
            } catch {
                body = faults(error, frame)
            }
            body += editor(present.text, basis: present.stamp, frame)
        } else {
            let form = ProtocolForm(plan ?? ReviewProtocol(title: ""))
            body =
                "<p class=\"mind\">\(frame.text(.noReviewFile))</p>\n"
                + ProtocolFormPage.form(form, basis: nil, ownInstruments: false, frame)
        }
        return Page(
            place: .settings,
            title: frame.text(.settings),
            review: plan?.title,
            scripts: ["settings"],
            content: "\(links(frame))\(saved)\(body)\(BlindingNote.markup(plan, frame))"
        )
    }

    private static func links(_ frame: PageFrame) -> Markup {
        """
        <nav class="tabs" aria-label="\(frame.text(.settings))"><ul>
        <li><a href="/people">\(frame.text(.people))</a></li>
        <li><a href="/account">\(frame.text(.account))</a></li>
        <li><a href="/screening-plan">\(frame.text(.screeningPlan))</a></li>
        <li><a href="/log">\(frame.text(.log))</a></li>
        </ul></nav>

        """
    }

    // MARK: Text

    /// The editor, with the numbers of the lines beside it.
    private static func editor(
        _ text: String,
        basis: String?,
        isOpen: Bool = false,
        _ frame: PageFrame
    ) -> Markup {
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
        let numbers = (1...max(count, 1)).map(String.init).joined(separator: "\n")
        let open: Markup = isOpen ? " open" : ""
        return """
            <details id="editor"\(open)><summary>\(frame.text(.reviewFileAsText))</summary>
            <form method="post" action="/settings/text">\(tokenField(frame))\(basisField(basis))
            <p class="note">\(frame.text(.reviewFileNote))</p>
            <div class="numbered"><pre id="numbers" aria-hidden="true">\(numbers)</pre>
            <textarea class="code" id="text" name="text" spellcheck="false" rows="\(count + 1)" \
            aria-label="\(frame.text(.reviewFileAsText))">
            \(exact(text))</textarea></div>
            <p><button>\(frame.text(.previewChange))</button></p></form></details>

            """
    }

    /// Text that comes back from a form as it was: markup leaves out what a reader must not see.
    private static func exact(_ text: String) -> Markup {
        Markup(
            trusted: text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;").replacing("\r", with: "")
        )
    }

    /// The stamp of the file on which a form rests; blank where there was none.
    static func basisField(_ basis: String?) -> Markup {
        "<input type=\"hidden\" name=\"basis\" value=\"\(basis ?? "")\">"
    }

    // MARK: Refusals

    /// Renders a text that was refused, with every fault.
    static func refused(
        _ refused: InputRefused,
        _ change: ChangeReviewFile,
        _ frame: PageFrame
    ) -> Page {
        Page(
            place: .settings,
            title: frame.text(.settings),
            review: nil,
            scripts: ["settings"],
            content: """
                \(faults(refused, frame))\(editor(change.text, basis: change.basis, isOpen: true, frame))
                <p><a href="/settings">\(frame.text(.cancel))</a></p>

                """
        )
    }

    /// Renders a form that was refused, with every fault.
    static func refused(
        _ refused: InputRefused,
        _ form: ProtocolForm,
        _ basis: String?,
        _ frame: PageFrame
    ) -> Page {
        Page(
            place: .settings,
            title: frame.text(.settings),
            review: nil,
            content: """
                \(faults(refused, frame))\
                \(ProtocolFormPage.form(form, basis: basis, ownInstruments: false, frame))
                <p><a href="/settings">\(frame.text(.cancel))</a></p>

                """
        )
    }

    private static func faults(_ refused: InputRefused, _ frame: PageFrame) -> Markup {
        let rows = refused.faults.map { fault -> Markup in
            let place = fault.line.map { "\(fault.file):\($0)" } ?? fault.file
            return "<code>\(place)</code> \(fault.column ?? "") \(fault.what)"
        }
        return """
            <div class="mind" role="alert"><h2>\(frame.text(.nothingWasWritten))</h2>
            <div lang="en">\(bullets(rows))</div></div>

            """
    }

    // MARK: Preview

    /// Renders what a change would do, and the form that makes it.
    static func preview(
        _ change: ChangeReviewFile,
        _ before: String,
        _ recorded: [String],
        _ frame: PageFrame
    ) -> Page {
        let content = Data(change.text.utf8).base64EncodedString()
        let events: Markup =
            recorded.isEmpty
            ? "<p class=\"empty\">\(frame.text(.nothingRecorded))</p>\n"
            : "<div lang=\"en\">\(bullets(recorded.map { "\($0)" }))</div>"
        return Page(
            place: .settings,
            title: frame.text(.previewChange),
            review: nil,
            content: """
                <h2>\(frame.text(.whatIsRecorded))</h2>
                \(events)<h2>\(frame.text(.whatChangesInFile))</h2>
                \(difference(before, change.text, frame))
                <form class="row" method="post" action="/settings/save" data-unsaved>\
                \(tokenField(frame))\(basisField(change.basis))
                <input type="hidden" name="content" value="\(content)">
                <button>\(frame.text(.saveChange))</button> \
                <a href="/settings">\(frame.text(.cancel))</a></form>

                """
        )
    }

    /// Lines that come and go, with the number of each.
    private static func difference(
        _ before: String,
        _ after: String,
        _ frame: PageFrame
    ) -> Markup {
        func lines(_ text: String) -> [Substring] {
            text.split(separator: "\n", omittingEmptySubsequences: false)
        }
        let (old, new) = (lines(before), lines(after))
        guard old.count + new.count < 20_000 else {
            return "<p>\(frame.text(.tooLongToCompare))</p>\n"
        }
        let changes = new.difference(from: old)
        var gone: Set<Int> = []
        var come: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): come.insert(offset)
            }
        }
        var rows: [Markup] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if gone.contains(left) {
                rows.append("<li class=\"removed\">− \(left + 1) \(String(old[left]))</li>\n")
                left += 1
            } else if come.contains(right) {
                rows.append("<li class=\"added\">+ \(right + 1) \(String(new[right]))</li>\n")
                right += 1
            } else {
                (left, right) = (left + 1, right + 1)
            }
        }
        guard !rows.isEmpty else {
            return "<p class=\"empty\">\(frame.text(.nothingChanges))</p>\n"
        }
        return """
            <div class="table" role="region" tabindex="0" \
            aria-label="\(frame.text(.whatChangesInFile))"><ul class="diff">
            \(rows)</ul></div>

            """
    }
}
