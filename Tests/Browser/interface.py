#!/usr/bin/env python3
"""Tries the interface for scripts against its own document: no 5xx, answers as the document has them.

    python3 Tests/Browser/interface.py .build/debug/consilience

The examples are drawn with a fixed seed, and bounded in number, so that a run ends and can be repeated.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import requests

from workbench import PASSWORD, Server, write_review

CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance",
          "response_schema_conformance", "response_headers_conformance", "unsupported_method", "ignored_auth"]


def key(server):
    """A key of the admin, who is also a reviewer of the protocol."""
    browser = requests.Session()
    browser.post(server.origin + server.path, data={"password": PASSWORD, "again": PASSWORD}).raise_for_status()
    page = browser.get(server.origin + "/account").text
    token = re.search(r'name="form-token" content="([^"]+)"', page)[1]
    page = browser.post(server.origin + "/account/keys", data={"_token": token, "label": "schemathesis"}).text
    return re.search(r"cns_[\w-]+", page)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--examples", type=int, default=25)
    parser.add_argument("--seed", type=int, default=20261130)
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    with tempfile.TemporaryDirectory(prefix="consilience-interface-") as folder:
        write_review(pathlib.Path(folder) / "review")
        subprocess.run([program, "build", f"{folder}/review"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        server = Server(program, f"{folder}/review", "--team", "--admin", "Ann")
        try:
            command = [
                str(pathlib.Path(sys.executable).parent / "schemathesis"), "run",
                server.origin + "/api/v1/openapi.json",
                "--header", "Authorization: Bearer " + key(server),
                "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing",
                "--max-examples", str(arguments.examples), "--seed", str(arguments.seed),
                # The stream of changes has no end.
                "--exclude-path", "/api/v1/events", "--workers", "1", "--request-timeout", "60",
                "--suppress-health-check", "all", "--continue-on-failure", "--no-color",
            ]
            result = subprocess.run(command, cwd=folder)
            verified = subprocess.run([program, "verify", f"{folder}/review"])
        finally:
            server.stop()
    sys.exit(result.returncode or verified.returncode)


if __name__ == "__main__":
    main()
