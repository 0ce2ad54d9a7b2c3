import Foundation
import GRDB
import Review
import ReviewStore
import TestSupport
import Testing

/// A program that is killed while it makes the journal leaves a rollback journal beside the file.
@Suite struct HalfMadeJournalTests {
    @Test func remainsAreRolledBackByAReader() throws {
        let folder = try TemporaryFolder()
        let living = folder.path + "/living.sqlite"
        let dead = folder.path + "/dead.sqlite"
        let queue = try DatabaseQueue(path: living)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = 1; BEGIN; CREATE TABLE half(made)")
            for _ in 0..<50 {
                try database.execute(sql: "INSERT INTO half VALUES (randomblob(4000))")
            }
            // What a kill would leave at this moment.
            for ending in ["", "-journal"] {
                try FileManager.default.copyItem(
                    atPath: living + ending,
                    toPath: dead + ending
                )
            }
            try database.execute(sql: "ROLLBACK")
        }
        let journal = try Journal(path: dead, mode: .reading)
        #expect(try journal.events() == [])
        #expect(!folder.has("dead.sqlite-journal"))
    }
}
