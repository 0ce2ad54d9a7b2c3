import GRDB

/// The tables of a journal; kept in one place so that `verify` can compare them.
enum JournalSchema {
    /// Marks the file as a journal of this program (`PRAGMA application_id`): "CNSL".
    static let applicationID = 0x434E_534C
    /// Format of the file (`PRAGMA user_version`): 2 may hold decisions of the workbench.
    static let format = 2

    /// Creates all tables, triggers and views in an empty database.
    ///
    /// Rows are only ever added: triggers refuse a change, whichever program tries it. The numbers are
    /// `AUTOINCREMENT` since SQLite then remembers the highest one given, which the chain cannot tell
    /// when the last events are cut off.
    ///
    /// - Parameters:
    ///   - database: an empty database.
    ///   - format: format of the file.
    /// - Throws: the database's error.
    static func create(in database: Database, format: Int = JournalSchema.format) throws {
        try database.execute(
            sql: """
                CREATE TABLE event(
                    seq INTEGER PRIMARY KEY AUTOINCREMENT CHECK (seq > 0),
                    at TEXT NOT NULL,
                    actor TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    version INTEGER NOT NULL CHECK (version > 0),
                    payload TEXT NOT NULL CHECK (json_valid(payload)),
                    previous_hash TEXT NOT NULL,
                    hash TEXT NOT NULL UNIQUE
                ) STRICT;
                CREATE TABLE imported_record(
                    event INTEGER NOT NULL REFERENCES event(seq),
                    position INTEGER NOT NULL CHECK (position > 0),
                    content TEXT NOT NULL CHECK (json_valid(content)),
                    hash TEXT NOT NULL,
                    PRIMARY KEY (event, position)
                ) STRICT, WITHOUT ROWID;
                \(appendOnlyTriggers("event"))
                \(appendOnlyTriggers("imported_record"))
                \(views)

                \(currentDecision(format))
                """
        )
    }

    /// Brings a file of an earlier format to the present one: no row is touched.
    static func upgrade(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found > 0, found < format else { return }
        try database.execute(
            sql: """
                DROP VIEW current_decision;
                \(currentDecision(format))
                PRAGMA user_version = \(format);
                """
        )
    }

    private static func appendOnlyTriggers(_ table: String) -> String {
        ["UPDATE", "DELETE"].map { verb in
            """
            CREATE TRIGGER \(table)_refuses_\(verb.lowercased()) BEFORE \(verb) ON \(table)
            BEGIN SELECT RAISE(ABORT, 'a journal is only ever added to'); END;
            """
        }.joined(separator: "\n")
    }

    /// For people who look into the file with an SQLite browser.
    private static let views = """
        CREATE VIEW standing_event AS
        WITH RECURSIVE
            last_undo(target, undo) AS (
                SELECT CAST(payload ->> '$.sequence' AS INTEGER), max(seq)
                FROM event WHERE kind = 'undone' AND payload ->> '$.sequence' < seq GROUP BY 1
            ),
            chain(root, current, depth) AS (
                SELECT seq, seq, 0 FROM event
                UNION ALL
                SELECT root, undo, depth + 1 FROM chain JOIN last_undo ON target = current
            )
        SELECT event.* FROM event
        JOIN (SELECT root, max(depth) AS depth FROM chain GROUP BY root) ON root = seq
        WHERE depth % 2 = 0;

        CREATE VIEW source AS
        SELECT seq AS event, at, payload ->> '$.source' AS source, payload ->> '$.kind' AS kind,
            payload ->> '$.database' AS "database", payload ->> '$.platform' AS platform,
            payload ->> '$.searched' AS searched, payload ->> '$.query' AS query,
            payload ->> '$.recordsRead' AS records, payload ->> '$.sha256' AS sha256
        FROM standing_event WHERE kind = 'search-imported';

        CREATE VIEW record AS
        SELECT source.source || ':' || position AS record, source.source AS source, position,
            content ->> '$.title' AS title, content ->> '$.year' AS year,
            content ->> '$.journal' AS journal, content ->> '$.doi' AS doi,
            content ->> '$.pmid' AS pmid, content
        FROM imported_record JOIN source USING (event);
        """

    /// The view of the decisions that count, as files of a format have it.
    ///
    /// Format 1 knows those of sheets only; format 2 those of the workbench too.
    private static func currentDecision(_ format: Int) -> String {
        let fields = ["record", "stage", "reviewer", "role", "verdict", "reason", "note"]
        let ofSheets = fields.map { "value ->> '$.\($0)' AS \($0)" }.joined(separator: ", ")
        let ofWorkbench = fields.map { "payload ->> '$.decision.\($0)' AS \($0)" }
            .joined(separator: ", ")
        guard format >= 2 else { return firstCurrentDecision }
        return """
            CREATE VIEW current_decision AS
            WITH decision AS (
                SELECT \(ofSheets), at, seq AS event, json_each.key AS place
                FROM standing_event, json_each(payload, '$.rows')
                WHERE standing_event.kind = 'decisions-recorded'
                UNION ALL
                SELECT \(ofWorkbench), at, seq, 0
                FROM standing_event WHERE kind = 'decision-cast'
            )
            SELECT record, stage, reviewer, role, verdict AS decision, reason, note, at, event FROM (
                SELECT *, row_number() OVER (
                    PARTITION BY record, stage, CASE role WHEN 'vote' THEN reviewer END
                    ORDER BY event DESC, place DESC
                ) AS newest
                FROM decision
            ) WHERE newest = 1;
            """
    }

    /// Kept as it was, to the letter: `verify` compares it with that of the files.
    private static let firstCurrentDecision = """
        CREATE VIEW current_decision AS
        SELECT record, stage, reviewer, role, decision, reason, note, at, event FROM (
            SELECT value ->> '$.record' AS record, value ->> '$.stage' AS stage,
                value ->> '$.reviewer' AS reviewer, value ->> '$.role' AS role,
                value ->> '$.verdict' AS decision, value ->> '$.reason' AS reason,
                value ->> '$.note' AS note, at, seq AS event,
                row_number() OVER (
                    PARTITION BY value ->> '$.record', value ->> '$.stage',
                        CASE value ->> '$.role' WHEN 'vote' THEN value ->> '$.reviewer' END
                    ORDER BY seq DESC, json_each.key DESC
                ) AS newest
            FROM standing_event, json_each(payload, '$.rows')
            WHERE standing_event.kind = 'decisions-recorded'
        ) WHERE newest = 1;
        """
}
