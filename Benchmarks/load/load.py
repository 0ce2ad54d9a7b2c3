#!/usr/bin/env python3
"""Many reviewers vote at once: how long they wait, and whether a vote is lost or doubled.

Makes a review of generated records, serves it with --team on loopback, lets every reviewer take up an
invitation, and then has all of them fetch records and vote in a closed loop, each over one connection
that stays open. Afterwards every acknowledged vote is looked for in the journal, by its name.

    python3 Benchmarks/load/load.py .build/release/consilience --folder /tmp/load

Needs nothing but Python 3.10 or newer. Latencies are those of the client, its own waiting included.
"""

import argparse
import asyncio
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import uuid

PASSWORD = "correct horse battery staple"


# The review


def write_exports(path, count, seed=7):
    """Writes RIS records whose words follow Zipf's law; a tenth of them twice."""
    chance = random.Random(seed)
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "en", "or", "is")]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    pool = chance.choices(words, weights, k=400_000)

    def text(length):
        start = chance.randrange(len(pool) - length)
        return " ".join(pool[start:start + length])

    with open(path, "w") as file:
        number = 0
        while number < count:
            title, year = text(chance.randint(8, 16)).capitalize(), chance.randint(1990, 2026)
            record = (
                f"TY  - JOUR\nTI  - {title}\nAU  - {text(1).capitalize()}, {text(1).capitalize()}\n"
                f"AU  - {text(1).capitalize()}, {text(1).capitalize()}\nPY  - {year}\n"
                f"JO  - Journal of {text(2)}\nVL  - {chance.randint(1, 60)}\n"
                f"SP  - {chance.randint(1, 3000)}\nDO  - 10.1234/load.{number}\n"
                f"AB  - {text(chance.randint(120, 260))}.\nKW  - {text(1)}\nKW  - {text(2)}\nER  -\n\n")
            copies = 2 if chance.random() < 0.1 and number + 2 <= count else 1
            file.write(record * copies)
            number += copies


def make_review(program, folder, records, names):
    os.makedirs(folder, exist_ok=True)
    if os.path.exists(f"{folder}/review.sqlite"):
        return
    with open(f"{folder}/review.yaml", "w") as file:
        file.write("title: Load\nvotes_per_record: 2\nreviewers: [" + ", ".join(names) + "]\n"
                   "terms:\n  include: [ba*, model*]\n  exclude: [co*]\n"
                   "sources:\n  - file: exports/load.ris\n    database: Generated\n")
    os.makedirs(f"{folder}/exports", exist_ok=True)
    write_exports(f"{folder}/exports/load.ris", records)
    start = time.monotonic()
    subprocess.run([program, "build", folder], check=True, stdout=subprocess.DEVNULL)
    print(f"imported {records} records and built the report in {time.monotonic() - start:.1f} s",
          file=sys.stderr)


# The server


class Server:
    def __init__(self, program, folder):
        self.process = subprocess.Popen(
            [program, "serve", folder, "--team", "--port", "0"], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)(/\S*)", line)
        if not found:
            sys.exit(f"the server did not start: {line}")
        self.port, self.path = int(found[1]), found[2]

    def memory(self):
        """Largest resident set so far, in MiB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1]) / 1024

    def processor(self):
        """Seconds of processor time so far."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(60)


class Connection:
    """One browser over one connection: little more than the bytes, so that it costs little to measure."""

    def __init__(self, port):
        self.port = port
        self.cookie = self.token = None
        self.reader = self.writer = None

    async def request(self, method, path, body=None, kind="application/json"):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        if self.cookie:
            head += f"Cookie: consilience={self.cookie}\r\n"
        if self.token:
            head += f"X-Form-Token: {self.token}\r\n"
        data = body.encode() if body is not None else b""
        if body is not None:
            head += f"Content-Type: {kind}\r\nContent-Length: {len(data)}\r\n"
        self.writer.write(head.encode() + b"\r\n" + data)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        status = int(answer[9:12])
        length = re.search(rb"(?i)content-length: (\d+)", answer)
        content = await self.reader.readexactly(int(length[1])) if length else b""
        cookie = re.search(rb"(?i)set-cookie: consilience=([^;]*)", answer)
        if cookie:
            self.cookie = cookie[1].decode()
        return status, content

    async def form(self, path, **fields):
        if self.token:
            fields["_token"] = self.token
        return await self.request("POST", path, urllib.parse.urlencode(fields),
                                  "application/x-www-form-urlencoded")

    async def take_token(self):
        status, page = await self.request("GET", "/account")
        assert status == 200, (status, page)
        self.token = re.search(rb'name="form-token" content="([^"]+)"', page)[1].decode()

    async def accept(self, path):
        status, page = await self.form(path, password=PASSWORD, again=PASSWORD)
        assert status == 200, (status, page)
        await self.take_token()

    async def log_in(self, name):
        status, page = await self.form("/log-in", name=name, password=PASSWORD)
        assert status == 200, (status, page)
        await self.take_token()

    def close(self):
        if self.writer:
            self.writer.close()


async def enter(server, names):
    """Everybody's connection: the admin invites, the others take the invitations up."""
    admin = Connection(server.port)
    is_new = server.path.startswith("/invitation/")
    if is_new:
        await admin.accept(server.path)
    else:
        await admin.log_in("admin")
    people = {}
    for name in names:
        one = Connection(server.port)
        if is_new:
            status, page = await admin.form("/people/invite", name=name, role="reviewer")
            assert status == 200, (status, page)
            await one.accept(re.search(rb"/invitation/[A-Za-z0-9_-]+", page)[0].decode())
        else:
            await one.log_in(name)
        people[name] = one
    return admin, people


# The load


class Tally:
    def __init__(self):
        self.waits = {"next": [], "vote": [], "progress": [], "dashboard": []}
        self.acknowledged = {}
        self.unanswered = {}
        self.refused = []
        self.signs = 0


async def timed(tally, kind, work):
    start = time.perf_counter()
    answer = await work
    tally.waits[kind].append(time.perf_counter() - start)
    return answer


async def screen(name, connection, order, end, tally, think):
    """Fetches and votes until the time is over; the browser's way: a few at a time, the rest skipped."""
    base = "/api/v1/screening/title-abstract"
    chance = random.Random(name)
    queue = []
    try:
        while time.monotonic() < end:
            skip = urllib.parse.quote(";".join(queue))
            status, content = await timed(tally, "next", connection.request(
                "GET", f"{base}/next?order={order}&count=1&skip={skip}"))
            if status != 200:
                tally.refused.append((status, content))
                return
            queue = [item["record"] for item in json.loads(content)["items"]]
            for record in queue:
                vote = {"id": str(uuid.UUID(int=chance.getrandbits(128))), "record": record,
                        "verdict": chance.choices(["include", "exclude", "maybe"], [5, 90, 5])[0],
                        "decidedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
                tally.unanswered[vote["id"]] = (name, record)
                status, content = await timed(tally, "vote", connection.request(
                    "POST", f"{base}/decisions", json.dumps(vote)))
                del tally.unanswered[vote["id"]]
                if status == 200:
                    tally.acknowledged[vote["id"]] = (name, record, json.loads(content)["event"])
                else:
                    tally.refused.append((status, content))
            if think:
                await asyncio.sleep(chance.expovariate(1 / think))
            queue = []
    except (ConnectionError, asyncio.IncompleteReadError):
        return


async def listen(template, end, tally):
    """A page that is open: told of changes, asking for the progress now and then, as screening.js does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", template.port)
    writer.write(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{template.port}\r\n"
                 f"Cookie: consilience={template.cookie}\r\n\r\n".encode())
    try:
        while (left := end - time.monotonic()) > 0:
            line = await asyncio.wait_for(reader.readline(), left)
            if not line:
                break
            if line.startswith(b"event: change"):
                tally.signs += 1
    except (asyncio.TimeoutError, ConnectionError):
        pass
    writer.close()


async def poll(template, kind, path, pause, end, tally):
    connection = Connection(template.port)
    connection.cookie, connection.token = template.cookie, template.token
    try:
        while time.monotonic() + pause < end:
            await asyncio.sleep(pause)
            status, content = await timed(tally, kind, connection.request("GET", path))
            if status != 200:
                tally.refused.append((status, content))
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    connection.close()


async def run(server, arguments, names, tally):
    admin, people = await enter(server, names)
    if arguments.order == "ranked":
        # The first ranking reads and counts all abstracts; nobody waits for it, but it is timed apart.
        first = people[names[0]]
        start = time.monotonic()
        while True:
            _, content = await first.request(
                "GET", "/api/v1/screening/title-abstract/next?order=ranked&count=1")
            if json.loads(content)["ranking"] == "ready":
                break
            await asyncio.sleep(0.5)
        print(f"first ranking after {time.monotonic() - start:.1f} s", file=sys.stderr)
    end = time.monotonic() + arguments.seconds
    work = [screen(name, one, arguments.order, end, tally, arguments.think)
            for name, one in people.items()]
    listeners = list(people.values())[:arguments.listeners]
    work += [listen(one, end, tally) for one in listeners]
    progress = "/api/v1/screening/title-abstract/progress"
    work += [poll(one, "progress", progress, arguments.progress_every, end, tally)
             for one in listeners if arguments.progress_every]
    if arguments.dashboard_every:
        work.append(poll(admin, "dashboard", "/", arguments.dashboard_every, end, tally))
    if arguments.kill_after:
        async def kill():
            await asyncio.sleep(arguments.kill_after)
            server.process.kill()
        work.append(kill())
    before, start = server.processor(), time.monotonic()
    await asyncio.gather(*work)
    seconds = time.monotonic() - start
    if not arguments.kill_after:
        print(f"processor: server {(server.processor() - before) / seconds:.2f}, client "
              f"{time.process_time() / seconds:.2f} of a core", file=sys.stderr)
    return seconds


# The journal afterwards


def check_journal(folder, tally, first_event):
    faults = []
    journal = sqlite3.connect(f"file:{folder}/review.sqlite?mode=ro", uri=True)
    found = {}
    for event, actor, payload in journal.execute(
            "SELECT seq, actor, payload FROM event WHERE kind = 'decision-cast' AND seq > ?",
            (first_event,)):
        cast = json.loads(payload)
        if cast["id"] in found:
            faults.append(f"vote {cast['id']} stands twice")
        found[cast["id"]] = (actor, event, payload)
    for vote, (name, record, event) in tally.acknowledged.items():
        if vote not in found:
            faults.append(f"vote {vote} of {name} on {record} was acknowledged and is not there")
        elif found[vote][:2] != (name, event) or record not in found[vote][2]:
            faults.append(f"vote {vote} of {name} on {record} is another in the journal")
    extra = set(found) - set(tally.acknowledged) - set(tally.unanswered)
    faults += [f"vote {vote} is in the journal, and nobody cast it" for vote in extra]
    written = sum(1 for vote in tally.unanswered if vote in found)
    return faults, len(found), written


def last_event(folder):
    journal = sqlite3.connect(f"file:{folder}/review.sqlite?mode=ro", uri=True)
    return journal.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0]


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--folder", required=True, help="is made if it is not there")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--order", choices=["imported", "random", "ranked"], default="imported")
    parser.add_argument("--think", type=float, default=0, help="mean seconds between two votes")
    parser.add_argument("--listeners", type=int, default=50, help="open pages that are told of changes")
    parser.add_argument("--progress-every", type=float, default=5, help="seconds; 0 for never")
    parser.add_argument("--dashboard-every", type=float, default=10, help="seconds; 0 for never")
    parser.add_argument("--kill-after", type=float, default=0, help="seconds until kill -9")
    parser.add_argument("--limit", type=float, default=50, help="p99 of votes and records, ms")
    arguments = parser.parse_args()
    names = [f"Reviewer{number:02d}" for number in range(1, arguments.people + 1)]
    make_review(arguments.program, arguments.folder, arguments.records, names)
    first = last_event(arguments.folder)
    server = Server(arguments.program, arguments.folder)
    tally = Tally()
    try:
        seconds = asyncio.run(run(server, arguments, names, tally))
        memory = None if arguments.kill_after else server.memory()
    finally:
        if server.process.poll() is None:
            server.stop()
        else:
            server.process.wait()
    if arguments.kill_after:
        # It must start again by itself, and go on from what was acknowledged.
        again = Server(arguments.program, arguments.folder)
        again.stop()
    faults, votes, unanswered = check_journal(arguments.folder, tally, first)
    faults += [f"refused: {status} {content[:200]}" for status, content in tally.refused[:5]]
    verified = subprocess.run([arguments.program, "verify", arguments.folder], capture_output=True,
                              text=True)
    if verified.returncode:
        faults.append("consilience verify: " + verified.stdout + verified.stderr)
    print(f"{arguments.order}: {len(tally.acknowledged)} votes acknowledged in {seconds:.0f} s, {votes} in "
          f"the journal ({unanswered} of those that were still under way), "
          f"{tally.signs} signs of change"
          + (f", peak {memory:.0f} MiB" if memory else ""))
    for kind, waits in tally.waits.items():
        if waits:
            print(f"  {kind:9} {len(waits):7}  p50 {quantile(waits, 0.5):7.1f}  p99 "
                  f"{quantile(waits, 0.99):7.1f}  max {max(waits) * 1000:7.1f} ms")
    if not arguments.kill_after:
        for kind in ("vote", "next"):
            if not tally.waits[kind]:
                faults.append(f"no {kind} at all")
            elif quantile(tally.waits[kind], 0.99) > arguments.limit:
                faults.append(f"p99 of {kind} is over {arguments.limit} ms")
    for fault in faults[:20]:
        print("FAULT", fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
