#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""vitrum-cli picture: that it draws what is asked for, and says which option is wrong."""

import os
import struct
import unittest
import zlib

from cli_support import CU_ZR, SMALL, TA, Case, cli, read_bytes


def read_png(path):
    """Width, height, channels and rows of a PNG of 8 bits."""
    data = read_bytes(path)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
        elif kind == b"IDAT":
            packed += body
        at += length + 12
    assert depth == 8
    channels = {2: 3, 6: 4}[colour]
    raw, stride, rows = zlib.decompress(packed), width * channels, []
    before = bytes(stride)
    for y in range(height):
        method, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            a = line[i - channels] if i >= channels else 0
            b = before[i]
            c = before[i - channels] if i >= channels else 0
            nearest = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            line[i] = (line[i] + (0, a, b, (a + b) // 2, nearest)[method]) & 255
        rows.append(bytes(line))
        before = bytes(line)
    return width, height, channels, rows


class Pictures(Case):
    def draw(self, *options, config=SMALL, size="120x90"):
        path = self.path("out.png")
        self.succeed("picture", config, path, "--size", size, *options)
        return read_png(path)

    def assert_drawn(self, *options, config=SMALL):
        """Something is in the middle, and it is not the ground."""
        width, height, channels, rows = self.draw(*options, config=config)
        self.assertEqual((width, height), (120, 90))
        self.assertGreater(len({rows[y][x * channels:x * channels + 3]
                                for y in range(20, 70) for x in range(30, 90)}), 50, options)
        return rows

    def test_every_kind_of_colour(self):
        for colour in ("element", "class", "coordination", "fivefold", "energy", "cluster"):
            self.assert_drawn("--colour", colour, "--legend")
        self.assert_drawn("--colour", "displacement", "--reference", self.write_shaken(), "--range", "0,0.3")
        self.assert_drawn("--colour", "energy", "--potential", "CuZr_mm.eam.fs", "--range", "-6,-3")

    def test_every_option(self):
        for options in (["--index", "0,0,12,0", "--centre", "Cu"], ["--polyhedra"], ["--links"], ["--atom", "3"],
                        ["--atom", "3", "--cell"], ["--around", "3", "--distance", "5"], ["--cut", "x,8"],
                        ["--cut", "-z,-4", "--slab", "6"], ["--hide", "Zr"], ["--perspective"], ["--orthographic"],
                        ["--along", "y"], ["--turn", "30,-20"], ["--radius", "0.4"], ["--dark"], ["--no-cell"],
                        ["--no-axes"], ["--legend", "--dark"]):
            self.assert_drawn(*options)

    def test_size_and_transparency(self):
        width, height, channels, rows = self.draw("--transparent", "--no-axes", size="64x50")
        self.assertEqual((width, height, channels), (64, 50, 4))
        self.assertEqual(rows[0][3], 0)
        self.assertIn(255, rows[25][3::4])

    def test_the_same_call_gives_the_same_bytes(self):
        self.assertEqual(self.draw("--polyhedra"), self.draw("--polyhedra"))

    def test_dark_is_dark(self):
        self.assertLess(max(self.draw("--dark")[3][0][:3]), 80)
        self.assertGreater(min(self.draw()[3][0][:3]), 240)

    def test_wrong_options_are_named(self):
        for option, value in (("--size", "12"), ("--size", "0x10"), ("--size", "99999x10"), ("--colour", "mood"),
                              ("--index", "1,two"), ("--centre", "Xx"), ("--centre", "Fe"), ("--atom", "0"),
                              ("--atom", "2.5"), ("--atom", "100000"), ("--around", "none"), ("--hide", "Fe"),
                              ("--cut", "w,3"), ("--cut", "x"), ("--cut", "x,far"), ("--slab", "5"),
                              ("--along", "xy"), ("--turn", "30"), ("--turn", "a,b"), ("--radius", "0"),
                              ("--radius", "thick"), ("--range", "1"), ("--range", "2,1"), ("--distance", "4")):
            message = self.fail_with_2("picture", SMALL, self.path("out.png"), option, value)
            self.assertIn(option, message)
            self.assertFalse(os.path.exists(self.path("out.png")))

    def test_options_that_need_others(self):
        out = self.path("out.png")
        self.assertIn("--reference", self.fail_with_2("picture", SMALL, out, "--colour", "displacement"))
        self.assertIn("--atom", self.fail_with_2("picture", SMALL, out, "--cell"))
        self.assertIn("--index", self.fail_with_2("picture", SMALL, out, "--centre", "Cu"))
        self.assertIn("--perspective", self.fail_with_2("picture", SMALL, out, "--perspective", "--orthographic"))

    def test_wrong_files_are_named(self):
        out = self.path("out.png")
        self.assertIn("absent.xyz", self.fail_with_2("picture", self.path("absent.xyz"), out))
        self.assertIn("absent.xyz", self.fail_with_2("picture", SMALL, out, "--reference", self.path("absent.xyz")))
        self.assertIn("number of atoms",
                      self.fail_with_2("picture", SMALL, out, "--colour", "displacement", "--reference", TA))
        self.assertIn("absent", self.fail_with_2("picture", SMALL, self.path("absent", "out.png")))
        self.assertIn("nothing.eam",
                      self.fail_with_2("picture", SMALL, out, "--colour", "energy", "--potential", "nothing.eam"))
        self.fail_with_2("picture", SMALL)

    def test_the_glass(self):
        self.assert_drawn("--index", "0,0,12,0", "--centre", "Cu", "--polyhedra", config=CU_ZR)

    def test_help_names_the_options(self):
        text = cli("picture", "--help").stdout.decode()
        for option in ("--size", "--colour", "--index", "--polyhedra", "--links", "--cut", "--legend"):
            self.assertIn(option, text)


if __name__ == "__main__":
    unittest.main()
