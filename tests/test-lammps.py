#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Energies, forces and pressure of embedded-atom potentials against LAMMPS itself, run on the same atoms: the glasses, and
random packings in orthogonal and triclinic cells. Usage: test-lammps.py PRINT-ENERGY LMP. Writes TAP."""

import math
import os
import random
import re
import subprocess
import sys
import tempfile

POTENTIALS = "/usr/share/lammps/potentials"
SOURCE = os.environ["VITRUM_SOURCE_DIR"]
MASS = {"Cu": 63.546, "Zr": 91.224, "Ta": 180.948, "Ni": 58.693, "Al": 26.982, "H": 1.008}

# LAMMPS prints energies and forces with 15 digits and the pressure in bar: what is left is rounding of sums. Where atoms
# are very close, energies reach 1e4 eV, so that the tolerance grows with the value.
ENERGY_TOLERANCE = 1e-8
FORCE_TOLERANCE = 1e-8
PRESSURE_TOLERANCE = 1e-8
EV_A3_IN_BAR = 1.6021765e6  # what LAMMPS has for it


def read_glass(name):
    with open(os.path.join(SOURCE, "data", "glasses", name)) as file:
        n = int(file.readline())
        lattice = re.search(r'Lattice="([^"]*)"', file.readline()).group(1).split()
        atoms = [(w[0], [float(x) for x in w[1:4]]) for w in (file.readline().split() for _ in range(n))]
    return [float(lattice[0]), float(lattice[4]), float(lattice[8])], [0, 0, 0], atoms


def random_packing(elements, lengths, tilts, n, closest, seed):
    """Atoms at random, none nearer to another than @closest, Å (0: an ideal gas)."""
    rng = random.Random(seed)
    atoms, places = [], []
    for i in range(n):
        while True:
            f = [rng.random() for _ in range(3)]
            x = cartesian(lengths, tilts, f)
            if closest == 0 or all(distance(lengths, tilts, f, g) >= closest for g in places):
                break
        places.append(f)
        atoms.append((elements[i % len(elements)], x))
    return lengths, tilts, atoms


def cartesian(lengths, tilts, f):
    xy, xz, yz = tilts
    return [f[0] * lengths[0] + f[1] * xy + f[2] * xz, f[1] * lengths[1] + f[2] * yz, f[2] * lengths[2]]


def distance(lengths, tilts, f, g):
    """Between nearest images: right below the radius of the largest sphere in the cell."""
    return math.hypot(*cartesian(lengths, tilts, [a - b - round(a - b) for a, b in zip(f, g)]))


def write_xyz(path, lengths, tilts, atoms):
    xy, xz, yz = tilts
    with open(path, "w") as file:
        file.write(f"{len(atoms)}\n")
        file.write(f'Lattice="{lengths[0]!r} 0 0 {xy!r} {lengths[1]!r} 0 {xz!r} {yz!r} {lengths[2]!r}" '
                   'Properties=species:S:1:pos:R:3 pbc="T T T"\n')
        for element, x in atoms:
            file.write(f"{element} {x[0]!r} {x[1]!r} {x[2]!r}\n")


def write_data(path, elements, lengths, tilts, atoms):
    with open(path, "w") as file:
        file.write(f"test\n\n{len(atoms)} atoms\n{len(elements)} atom types\n\n")
        for axis, length in zip("xyz", lengths):
            file.write(f"0 {length!r} {axis}lo {axis}hi\n")
        if any(tilts):
            file.write("{!r} {!r} {!r} xy xz yz\n".format(*tilts))
        file.write("\nMasses\n\n")
        for i, element in enumerate(elements):
            file.write(f"{i + 1} {MASS[element]}\n")
        file.write("\nAtoms # atomic\n\n")
        for i, (element, x) in enumerate(atoms):
            file.write(f"{i + 1} {elements.index(element) + 1} {x[0]!r} {x[1]!r} {x[2]!r}\n")


def pair_commands(potentials, elements):
    paths = [os.path.join(POTENTIALS, p) for p in potentials]
    if potentials[0].endswith(".eam"):
        return "pair_style eam\n" + "".join(f"pair_coeff {i + 1} {i + 1} {p}\n" for i, p in enumerate(paths))
    style = "eam/fs" if potentials[0].endswith(".fs") else "eam/alloy"
    return f"pair_style {style}\npair_coeff * * {paths[0]} {' '.join(elements)}\n"


def run_lammps(folder, potentials, elements, lengths, tilts, atoms):
    """Pressure in eV/Å³, and energy and force of each atom."""
    write_data(os.path.join(folder, "atoms.data"), elements, lengths, tilts, atoms)
    with open(os.path.join(folder, "in.test"), "w") as file:
        file.write("units metal\natom_style atomic\natom_modify map array\nbox tilt large\nread_data atoms.data\n"
                   + pair_commands(potentials, elements)
                   + "compute e all pe/atom\n"
                     "dump d all custom 1 out.dump id c_e fx fy fz\n"
                     "dump_modify d sort id format float %.15g\n"
                     "thermo_style custom step press\nvariable p equal press\nrun 0\n"
                     'print "$(v_p:%.15g)" file out.press\n')
    environment = dict(os.environ, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMP_NUM_THREADS="1")
    environment.pop("MALLOC_PERTURB_", None)
    done = subprocess.run([sys.argv[2], "-log", "none", "-screen", "none", "-in", "in.test"], cwd=folder, env=environment,
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"lmp ended with {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
    with open(os.path.join(folder, "out.press")) as file:
        pressure = float(file.read()) / EV_A3_IN_BAR
    with open(os.path.join(folder, "out.dump")) as file:
        rows = [[float(x) for x in line.split()[1:]] for line in file.read().split("ITEM: ATOMS")[1].splitlines()[1:]]
    return pressure, rows


def run_vitrum(program, folder, potentials, lengths, tilts, atoms):
    path = os.path.join(folder, "atoms.xyz")
    write_xyz(path, lengths, tilts, atoms)
    done = subprocess.run([program, path] + [os.path.join(POTENTIALS, p) for p in potentials], capture_output=True,
                          text=True, check=True)
    lines = done.stdout.splitlines()
    return float(lines[0]), [[float(x) for x in line.split()] for line in lines[1:]]


def difference(a, b):
    """Relative above 1, absolute below; a NaN is never small."""
    d = abs(a - b) / max(1, abs(a), abs(b))
    return d if d == d else math.inf


def compare(program, potentials, elements, sample):
    """Returns what is wrong, and a summary."""
    with tempfile.TemporaryDirectory() as folder:
        ours = run_vitrum(program, folder, potentials, *sample)
        theirs = run_lammps(folder, potentials, elements, *sample)
    if len(ours[1]) != len(theirs[1]):
        return f"{len(ours[1])} atoms, LAMMPS has {len(theirs[1])}", ""
    energy = max(difference(a[0], b[0]) for a, b in zip(ours[1], theirs[1]))
    force = max(difference(x, y) for a, b in zip(ours[1], theirs[1]) for x, y in zip(a[1:], b[1:]))
    pressure = difference(ours[0], theirs[0])
    summary = f"largest difference: energy {energy:.1e}, force {force:.1e}, pressure {pressure:.1e} (eV, Å)"
    good = energy <= ENERGY_TOLERANCE and force <= FORCE_TOLERANCE and pressure <= PRESSURE_TOLERANCE
    return "" if good else summary, summary


def cases():
    fs, alloy, mixed = ["CuZr_mm.eam.fs"], ["CuTa.eam.alloy"], ["Cu_u3.eam", "Ni_u3.eam"]
    yield "ta glass", alloy, ["Cu", "Ta"], read_glass("ta.xyz")
    yield "cu50zr50 glass", fs, ["Cu", "Zr"], read_glass("cu50zr50.xyz")
    yield "cu64zr36 glass", fs, ["Cu", "Zr"], read_glass("cu64zr36.xyz")
    box, skew = ([19.0, 20.5, 18.25], [0, 0, 0]), ([21.0, 20.0, 19.0], [6.3, -5.1, 4.7])
    for cell, shape in ((box, "orthogonal"), (skew, "triclinic")):
        for potentials, elements in ((fs, ["Cu", "Zr"]), (fs, ["Zr", "Cu"]), (alloy, ["Cu", "Ta"]),
                                     (["Cu_u3.eam"], ["Cu"]), (mixed, ["Cu", "Ni"]),
                                     (["Cu_smf7.eam", "Al_jnp.eam"], ["Cu", "Al"]),
                                     (["NiAlH_jea.eam.fs"], ["Al", "H", "Ni"]),
                                     (["NiAlH_jea.eam.alloy"], ["Al", "H", "Ni"])):
            for closest, kind in ((2.0, "packing"), (0.3, "close atoms")):
                yield (f"{shape} {kind}, {' + '.join(potentials)}, {' '.join(elements)}", potentials, elements,
                       random_packing(elements, *cell, 400, closest, 7))


def main():
    program = sys.argv[1]
    failed = 0
    number = 0
    for number, (name, potentials, elements, sample) in enumerate(cases(), 1):
        wrong, summary = compare(program, potentials, elements, sample)
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}: {wrong or summary}", flush=True)
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
