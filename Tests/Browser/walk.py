#!/usr/bin/env python3
"""Walks one whole review in real browsers: two reviewers, an arbiter, an admin and somebody who looks on.

    python3 Tests/Browser/walk.py .build/debug/consilience [--browser firefox] [--pictures FOLDER]

Each step goes on from the one before; the first that fails ends the walk.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("SE_MANAGER_PATH", "/bin/false")  # Nothing is fetched: Debian's driver is there.

from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import Select  # noqa: E402

from chromium import Chromium  # noqa: E402
from firefox import Firefox  # noqa: E402
from workbench import PASSWORD, TITLES, Server, pdf, write_review  # noqa: E402

SECRET = "only Ann knows this yet"
VOTING = "/screening/title-abstract"


class Walk:
    def __init__(self, program, kind, pictures):
        self.program, self.kind, self.pictures = program, kind, pictures
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="consilience-browser-"))
        write_review(self.folder / "review", imports=False)
        subprocess.run([program, "build", str(self.folder / "review")], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.server = Server(program, self.folder / "review", "--team", "--admin", "Ada")
        self.people = {}

    def close(self):
        for browser in self.people.values():
            browser.close()
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def browser(self, name, **options):
        if name not in self.people:
            self.people[name] = self.kind(self.server.origin, **options)
        return self.people[name]

    def events(self):
        """The journal, as the program prints it."""
        text = subprocess.run([self.program, "log", str(self.folder / "review"), "--json"], check=True,
                              capture_output=True, text=True).stdout
        return json.loads(text)

    def decisions(self, person=None):
        return [event for event in self.events() if event["kind"] == "decision-cast"
                and not event["isUndone"] and person in (None, event["actor"])]

    def check(self, browser, what):
        """No barrier on the page, and no complaint of the browser."""
        found = browser.barriers() + browser.complaints()
        assert not found, f"{what} ({browser.path}):\n  " + "\n  ".join(found)

    # The steps

    def step_admin_takes_the_invitation(self):
        ada = self.browser("Ada")
        ada.open("/")
        assert ada.path == "/log-in", ada.path
        self.check(ada, "log-in")
        ada.picture("log-in", self.pictures)
        ada.open(self.server.path)
        self.check(ada, "invitation")
        ada.picture("invitation", self.pictures)
        ada.fill("password", PASSWORD)
        ada.fill("again", "something else altogether")
        ada.submit()
        assert ada.all("[role=alert]"), "no word of passwords that differ"
        ada.accept(self.server.path)
        ada.open(self.server.path)
        assert "has been used" in ada.text("main"), "an invitation holds twice"
        ada.complaints()  # The refusals stand in the log of the browser.

    def step_people_are_invited(self):
        ada = self.browser("Ada")
        links = {}
        for name, role in [("Ann", "reviewer"), ("Ben", "reviewer"), ("Art", "arbiter"), ("Obi", "observer")]:
            ada.open("/people")
            ada.fill("name", name, "main form.sheet")
            ada.fill("role", role, "main form.sheet")
            ada.submit("main form.sheet button")
            links[name] = "/invitation/" + re.search(r"/invitation/([\w-]+)", ada.text("main"))[1]
        ada.picture("people", self.pictures)
        self.check(ada, "people")
        for name, link in links.items():
            self.browser(name).accept(link)
        ann = self.people["Ann"]
        ann.submit(".account form button")
        assert ann.path == "/log-in", ann.path
        ann.log_in("Ann")

    def step_the_export_is_imported(self):
        ada = self.browser("Ada")
        ada.open("/import")
        ada.one("#choose").send_keys(str(self.folder / "review" / "exports" / "pubmed.ris"))
        ada.until("no form for the file", lambda: ada.all("#files [name=database]"))
        self.check(ada, "import, with a file")
        ada.picture("import-file", self.pictures)
        ada.one("#files [name=database]").send_keys("PubMed")
        ada.click("#go")
        ada.until("it is not imported", lambda: "10" in ada.text("#outcome"))
        ada.picture("imported", self.pictures)
        assert ada.value("/api/v1/status")["records"] == len(TITLES)

    def step_ann_votes_by_keyboard(self):
        ann = self.browser("Ann")
        ann.open(VOTING)
        ann.until("no record to vote on", ann.shown)
        ann.picture("screening", self.pictures)
        self.check(ann, "screening")
        assert ann.all("mark.for"), "no word of the protocol is marked"
        assert ann.shown() == TITLES[0]
        # A note is typed, and its letters are no votes.
        ann.press("t", *SECRET)
        ann.press(Keys.ESCAPE, "i")
        ann.until("the second record does not come", lambda: ann.shown() == TITLES[1])
        ann.press("m")
        ann.until("the third record does not come", lambda: ann.shown() == TITLES[2])
        ann.press("2")  # The second reason.
        ann.until("the fourth record does not come", lambda: ann.shown() == TITLES[3])
        ann.press("e")
        ann.until("the fifth record does not come", lambda: ann.shown() == TITLES[4])
        ann.press("u")
        ann.until("the fourth record does not come back", lambda: ann.shown() == TITLES[3])
        ann.press("i")
        ann.until("the fifth record does not come again", lambda: ann.shown() == TITLES[4])
        ann.press("l")
        ann.until("the sixth record does not come", lambda: ann.shown() == TITLES[5])
        self.settled(ann)
        recent = ann.value("/api/v1/screening/title-abstract/recent")
        verdicts = [one["verdict"] for one in reversed(recent)]
        assert verdicts == ["include", "maybe", "exclude", "include"], recent
        assert recent[1].get("reason") == "animals", recent
        assert not ann.complaints()

    def settled(self, browser):
        browser.until("decisions are not sent", lambda: browser.text("#unsent") == "")

    def step_reload_in_the_middle(self):
        ann = self.browser("Ann")
        ann.driver.refresh()
        # What was put off waits again; what was decided does not.
        ann.until("nothing after the reload", lambda: ann.shown() == TITLES[4])

    def step_ben_sees_nothing_of_it(self):
        ben = self.browser("Ben")
        for path in self.pages(ben):
            ben.open(path)
            assert SECRET not in ben.page, path
        for path in ["status", "analysis", "prisma", "log", "screening/title-abstract/progress",
                     "screening/title-abstract/next?count=10", "screening/title-abstract/recent"]:
            text = json.dumps(ben.value("/api/v1/" + path))
            assert SECRET not in text, path
        progress = ben.value("/api/v1/screening/title-abstract/progress")
        assert (progress["settled"], progress["conflicts"], progress["own"]) == (0, 0, 0), progress
        status, _ = ben.api("POST", "/api/v1/decisions/%d/undo" % self.decisions("Ann")[0]["event"])
        assert status == 409, status

    def step_ben_votes_by_mouse(self):
        ben = self.browser("Ben")
        ben.open(VOTING)
        ben.until("no record to vote on", lambda: ben.shown() == TITLES[0])
        assert ben.one("#note").get_attribute("value") == ""
        Select(ben.one("#reason")).select_by_value("no model")
        ben.click("[data-verdict=exclude]")
        ben.until("the second record does not come", lambda: ben.shown() == TITLES[1])
        ben.click("[data-verdict=include]")
        ben.until("the third record does not come", lambda: ben.shown() == TITLES[2])
        ben.click("[data-verdict=exclude]")
        ben.until("the fourth record does not come", lambda: ben.shown() == TITLES[3])
        ben.click("[data-verdict=include]")
        ben.until("the fifth record does not come", lambda: ben.shown() == TITLES[4])
        self.settled(ben)
        # Now both are in, and both may see it.
        ben.open("/records/pubmed.ris:1")
        assert SECRET in ben.page

    def step_ben_votes_without_a_connection(self):
        ben = self.browser("Ben")
        ben.open(VOTING)
        ben.until("no record to vote on", lambda: ben.shown() == TITLES[4])
        before = len(self.decisions("Ben"))
        ben.network(False)
        ben.press("i")
        ben.until("offline the next one does not come", lambda: ben.shown() == TITLES[5])
        ben.press("e")
        ben.until("nothing is said of the connection", lambda: ben.text("#unsent") != "")
        ben.until("no message", lambda: "onnection" in ben.text("#message"))
        ben.picture("offline", self.pictures)
        time.sleep(3)
        assert len(self.decisions("Ben")) == before, "something was sent without a connection"
        ben.network(True)
        self.settled(ben)
        ben.complaints()  # The browser noted that it was offline.
        after = self.decisions("Ben")
        assert len(after) == before + 2, after
        journal = self.folder / "review" / "review.sqlite"
        with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as database:
            rows = database.execute("SELECT at, payload FROM event WHERE seq IN (?, ?)",
                                    [one["event"] for one in after[-2:]]).fetchall()
        casts = [json.loads(payload) for _, payload in rows]
        assert len({cast["id"] for cast in casts}) == 2, casts
        for (at, _), cast in zip(rows, casts):
            assert cast["decidedAt"] < at, f"decided at {cast['decidedAt']}, recorded at {at}"

    def step_votes_on_a_phone(self):
        ann = self.browser("Ann")
        ann.phone()
        ann.open(VOTING)
        ann.until("no record on the phone", lambda: ann.shown() == TITLES[4])
        self.check(ann, "screening on a phone")
        ann.view("phone", self.pictures)
        small = ann.driver.execute_script(
            "return [...document.querySelectorAll('#vote .buttons button')].map((one) => "
            "one.getBoundingClientRect()).filter((box) => box.height < 38 || box.bottom > innerHeight + 1)"
            ".length")
        assert small == 0, "a button is too small, or not in reach of the thumb"
        ann.swipe("#record", 220)
        ann.until("a swipe does not include", lambda: ann.shown() == TITLES[5])
        ann.swipe("#record", -220)
        ann.until("a swipe does not exclude", lambda: ann.shown() == TITLES[6])
        ann.swipe("#record", 40)  # Too short to be meant.
        self.settled(ann)
        recent = ann.value("/api/v1/screening/title-abstract/recent")
        assert [one["verdict"] for one in recent[:2]] == ["exclude", "include"], recent
        assert ann.shown() == TITLES[6]
        ann.look(dark=True)
        ann.view("phone-dark", self.pictures)
        self.check(ann, "screening on a phone, dark")
        ann.look()
        ann.laptop()

    def step_the_rest_is_voted_on(self):
        for name in ["Ann", "Ben"]:
            person = self.browser(name)
            person.open(VOTING)
            for title in TITLES[6:]:
                person.until(f"{title} does not come to {name}", lambda: person.shown() == title)
                person.press("e" if "Animal" in title else "i")
            person.until("it is not over", lambda: "good" in person.one("#record p").get_attribute("class"))
            self.settled(person)
        self.check(person, "screening that is over")

    def step_the_arbiter_settles(self):
        art, ann = self.browser("Art"), self.browser("Ann")
        art.open("/conflicts")
        self.check(art, "conflicts")
        art.picture("conflicts", self.pictures)
        links = art.all("main table a")
        assert [link.text for link in links] == [TITLES[0]], [link.text for link in links]
        links[0].click()
        art.until("no form", lambda: art.all("main form.sheet"))
        self.check(art, "conflict")
        art.picture("conflict", self.pictures)
        assert SECRET in art.page
        # Ann changes her mind while Art reads: what Art sends is stale, and refused.
        cast = {"id": "changed-in-between", "record": "pubmed.ris:1", "verdict": "maybe", "note": SECRET,
                "decidedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
        status, text = ann.api("POST", "/api/v1/screening/title-abstract/decisions", cast)
        assert status == 200, text
        address = art.path
        art.click("main input[value=include]")
        art.submit()
        assert "Ann has decided on it since" in art.text("main"), art.text("main")
        assert not [one for one in self.decisions("Art")]
        art.open(address)
        art.click("main input[value=include]")
        art.one("main textarea[name=note]").send_keys("Discussed on the telephone.")
        art.submit()
        assert art.path == "/conflicts", art.path
        assert not art.all("main table a")
        assert len(self.decisions("Art")) == 1
        art.complaints()  # The refusal stands in the log of the browser.
        # Whoever is no arbiter has no form; whoever looks on may look only.
        ann.open(address)
        assert not ann.all("main form.sheet")
        obi = self.browser("Obi")
        obi.open(address)
        assert not obi.all("main form.sheet") and SECRET in obi.page
        obi.open(VOTING)
        assert not obi.all("#desk")
        status, _ = obi.api("POST", "/api/v1/screening/title-abstract/decisions", cast)
        assert status == 403, status

    def step_a_full_text_is_dropped(self):
        ann = self.browser("Ann")
        paper = self.folder / "paper.pdf"
        paper.write_bytes(pdf("The whole paper"))
        ann.open("/full-texts")
        ann.one("[data-record='pubmed.ris:1'] input[type=file]").send_keys(str(paper))
        ann.until("the full text is not there", lambda: "paper.pdf" in ann.text("main"))
        ann.picture("full-text-there", self.pictures)
        ann.open("/screening/full-text")
        ann.until("no viewer beside the form", lambda: ann.all("iframe.document"))
        ann.view("full-text-beside", self.pictures)

    def step_full_texts_are_voted_on(self):
        for name in ["Ann", "Ben"]:
            person = self.browser(name)
            person.open("/screening/full-text")
            person.until("no report to vote on", person.shown)
            if name == "Ann":
                person.picture("full-text", self.pictures)
                self.check(person, "full text")
            first = person.shown()
            # An exclusion wants a reason here.
            person.press("e")
            person.until("no reason is asked for", lambda: person.text("#message"))
            person.press(Keys.ESCAPE, "1")
            person.until("the next report does not come", lambda: person.shown() != first)
            while person.shown():
                now = person.shown()
                person.press("i")
                person.until("the next report does not come", lambda: person.shown() != now)
            self.settled(person)

    def step_everybody_sees_each_other(self):
        """A page that is open is told of what others do."""
        ann, ben = self.browser("Ann"), self.browser("Ben")
        ann.open("/")
        ben.open(VOTING)
        ben.until("no progress", lambda: ben.text("#progress"))
        ann.driver.execute_script(
            "window.heard = 0; document.addEventListener('consilience-change', () => window.heard += 1)")
        cast = {"id": "heard-by-others", "record": "pubmed.ris:9", "verdict": "exclude",
                "decidedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
        status, text = ben.api("POST", "/api/v1/screening/title-abstract/decisions", cast)
        assert status == 200, text
        ann.until("nothing is heard of it", lambda: ann.driver.execute_script("return window.heard") > 0)

    def pages(self, browser):
        """Every page of the navigation and those that lead on from it, one of a kind."""
        browser.open("/")
        found = [link.get_attribute("href").removeprefix(self.server.origin)
                 for link in browser.all("header nav a")]
        found += ["/account", "/screening/full-text", "/records/pubmed.ris:1", "/records?q=spine", "/log?page=1",
                  "/conflicts/title-abstract/pubmed.ris:1"]
        return [path for path in dict.fromkeys(found)]

    def step_every_page_is_open_to_everybody(self):
        """No barrier on any page: light and dark, laptop and phone, English and German."""
        ada = self.browser("Ada")
        paths = self.pages(ada) + ["/people"]
        # Pages that lead on, whatever there is by now.
        for path in list(paths):
            ada.open(path)
            for link in ada.all("main a[href]"):
                address = (link.get_attribute("href") or "").removeprefix(self.server.origin)
                kind = re.sub(r"[^/]+$", "*", address.split("?")[0])
                is_page = address.startswith("/") and not re.search(r"\.(svg|csv|json|pdf|zip|png)|/api/|/report/|/full-texts/[0-9a-f]{64}", address)
                if is_page and kind not in {re.sub(r"[^/]+$", "*", one.split("?")[0]) for one in paths}:
                    paths.append(address)
        missing, faults = [], []
        for path in paths:
            ada.open(path)
            if ada.driver.execute_script("return performance.getEntriesByType('navigation')[0].responseStatus") == 404:
                missing.append(path)
                ada.complaints()
                continue
            faults += [f"{path}: {one}" for one in ada.barriers() + ada.complaints()]
            name = re.sub(r"\W+", "-", path).strip("-") or "overview"
            ada.picture(f"page-{name}", self.pictures)
            ada.look(dark=True)
            faults += [f"{path}, dark: {one}" for one in ada.barriers()]
            ada.picture(f"dark-{name}", self.pictures)
            ada.look()
            ada.phone()
            faults += [f"{path}, phone: {one}" for one in ada.barriers()]
            ada.picture(f"phone-{name}", self.pictures)
            ada.laptop()
        print("    looked at", len(paths) - len(missing), "pages;", "not there yet:" if missing else "", *missing)
        assert not faults, "\n  ".join(["barriers:"] + faults)

    def step_the_report_is_built(self):
        ann = self.browser("Ann")
        ann.open("/report-builder")
        ann.submit("main form.sheet button")
        ann.until("the report is not built", lambda: ann.all("main a[href='/report-builder/report.zip']"))
        ann.picture("report-built", self.pictures)
        self.check(ann, "report that is built")
        ann.open("/report/")
        assert "Spinal metastases" in ann.text("body")
        assert SECRET not in ann.page, "a note of a vote is in the report"
        ann.picture("report", self.pictures)

    def step_in_german(self):
        ben = self.browser("Ben")
        ben.open("/")
        ben.submit("footer button[value=de]")
        assert ben.one("html").get_attribute("lang") == "de"
        faults = []
        for path in self.pages(ben):
            ben.open(path)
            faults += [f"{path}, German: {one}" for one in ben.barriers()]
            ben.picture("german-" + (re.sub(r"\W+", "-", path).strip("-") or "overview"), self.pictures)
        assert not faults, "\n  ".join(["barriers:"] + faults)

    def step_the_journal_is_sound(self):
        result = subprocess.run([self.program, "verify", str(self.folder / "review")], capture_output=True,
                                text=True)
        assert result.returncode == 0, result.stdout + result.stderr
        names = [event["actor"] for event in self.decisions()]
        assert set(names) == {"Ann", "Ben", "Art"}, names

    def run(self, only=None):
        steps = [name for name in vars(Walk) if name.startswith("step_")]
        for name in steps:
            start = time.monotonic()
            print(" ", name.removeprefix("step_").replace("_", " "), flush=True)
            getattr(self, name)()
            print(f"    {time.monotonic() - start:.1f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--browser", choices=["chromium", "firefox"], default="chromium")
    parser.add_argument("--pictures", help="folder for pictures of the pages")
    arguments = parser.parse_args()
    if arguments.pictures:
        pathlib.Path(arguments.pictures).mkdir(parents=True, exist_ok=True)
    kind = Firefox if arguments.browser == "firefox" else Chromium
    walk = Walk(os.path.abspath(arguments.program), kind, arguments.pictures)
    try:
        walk.run()
    except BaseException:
        for name, browser in walk.people.items():
            try:
                browser.view(f"failed-{name}", arguments.pictures)
                print(f"    {name} at {browser.path}", file=sys.stderr)
            except Exception:  # The browser may be what failed.
                pass
        raise
    finally:
        walk.close()
    print("The walk is done.")


if __name__ == "__main__":
    main()
