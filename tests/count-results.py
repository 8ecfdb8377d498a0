#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the results of "meson test" in the folders given, and prints "N passed, N failed" as the last line.

A program that speaks TAP counts as its single tests, any other as one."""
import json
import re
import sys

passed = failed = 0
for folder in sys.argv[1:]:
    try:
        with open(folder + "/meson-logs/testlog.json", encoding="utf-8") as log:
            results = [json.loads(line) for line in log]
    except (OSError, ValueError):
        results = []
    if not results:
        print(folder + ": no results; the build or its tests did not run")
        failed += 1
    for result in results:
        good = len(re.findall(r"^ok \d", result.get("stdout", ""), re.M))
        bad = len(re.findall(r"^not ok \d", result.get("stdout", ""), re.M))
        if result["result"] == "OK":
            passed += good or 1
        else:
            print("failed: %s: %s" % (folder, result["name"]))
            passed += good
            failed += bad or 1
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0 or passed == 0)
