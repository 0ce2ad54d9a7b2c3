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
from workbench import PASSWORD, PILOT, SECOND_EXPORT, TITLES, Server, pdf, write_review  # noqa: E402

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

    def step_the_exports_are_imported(self):
        ada = self.browser("Ada")
        exports = self.folder / "review" / "exports"
        ada.open("/import")
        ada.drop("#drop", exports / "pubmed.ris")
        ada.until("no form for the file that was dropped", lambda: ada.all("#files [name=database]"))
        ada.one("#choose").send_keys(str(exports / "scopus.ris"))
        ada.until("no form for the file that was chosen", lambda: len(ada.all("#files [name=database]")) == 2)
        self.check(ada, "import, with files")
        ada.picture("import-files", self.pictures)
        for field, database in zip(ada.all("#files [name=database]"), ["PubMed", "Scopus"]):
            field.send_keys(database)
        ada.click("#go")
        ada.until("it is not imported", lambda: f"{len(TITLES) + 2} " in ada.text("#outcome"))
        ada.picture("imported", self.pictures)
        assert ada.value("/api/v1/status")["records"] == len(TITLES) + len(SECOND_EXPORT)

    def step_duplicates_are_judged(self):
        ann, ben = self.browser("Ann"), self.browser("Ben")
        ann.open("/duplicates")
        ben.open("/duplicates")
        first = self.pair(ann)
        assert first and self.pair(ben) == first
        self.check(ann, "pair of duplicates")
        ann.picture("pair", self.pictures)
        assert ann.all("#pair mark"), "no difference is marked"
        # One by keyboard, taken back, and made again; the other by mouse.
        self.judge(ann, lambda: ann.press("k"), first)
        second = self.pair(ann)
        ann.press("u")
        ann.until("the first pair does not come back", lambda: self.pair(ann) == first)
        self.judge(ann, lambda: ann.press("m" if self.is_one_work(first) else "k"), first)
        assert self.pair(ann) == second
        self.judge(ann, lambda: ann.click(
            "#judge [value=%s]" % ("yes" if self.is_one_work(second) else "no")), second)
        # Ben has the first pair open still: what he says of it comes too late.
        ben.press("k" if self.is_one_work(first) else "m")
        ben.until("a judgement that was overtaken is not refused", lambda: "Ann" in ben.text("#message"))
        ben.complaints()
        ann.until("the works are not found anew", lambda: ann.value("/api/v1/status")["works"] == len(TITLES) + 1)
        ann.open("/duplicates?list=judged")
        ann.picture("pairs-judged", self.pictures)
        self.check(ann, "pairs that are judged")

    def pair(self, browser):
        shown = browser.all("#pair[data-first]")
        return shown and (shown[0].get_attribute("data-first"), shown[0].get_attribute("data-second"))

    @staticmethod
    def is_one_work(pair):
        return "scopus.ris:3" in pair

    def judge(self, browser, act, pair):
        act()
        browser.until("the next pair does not come", lambda: self.pair(browser) != pair)

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
        # Whoever dictates switches the keys off: then they do nothing.
        ben.click("details:has(#single-keys) summary")
        ben.click("#single-keys")
        ben.press("i", "e", "m")
        time.sleep(0.3)
        assert ben.shown() == TITLES[0], "keys act that are switched off"
        ben.click("#single-keys")
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
            for title in [*TITLES[6:], PILOT]:
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
        art.click("#settle input[value=include]")
        art.submit("#settle button")
        assert "Ann has decided on it since" in art.text("main"), art.text("main")
        assert not [one for one in self.decisions("Art")]
        art.open(address)
        art.complaints()  # The refusal stands in the log of the browser.
        self.people_discuss(art, ann, address)
        art.press("i", "t", *"Discussed on the telephone.", Keys.ESCAPE)
        self.leave(art, lambda: art.press("s"))
        assert art.path.startswith("/conflicts?"), art.path
        assert not art.all("main table a")
        assert len(self.decisions("Art")) == 1
        # Whoever is no arbiter has no form; whoever looks on may look only.
        ann.open(address)
        assert not ann.all("#settle")
        obi = self.browser("Obi")
        obi.open(address)
        assert not obi.all("#settle, #remark-text") and SECRET in obi.page
        obi.open(VOTING)
        assert not obi.all("#desk")
        status, _ = obi.api("POST", "/api/v1/screening/title-abstract/decisions", cast)
        assert status == 403, status

    def people_discuss(self, art, ann, address):
        """What one says comes up on the page of the other, while that one is typing."""
        ann.open(address)
        art.click("#remark-text")
        art.press(*"Why maybe?")
        ann.click("#remark-text")
        ann.press(*"Only cord compression.")
        ann.submit("form:has(#remark-text) button")
        art.until("a remark does not come up", lambda: "Only cord compression." in art.text("#thread"))
        assert art.one("#remark-text").get_attribute("value") == "Why maybe?"
        art.submit("form:has(#remark-text) button")
        ann.until("an answer does not come up", lambda: "Why maybe?" in ann.text("#thread"))
        self.check(art, "conflict that is discussed")
        art.picture("discussion", self.pictures)
        # Whoever voted and may see all votes may read it; whoever looks on may not join in.
        ben = self.browser("Ben")
        ben.open("/records/pubmed.ris:1")
        assert "Only cord compression." in ben.page

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

    def step_a_study_is_extracted_twice(self):
        """By keyboard alone, by two people who do not see each other's, with the preview of what counts."""
        ann, ben = self.browser("Ann"), self.browser("Ben")
        typed = {"model": "radiomics", "stage": "external", "unit": "patient", "n": "200", "events": "80",
                 "auc": "0.86", "auc_lower": "0.81", "auc_upper": "0.90"}
        ann.open("/extraction")
        ann.picture("extraction", self.pictures)
        self.check(ann, "extraction")
        ann.one("main a[href='/extraction/new?report=pubmed.ris:2']").send_keys(Keys.ENTER)
        ann.until("no form", lambda: ann.all("form.study [name='s.study']"))
        self.type_on(ann, "s.country", {"s.country": "Norway", "s.modality": "CT"})
        self.type_on(ann, "e.0.model", {"e.0." + column: text for column, text in typed.items()})
        # (logit .90 − logit .81) / (2 × 1.95996) = .19063 on the logit scale; times .86 × .14 = .0230.
        ann.until("no standard error", lambda: "0.0230" in ann.text("[data-preview]"))
        assert "0.1906" in ann.text("[data-preview]"), ann.text("[data-preview]")
        self.check(ann, "form of a study")
        ann.picture("study", self.pictures)
        ann.press(*[Keys.TAB] * self.tabs(ann, "[formaction='/extraction/drafts']"))
        self.leave(ann, lambda: ann.press(Keys.ENTER))
        ben.open("/extraction")
        assert "CT" not in [cell.text for cell in ben.all("main td")] and "radiomics" not in ben.page
        ben.open("/extraction/new?report=pubmed.ris:2")
        ben.fill("s.modality", "CT", "form.study")
        ben.fill("s.country", "Sweden", "form.study")
        for column, text in {**typed, "events": "85"}.items():
            ben.fill("e.0." + column, text, "form.study")
        self.leave(ben, lambda: ben.click("[formaction='/extraction/drafts']"))
        assert self.person_count(ben) == 0, "a draft counts"

    def step_two_extractors_agree(self):
        ben = self.browser("Ben")
        ben.open("/extraction")
        ben.one("main a[href^='/extraction/consensus/']").click()
        ben.until("no comparison", lambda: ben.all("tr.difference"))
        self.check(ben, "consensus of two extractors")
        ben.picture("consensus", self.pictures)
        differing = [row.text.split(" differs")[0].split("\n")[0] for row in ben.all("tr.difference")]
        assert len(differing) == 2, differing
        ben.submit("main form button")
        assert ben.all("[role=alert]"), "differences that nobody settled are taken"
        ben.complaints()
        ben.click("[name='s.country'][value=first]")
        ben.one("[name='own.e.0.events']").send_keys("82")
        ben.click("[name='e.0.events'][value=own]")
        ben.submit("main form button")
        assert self.person_count(ben) == 1
        row = ben.value("/api/v1/extraction/studies")[0]
        assert "82" in json.dumps(row) and "Norway" in json.dumps(row), row

    def person_count(self, browser):
        return browser.value("/api/v1/status")["studies"]

    def type_on(self, browser, first, cells):
        """Types into fields one after the other, going on with the tabulator only."""
        browser.driver.execute_script("document.getElementsByName(arguments[0])[0].focus()", first)
        waiting = dict(cells)
        for _ in range(60):
            name = browser.driver.execute_script("return document.activeElement.name")
            if name in waiting:
                browser.press(waiting.pop(name))
            if not waiting:
                return
            browser.press(Keys.TAB)
        raise AssertionError(f"not reached by the tabulator: {list(waiting)}")

    def tabs(self, browser, selector):
        """How often the tabulator is to be pressed to come to a part of the page."""
        return browser.driver.execute_script(
            """
            const reached = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
              .filter((one) => one.offsetParent && !one.disabled && one.type !== "hidden");
            return reached.indexOf(document.querySelector(arguments[0])) - reached.indexOf(document.activeElement);
            """, selector)

    def leave(self, browser, act):
        """Does what leads to another page, and waits for it."""
        old = browser.path
        act()
        browser.until("the page stays", lambda: browser.path != old)

    def step_what_was_typed_is_kept(self):
        """A session that ends and a page that is left cost nobody what they typed."""
        ann = self.browser("Ann")
        address = "/extraction/new?report=pubmed.ris:5"
        ann.open(address)
        ann.fill("s.modality", "MRI", "form.study")
        ann.click("[data-add=e]")
        ann.fill("e.1.model", "second network", "form.study")
        ann.fill("e.1.stage", "external", "form.study")
        ann.driver.delete_all_cookies()
        ann.submit("form.study button:not([type=button])")
        ann.complaints()
        ann.log_in("Ann")
        ann.open(address)
        ann.until("what was typed is not offered", lambda: ann.all("[data-take]"))
        self.check(ann, "what was typed is offered")
        ann.picture("kept", self.pictures)
        assert not ann.one("[name='s.modality']").get_attribute("value")
        ann.click("[data-take]")
        assert ann.one("[name='s.modality']").get_attribute("value") == "MRI"
        assert ann.one("[name='e.1.model']").get_attribute("value") == "second network"
        assert ann.one("[name='e.1.stage']").get_attribute("value") == "external"
        ann.open(address)
        ann.until("it is offered once only", lambda: ann.all("[data-drop]"))
        ann.click("[data-drop]")
        ann.open(address)
        assert not ann.all("[data-drop]"), "what was discarded is offered again"

    def step_a_form_is_saved_and_sheets_are_sent(self):
        ann = self.browser("Ann")
        ann.open("/extraction/new?report=pubmed.ris:5")
        ann.fill("s.modality", "MRI", "form.study")
        ann.click("[data-add=e]")
        for number, (stage, counts) in enumerate([("internal", (70, 8, 10, 112)), ("external", (66, 12, 14, 108))]):
            ann.fill(f"e.{number}.model", "network", "form.study")
            ann.fill(f"e.{number}.stage", stage, "form.study")
            for column, count in zip(["tp", "fp", "fn", "tn"], counts):
                ann.fill(f"e.{number}.{column}", str(count), "form.study")
        # A field of the protocol's own, a cohort that an evaluation names, and what it is.
        ann.fill("s.scanner", "GE", "form.study")
        ann.fill("e.1.cohort", "Hospital B", "form.study")
        ann.click("details.parts:has([data-add=c]) summary")
        ann.click("[data-add=c]")
        for name, text in {"cohort": "Hospital B", "country": "Norway"}.items():
            ann.fill("c.1." + name if ann.all("[name='c.1.cohort']") else "c.0." + name, text, "form.study")
        ann.fill("e.0.n", "201", "form.study")
        ann.until("a contradiction is not named", lambda: "201" in ann.text("[data-preview]"))
        ann.fill("e.0.n", "200", "form.study")
        # A cell that cannot be read: all is refused, and nothing that was typed is lost.
        ann.fill("e.0.fn", "ten", "form.study")
        ann.submit("form.study button:not([type=button])")
        assert ann.all("[role=alert]") and ann.one("[name='e.1.tp']").get_attribute("value") == "66"
        ann.complaints()
        ann.fill("e.0.fn", "10", "form.study")
        ann.submit("form.study button:not([type=button])")
        assert self.person_count(ann) == 2, ann.text("main")
        saved = json.dumps(ann.value("/api/v1/extraction/studies"))
        assert '"GE"' in saved and '"Hospital B"' in saved and '"Norway"' in saved, saved
        studies, estimates = self.folder / "others.csv", self.folder / "figures.csv"
        studies.write_text("study,reports,first_author,year,modality\n" + "".join(
            f"Sheet{number},pubmed.ris:{number},Author{number},{2012 + number},MRI\n" for number in (4, 7, 8, 10)))
        estimates.write_text("study,model,stage,n,events,auc,auc_lower,auc_upper,tp,fp,fn,tn\n" + "".join(
            f"Sheet{number},network,external,{n},{n // 2},{auc},{auc - 0.05:.2f},{auc + 0.04:.2f},"
            f"{tp},{n // 2 - tn},{n // 2 - tp},{tn}\n"
            for number, n, auc, tp, tn in [(4, 120, 0.88, 50, 48), (7, 90, 0.79, 33, 36), (8, 240, 0.91, 104, 102),
                                           (10, 160, 0.84, 66, 62)]))
        for sheet in (studies, estimates):
            ann.open("/extraction")
            ann.one("form[data-upload] input[type=file]").send_keys(str(sheet))
            ann.click("form[data-upload] button")
            ann.until("the sheet is not taken up", lambda: ann.text("[data-status]") not in ("", "…", "100 %"))
            assert "warning" not in (ann.one("[data-status]").get_attribute("class") or ""), ann.text("[data-status]")
        assert self.person_count(ann) == 6
        ann.open("/extraction")
        ann.picture("extraction-done", self.pictures)

    def step_two_assessors_appraise(self):
        ann, ben = self.browser("Ann"), self.browser("Ben")
        ann.open("/appraisal")
        self.check(ann, "list of appraisals")
        subject = "main a[href*='/appraisal/studies/Author22014'][href*='evaluation']"
        self.leave(ann, lambda: ann.one(subject).send_keys(Keys.ENTER))
        # By keyboard: the arrow goes on from no answer to yes.
        for question in ann.all("form.appraisal .question input[type=radio]:checked"):
            question.send_keys(Keys.ARROW_RIGHT)
        for choice in ann.all("form.appraisal select[name^='a.A']"):
            choice.send_keys("low")
        ann.until("the judgement does not follow the answers",
                  lambda: "low" in ann.text("[data-computed=overall]"))
        self.check(ann, "form of an appraisal")
        ann.picture("appraisal", self.pictures)
        self.leave(ann, lambda: ann.one("form.appraisal .buttons button").send_keys(Keys.ENTER))
        assert "complete" in self.appraised(ann), self.appraised(ann)
        ben.open("/appraisal")
        self.leave(ben, lambda: ben.click(subject))
        assert "Ann" not in ben.text("form.appraisal"), "answers of others are shown"
        for question in ben.all("form.appraisal input[type=radio][value=Y]"):
            if question.is_displayed():
                question.click()
        ben.click("[name='a.4.1'][value=N]")
        for choice in ben.all("form.appraisal select[name^='a.A']"):
            Select(choice).select_by_value("low")
        ben.until("the judgement does not follow the answers",
                  lambda: "high" in ben.text("[data-computed=overall]"))
        ben.submit("form.appraisal .buttons button")
        assert "complete" in self.appraised(ben), ben.text("main")

    @staticmethod
    def appraised(browser):
        """What the list of appraisals says of the study that both appraise."""
        link = browser.one("main a[href*='Author22014'][href*='evaluation']")
        return link.find_element("xpath", "ancestor::tr").text

    def step_assessors_agree(self):
        ben = self.browser("Ben")
        ben.open("/appraisal")
        ben.picture("appraisals-two", self.pictures)
        self.leave(ben, lambda: ben.click("main a[href*=consensus]"))
        self.check(ben, "consensus of two assessors")
        ben.picture("appraisal-consensus", self.pictures)
        assert "Ann" in ben.text("form.appraisal")
        assert len({one.get_attribute("name") for one in ben.all("form.appraisal input[type=radio]")}) == 1
        ben.click("[name='a.4.1'][value=PN]")
        ben.one("[name='r.4.1']").send_keys("82 events for 30 parameters, page 4.")
        ben.until("the judgement does not follow", lambda: "high" in ben.text("[data-computed=overall]"))
        ben.submit("form.appraisal .buttons button")
        ben.open("/appraisal")
        ben.picture("appraised", self.pictures)
        self.check(ben, "appraisals with a consensus")
        assert "Overall: high" in self.appraised(ben), self.appraised(ben)

    def step_estimates_are_pooled(self):
        """What the page says is what the command and the program in R say of the table that it hands out."""
        ann = self.browser("Ann")
        ann.open("/synthesis")
        ann.until("no forest plot", lambda: ann.all("#result svg"))
        self.check(ann, "synthesis")
        ann.picture("synthesis", self.pictures)
        # By keyboard another estimator, by mouse an estimate less; page and address follow at once.
        ann.one("#choice select[name=method]").send_keys("Paule")
        ann.until("nothing is redrawn", lambda: "method=PM" in ann.path and "PM" in ann.text("#result dl"))
        ann.click("#choice input[name^=out]")
        ann.until("nothing is left out", lambda: "4 / 5" in ann.text("#state"))
        ann.picture("synthesis-left-out", self.pictures)
        command = ann.text("#result pre.command").split()
        table, program = self.fetch(ann, ".csv"), self.fetch(ann, ".R")
        place = self.folder / "elsewhere"
        place.mkdir()
        (place / command[2]).write_text(table)
        printed = subprocess.run([self.program, *command[1:], "--json"], cwd=place, check=True,
                                 capture_output=True, text=True).stdout
        pooled = json.loads(printed)["backTransformed"]
        words = "{estimate:.3f} [{ciLower:.3f}, {ciUpper:.3f}]".format(**pooled)
        assert words in ann.text("#result dl"), (words, ann.text("#result dl"))
        if shutil.which("Rscript"):
            (place / "analysis.R").write_text(program)
            result = subprocess.run(["Rscript", "analysis.R"], cwd=place, capture_output=True, text=True)
            if "there is no package" not in result.stderr:
                assert result.returncode == 0 and "agree on" in result.stdout, result.stdout + result.stderr
        assert self.fetch(ann, ".svg").startswith("<?xml")
        # The address says it all: somebody else sees the same.
        ben = self.browser("Ben")
        ben.open(ann.path)
        assert words in ben.text("#result dl")
        Select(ann.one("#choice select[name=measure]")).select_by_value("dta")
        ann.until("no summary curve", lambda: ann.all("#result a[href*='sroc.svg']"))
        self.check(ann, "synthesis of sensitivity and specificity")
        ann.picture("synthesis-accuracy", self.pictures)

    def fetch(self, browser, kind):
        """The first file of a kind that the synthesis hands out."""
        for link in browser.all("#result a.file"):
            address = link.get_attribute("href").removeprefix(self.server.origin)
            if kind in address.split("?")[0]:
                status, text = browser.api("GET", address)
                assert status == 200, (address, text)
                return text
        raise AssertionError(f"no {kind} is handed out")

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
                is_page = address.startswith("/") and not re.search(r"\.(svg|csv|json|pdf|zip|png|R)\b|/api/|/report/|/full-texts/[0-9a-f]{64}", address)
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
