"""Debian's Firefox, spoken to in its own protocol, Marionette: Debian has no driver between the two.

Marionette (firefox-source-docs.mozilla.org/testing/marionette) takes the commands of WebDriver as they are; a driver
only carries them from HTTP to a socket. So Selenium is given a connection that writes to the socket itself.
"""

import base64
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.interaction import POINTER_TOUCH
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.remote_connection import RemoteConnection

from browser import PATIENCE, Browser

COMMANDS = {
    Command.DELETE_SESSION: "WebDriver:DeleteSession", Command.QUIT: "WebDriver:DeleteSession",
    Command.GET: "WebDriver:Navigate", Command.REFRESH: "WebDriver:Refresh", Command.GO_BACK: "WebDriver:Back",
    Command.GET_CURRENT_URL: "WebDriver:GetCurrentURL", Command.GET_PAGE_SOURCE: "WebDriver:GetPageSource",
    Command.FIND_ELEMENT: "WebDriver:FindElement", Command.FIND_ELEMENTS: "WebDriver:FindElements",
    Command.FIND_CHILD_ELEMENT: "WebDriver:FindElement", Command.FIND_CHILD_ELEMENTS: "WebDriver:FindElements",
    Command.CLICK_ELEMENT: "WebDriver:ElementClick", Command.CLEAR_ELEMENT: "WebDriver:ElementClear",
    Command.SEND_KEYS_TO_ELEMENT: "WebDriver:ElementSendKeys",
    Command.GET_ELEMENT_TEXT: "WebDriver:GetElementText",
    Command.GET_ELEMENT_TAG_NAME: "WebDriver:GetElementTagName",
    Command.IS_ELEMENT_SELECTED: "WebDriver:IsElementSelected",
    Command.IS_ELEMENT_ENABLED: "WebDriver:IsElementEnabled",
    Command.GET_ELEMENT_VALUE_OF_CSS_PROPERTY: "WebDriver:GetElementCSSValue",
    Command.GET_ELEMENT_PROPERTY: "WebDriver:GetElementProperty",
    Command.GET_ELEMENT_RECT: "WebDriver:GetElementRect", Command.GET_ELEMENT_ATTRIBUTE: "WebDriver:GetElementAttribute",
    Command.W3C_EXECUTE_SCRIPT: "WebDriver:ExecuteScript",
    Command.W3C_EXECUTE_SCRIPT_ASYNC: "WebDriver:ExecuteAsyncScript",
    Command.W3C_ACTIONS: "WebDriver:PerformActions", Command.W3C_CLEAR_ACTIONS: "WebDriver:ReleaseActions",
    Command.GET_WINDOW_RECT: "WebDriver:GetWindowRect", Command.SET_WINDOW_RECT: "WebDriver:SetWindowRect",
    Command.SCREENSHOT: "WebDriver:TakeScreenshot",
    Command.DELETE_ALL_COOKIES: "WebDriver:DeleteAllCookies", Command.SET_TIMEOUTS: "WebDriver:SetTimeouts",
}


class Marionette(RemoteConnection):
    """Carries Selenium's commands to a Firefox that runs with `--marionette`."""

    def __init__(self, port):
        super().__init__("http://127.0.0.1")
        self.number = 0
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=4 * PATIENCE)
        self.answers = self.socket.makefile("rb")
        self.receive()  # The browser says first which protocol it speaks.

    def receive(self):
        length = b""
        while not length.endswith(b":"):
            byte = self.answers.read(1)
            if not byte:
                raise ConnectionError("Firefox has closed the connection")
            length += byte
        return json.loads(self.answers.read(int(length[:-1])))

    def ask(self, name, parameters):
        """Sends a command; returns its error and its answer, of which one is missing."""
        self.number += 1
        text = json.dumps([0, self.number, name, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        _, number, error, answer = self.receive()
        assert number == self.number, f"the answer to {number} came for {self.number}"
        return error, answer

    def execute(self, command, params):
        if command == Command.NEW_SESSION:
            error, answer = self.ask("WebDriver:NewSession", params["capabilities"]["firstMatch"][0]
                                     | params["capabilities"]["alwaysMatch"])
            assert not error, error
            return {"value": answer}
        parameters = {key: value for key, value in (params or {}).items() if key != "sessionId"}
        if "id" in parameters:
            parameters["element" if "FindElement" in COMMANDS[command] else "id"] = parameters.pop("id")
        error, answer = self.ask(COMMANDS[command], parameters)
        if error:
            return {"status": error["error"], "value": error}
        isWrapped = isinstance(answer, dict) and list(answer) == ["value"]
        return {"value": answer["value"] if isWrapped else answer}

    def close(self):
        self.answers.close()
        self.socket.close()


class Firefox(Browser):
    """A Firefox without a window."""

    def __init__(self, origin, width=1280, height=900, language="en"):
        self.profile = pathlib.Path(tempfile.mkdtemp(prefix="consilience-firefox-"))
        preferences = {
            "intl.accept_languages": language, "intl.locale.requested": "en-US", "marionette.port": 0,
            "app.update.disabledForTesting": True, "datareporting.policy.dataSubmissionEnabled": False,
            "browser.shell.checkDefaultBrowser": False, "browser.aboutwelcome.enabled": False,
            "dom.w3c_touch_events.enabled": 1, "network.disable-localhost-when-offline": True,
        }
        (self.profile / "user.js").write_text("".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()))
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--marionette", "-remote-allow-system-access", "--no-remote",
             "--width", str(width), "--height", str(height), "--profile", str(self.profile)],
            env={**os.environ, "HOME": str(self.profile)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.size = width, height
        driver = webdriver.Remote(Marionette(self.port()), options=webdriver.FirefoxOptions(),
                                  file_detector=UselessFileDetector())
        super().__init__(driver, origin)

    def port(self):
        """The port at which it listens, which it writes into its profile."""
        file, end = self.profile / "MarionetteActivePort", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if file.exists() and file.read_text().strip():
                return int(file.read_text())
            if self.process.poll() is not None:
                raise RuntimeError(f"Firefox ended with {self.process.returncode}")
            time.sleep(0.1)
        raise TimeoutError("Firefox does not listen")

    def inside(self, script, *arguments):
        """Runs a script in the browser itself, not in the page."""
        ask = self.driver.command_executor.ask
        ask("Marionette:SetContext", {"value": "chrome"})
        try:
            error, answer = ask("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})
            assert not error, error
            return answer["value"]
        finally:
            ask("Marionette:SetContext", {"value": "content"})

    # Circumstances

    def network(self, is_on):
        # Connections that are open would outlive it.
        self.inside("Services.io.offline = arguments[0];"
                    "Services.obs.notifyObservers(null, 'net:cancel-all-connections');", not is_on)

    def look(self, dark=False):
        self.inside("gBrowser.selectedBrowser.browsingContext.prefersColorSchemeOverride = arguments[0]",
                    "dark" if dark else "light")

    def resize(self, width, height):
        self.inside("document.documentElement.style.minWidth = '0'")
        for _ in range(2):  # The frame of the window takes some; the page is to have the size.
            inner = self.driver.execute_script("return [innerWidth, innerHeight]")
            outer = self.driver.get_window_size()
            self.driver.set_window_size(outer["width"] + width - inner[0], outer["height"] + height - inner[1])

    def phone(self):
        self.resize(390, 844)

    def laptop(self):
        self.resize(*self.size)

    def swipe(self, selector, across):
        x, y = self.place(selector)
        finger = PointerInput(POINTER_TOUCH, "finger")
        actions = ActionBuilder(self.driver, mouse=finger, duration=20)
        finger.create_pointer_move(x=round(x - across / 2), y=round(y), duration=0)
        finger.create_pointer_down(button=0)
        for step in range(1, 11):
            finger.create_pointer_move(x=round(x - across / 2 + across * step / 10), y=round(y + step / 5),
                                       duration=10)
        finger.create_pointer_up(0)
        actions.perform()

    def drop(self, selector, *files):
        """Lets files go on a part of the page. Firefox takes no files dragged in without a window, so that the page
        is told what it would be told then."""
        contents = [[pathlib.Path(file).name, base64.b64encode(pathlib.Path(file).read_bytes()).decode()]
                    for file in files]
        self.driver.execute_script(
            """
            const [target, files] = arguments, dataTransfer = new DataTransfer();
            for (const [name, text] of files) {
              dataTransfer.items.add(new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name));
            }
            for (const kind of ["dragenter", "dragover", "drop"]) {
              target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
            }
            """, self.one(selector), contents)

    def picture(self, name, folder):
        """A picture of the whole page, for people to look at."""
        if folder:
            error, answer = self.driver.command_executor.ask("WebDriver:TakeScreenshot", {"full": True})
            assert not error, error
            pathlib.Path(folder, name + ".png").write_bytes(base64.b64decode(answer["value"]))

    def complaints(self):
        """What the browser itself complained of since the last time: errors, breaches of the policy."""
        return self.inside(
            """
            const found = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError
              && !(one.flags & Ci.nsIScriptError.warningFlag)
              && (one.sourceName.startsWith(arguments[0]) || one.category.startsWith("CSP")));
            Services.console.reset();
            return found.map(String);
            """, self.origin)

    def close(self):
        try:
            self.driver.quit()
        finally:
            self.process.terminate()
            self.process.wait(30)
            shutil.rmtree(self.profile, ignore_errors=True)
