"""What the walk does in a browser, whichever it is."""

import json
import pathlib
from importlib import resources

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from workbench import PASSWORD

PATIENCE = 30  # Seconds; a shared machine may be slow, and a wait ends as soon as it can.
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text()


class Browser:
    """One person's browser, with a profile of its own; `Chromium` and `Firefox` say what they do differently."""

    def __init__(self, driver, origin):
        self.driver, self.origin = driver, origin

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

    def place(self, selector):
        """A point in the window on a part of the page: in the middle of its width, near its top."""
        part = self.one(selector)
        return self.driver.execute_script(
            "arguments[0].scrollIntoView({ block: 'nearest' });"
            "const box = arguments[0].getBoundingClientRect();"
            "return [box.left + box.width / 2, box.top + Math.min(box.height / 2, 120)];", part)

    # Looking closer

    def view(self, name, folder):
        """A picture of what is in the window."""
        if folder:
            self.driver.save_screenshot(str(pathlib.Path(folder, name + ".png")))

    def barriers(self):
        """What axe finds wrong with the page, by WCAG 2.2 at level AA."""
        self.driver.execute_script(AXE)
        found = self.driver.execute_async_script(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { iframes: false, resultTypes: ["violations"], runOnly: { type: "tag",
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
