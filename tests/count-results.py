#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the results of "meson test" in the folders given, and prints "N passed, N failed" as the last line."""
import sys
import xml.etree.ElementTree as tree

passed = failed = 0
for folder in sys.argv[1:]:
    try:
        suites = tree.parse(folder + "/meson-logs/testlog.junit.xml").getroot()
    except (OSError, tree.ParseError):
        print(folder + ": no results; the build or its tests did not run")
        failed += 1
        continue
    for case in suites.iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            print("failed: %s: %s" % (folder, case.get("classname", "") + " " + case.get("name", "")))
        elif case.find("skipped") is None:
            passed += 1
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0 or passed == 0)
