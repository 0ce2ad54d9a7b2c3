"""The workbench under test, and browsers that come to it."""

import base64
import json
import pathlib
import re
import subprocess
import time
import urllib.request
from importlib import resources

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

PASSWORD = "several words that nobody guesses"
PATIENCE = 30  # Seconds; a shared machine may be slow, and a wait ends as soon as it can.

TITLES = [
    "Deep learning finds vertebral metastases on magnetic resonance imaging",
    "Radiomics of spinal lesions in computed tomography: a retrospective study",
    "An animal model of bone metastasis in mice",
    "Automated staging of prostate cancer with convolutional networks",
    "Deep learning for cord compression: external validation in two hospitals",
    "Opinion: what radiologists should know about artificial intelligence",
    "Prediction of vertebral fracture risk after radiotherapy",
    "Segmentation of the spine with a transformer",
    "Animal study of contrast agents in the spine",
    "Detection of spinal metastases in bone scintigraphy by a neural network",
]


def write_review(folder, imports=True):
    """A review with two reviewers, an arbiter and ten records, which are in an export at least."""
    folder = pathlib.Path(folder)
    (folder / "exports").mkdir(parents=True)
    (folder / "review.yaml").write_text(
        "title: Spinal metastases\n"
        "question:\n  population: adults with suspected metastases of the spine\n  index: deep learning\n"
        "criteria:\n  include: [a model is evaluated, adults]\n  exclude: [animals, opinion]\n"
        "terms:\n  include: [deep learning, metasta*]\n  exclude: [animal*]\n"
        "reviewers: [Ann, Ben]\narbiters: [Art]\nvotes_per_record: 2\n"
        "exclusion_reasons:\n  title-abstract: [no model, animals]\n  full-text: [no model, wrong outcome]\n"
        "analyses:\n  - id: auc\n    title: Discrimination\n    measure: auc\n"
        + ("sources:\n  - file: exports/pubmed.ris\n    database: PubMed\n    searched: 2026-01-31\n"
           if imports else ""))
    records = []
    for number, title in enumerate(TITLES, 1):
        records.append(
            f"TY  - JOUR\nTI  - {title}\nAU  - Author{number}, Ada\nAU  - Second, Ben\nPY  - {2012 + number}\n"
            f"JO  - Journal of Examples\nDO  - 10.1000/example.{number}\nKW  - spine\nKW  - imaging\n"
            f"AB  - Background: {title.lower()}. Methods: we looked at {number}00 patients with suspected "
            f"metastases, and compared the model with two readers. " + "Results are reported in full. " * 12
            + "Conclusion: more work is needed.\nER  -\n\n")
    (folder / "exports" / "pubmed.ris").write_text("".join(records))


def pdf(text):
    """A page with a line of text."""
    stream = f"BT /F1 18 Tf 60 700 Td ({text}) Tj ET".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
               b"/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>\nstream\n" % len(stream) + stream + b"\nendstream",
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer\n<</Size 6/Root 1 0 R>>\n"
                      b"startxref\n%d\n%%%%EOF\n" % len(content))


class Server:
    """`consilience serve` in a folder."""

    def __init__(self, program, folder, *options):
        self.process = subprocess.Popen(
            [program, "serve", str(folder), "--port", "0", *options], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        found = re.search(r"(http://127\.0\.0\.1:\d+)(/\S*)", line)
        if not found:
            raise RuntimeError(f"the server did not start: {line}")
        self.origin, self.path = found[1].replace("127.0.0.1", "localhost"), found[2]

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


class Browser:
    """A Chromium with a profile of its own: one person's browser."""

    def __init__(self, origin, width=1280, height=900, language="en"):
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                         "--hide-scrollbars", f"--window-size={width},{height}", f"--lang={language}"):
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"intl.accept_languages": language})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        self.origin = origin

    # Looking

    def open(self, path):
        self.driver.get(self.origin + path)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.origin)

    @property
    def page(self):
        return self.driver.page_source

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.one(selector).text

    def until(self, what, condition):
        """Waits until something holds, and says what did not."""
        def holds(_):
            try:
                return condition()
            except StaleElementReferenceException:
                return False
        try:
            return WebDriverWait(self.driver, PATIENCE, poll_frequency=0.1).until(holds)
        except TimeoutException:
            raise AssertionError(f"{what}; at {self.path}: {self.text('body')[:1500]}") from None

    def shown(self):
        """Title of the record that is shown for voting; blank for none."""
        found = self.all("#record h2")
        return found[0].text if found and self.one("#vote").is_displayed() else ""

    # Doing

    def fill(self, name, value, form="main"):
        field = self.one(f"{form} [name='{name}']")
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        else:
            field.clear()
            field.send_keys(value)

    def click(self, selector):
        self.one(selector).click()

    def press(self, *keys):
        actions = ActionChains(self.driver)
        for key in keys:
            actions.send_keys(key)
        actions.perform()

    def submit(self, selector="main form button"):
        """Sends a form and waits for the page that follows."""
        old = self.one("html")
        self.click(selector)

        def is_gone():
            try:
                old.tag_name
                return False
            except StaleElementReferenceException:
                return self.driver.execute_script("return document.readyState") == "complete"
        WebDriverWait(self.driver, PATIENCE).until(lambda _: is_gone())

    def accept(self, path):
        """Takes up an invitation and comes to the overview."""
        self.open(path)
        self.fill("password", PASSWORD)
        self.fill("again", PASSWORD)
        self.submit()
        self.until("no overview after the invitation", lambda: self.path == "/")

    def log_in(self, name):
        self.open("/log-in")
        self.fill("name", name)
        self.fill("password", PASSWORD)
        self.submit()
        self.until("no overview after the log-in", lambda: self.path == "/")

    def api(self, method, path, body=None):
        """Asks the interface as the page's own scripts do; returns status and value."""
        return self.driver.execute_async_script(
            """
            const [method, path, body, done] = arguments;
            const token = document.querySelector("meta[name=form-token]")?.content ?? "";
            fetch(path, { method, headers: { "X-Form-Token": token, "Content-Type": "application/json" },
              body: body === null ? undefined : JSON.stringify(body) })
              .then(async (answer) => done([answer.status, await answer.text()]),
                (error) => done([0, String(error)]));
            """, method, path, body)

    def value(self, path):
        status, text = self.api("GET", path)
        assert status == 200, (path, status, text[:500])
        return json.loads(text)

    # Circumstances

    def network(self, is_on):
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
            "offline": not is_on, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})

    def look(self, dark=False):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def phone(self):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True})
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {
            "enabled": True, "maxTouchPoints": 1})

    def laptop(self):
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})

    def swipe(self, selector, across):
        place = self.driver.execute_script(
            "const box = arguments[0].getBoundingClientRect();"
            "return [box.left + box.width / 2, box.top + Math.min(box.height / 2, 120)];",
            self.one(selector))
        x, y = place[0] - across / 2, place[1]
        send = lambda kind, points: self.driver.execute_cdp_cmd(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        send("touchStart", [{"x": x, "y": y}])
        for step in range(1, 11):
            send("touchMove", [{"x": x + across * step / 10, "y": y + step / 5}])
        send("touchEnd", [])

    def picture(self, name, folder):
        """A picture of the whole page, for people to look at."""
        if not folder:
            return
        size = self.driver.execute_script(
            "return [document.documentElement.clientWidth, document.documentElement.scrollHeight]")
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": size[0], "height": min(size[1], 4000), "scale": 1}})["data"]
        pathlib.Path(folder, name + ".png").write_bytes(base64.b64decode(data))

    def view(self, name, folder):
        """A picture of what is in the window."""
        if folder:
            self.driver.save_screenshot(str(pathlib.Path(folder, name + ".png")))

    def complaints(self):
        """What the browser itself complained of since the last time: errors, breaches of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] == "SEVERE"]

    def barriers(self):
        """What axe finds wrong with the page, by WCAG 2.2 at level AA."""
        self.driver.execute_script(AXE)
        found = self.driver.execute_async_script(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag",
              values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } })
              .then((result) => done(result.violations.map((one) => one.id + " (" + one.impact + "): "
                + one.nodes.slice(0, 4).map((node) => node.html.slice(0, 160)
                  + " — " + node.failureSummary.slice(0, 200)).join(" | "))),
                (error) => done([String(error)]));
            """)
        wide = self.driver.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 1:
            found.append(f"the page is {wide} px wider than the window")
        return found

    def close(self):
        self.driver.quit()


AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text()
