#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`vitrum-cli compute voronoi` against the voro++ program on the same atoms: every atom's index, volume and neighbours
with their faces, in the glasses and in random packings, plain and radical."""

import csv
import io
import os
import random
import subprocess
import tempfile
import unittest

SOURCE = os.environ["VITRUM_SOURCE_DIR"]
CLI = os.path.join(os.environ["VITRUM_BUILD_DIR"], "src", "cli", "vitrum-cli")


def covalent_radii():
    names = ["Z", "symbol", "name", "mass", "radius", "colour", "b"]
    with open(os.path.join(SOURCE, "data", "elements.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), fieldnames=names))
    return {row["symbol"]: float(row["radius"]) for row in rows}


def read_xyz(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    lattice = [float(x) for x in lines[1].split('"')[1].split()]
    atoms = [(f[0], *map(float, f[1:4])) for f in (line.split() for line in lines[2:])]
    return [lattice[0], lattice[4], lattice[8]], atoms


def random_packing(seed, n, edges, closest):
    """Atoms put down at random, not nearer than @closest to one another."""
    generator = random.Random(seed)
    atoms = []
    while len(atoms) < n:
        x = [generator.random() * edge for edge in edges]
        d = ([(a - b + edge / 2) % edge - edge / 2 for a, b, edge in zip(x, atom[1:], edges)] for atom in atoms)
        if all(sum(c * c for c in vector) >= closest**2 for vector in d):
            atoms.append((generator.choice(["Cu", "Cu", "Zr"]), *x))
    return edges, atoms


def write_xyz(path, edges, atoms):
    with open(path, "w", encoding="utf-8") as file:
        lattice = f"{edges[0]!r} 0 0 0 {edges[1]!r} 0 0 0 {edges[2]!r}"
        file.write(f'{len(atoms)}\nLattice="{lattice}" Properties=species:S:1:pos:R:3\n')
        for symbol, *x in atoms:
            file.write(f"{symbol} {x[0]!r} {x[1]!r} {x[2]!r}\n")


def run_voro(folder, edges, atoms, radii):
    """Volume and neighbours {id: [(edges, area) …]} of each atom as the program prints them."""
    path = os.path.join(folder, "atoms")
    with open(path, "w", encoding="utf-8") as file:
        for i, (symbol, *x) in enumerate(atoms):
            radius = f" {radii[symbol]}" if radii else ""
            file.write(f"{i + 1} {x[0]!r} {x[1]!r} {x[2]!r}{radius}\n")
    box = [text for edge in edges for text in ("0", repr(edge))]
    command = ["voro++", "-p", *(["-r"] if radii else []), "-c", "%i;%v;%n;%a;%f", *box, path]
    subprocess.run(command, check=True, capture_output=True)
    result = {}
    with open(path + ".vol", encoding="utf-8") as file:
        for line in file:
            atom, volume, ids, orders, areas = line.split(";")
            faces = sorted(zip(map(int, ids.split()), map(int, orders.split()), map(float, areas.split())))
            result[int(atom)] = (float(volume), faces)
    return result


def run_vitrum(path, *options):
    def rows(*what):
        text = subprocess.run([CLI, "compute", "voronoi", path, *what, *options], check=True, capture_output=True)
        return list(csv.DictReader(io.StringIO(text.stdout.decode())))

    result = {int(row["atom"]): (row, []) for row in rows("--per-atom")}
    for row in rows("--faces"):
        result[int(row["atom"])][1].append((int(row["neighbour"]), int(row["edges"]), float(row["area_A2"])))
    return result


class AgainstVoro(unittest.TestCase):
    def check(self, path, edges, atoms, radii=None):
        with tempfile.TemporaryDirectory() as folder:
            if path is None:
                path = os.path.join(folder, "packing.xyz")
                write_xyz(path, edges, atoms)
            expected = run_voro(folder, edges, atoms, radii)
            found = run_vitrum(path, *(["--radical"] if radii else []))
        self.assertEqual(len(found), len(atoms))
        for atom, (row, faces) in found.items():
            volume, of_program = expected.get(atom, (0, []))
            self.assertEqual([face[:2] for face in sorted(faces)], [face[:2] for face in of_program], atom)
            # The program prints six significant digits.
            self.assertAlmostEqual(float(row["volume_A3"]), volume, delta=1e-5 * max(volume, 1))
            for ours, theirs in zip(sorted(faces), of_program):
                self.assertAlmostEqual(ours[2], theirs[2], delta=1e-5 * max(theirs[2], 1))
            names = {3: "n3", 4: "n4", 5: "n5", 6: "n6", 7: "n7", 8: "n8", 9: "n9"}
            for order, name in names.items():
                self.assertEqual(int(row[name]), sum(face[1] == order for face in of_program))
            self.assertEqual(int(row["coordination"]), len(of_program))

    def test_glasses(self):
        for glass in ("ta", "cu50zr50", "cu64zr36"):
            with self.subTest(glass=glass):
                path = os.path.join(SOURCE, "data", "glasses", glass + ".xyz")
                self.check(path, *read_xyz(path))

    def test_random_packings(self):
        for seed, closest in enumerate((0, 1.0, 2.0)):
            with self.subTest(closest=closest):
                self.check(None, *random_packing(seed, 500, [19.0, 23.0, 21.0], closest))

    def test_radical(self):
        # In the ideal gas some atoms are left no room at all.
        for seed, closest in enumerate((0, 2.0)):
            with self.subTest(closest=closest):
                self.check(None, *random_packing(seed, 500, [19.0, 23.0, 21.0], closest), covalent_radii())


if __name__ == "__main__":
    unittest.main()
