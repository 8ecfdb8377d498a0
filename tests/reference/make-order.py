#!/usr/bin/env python3
"""Makes cu64zr36-order.csv and cu64zr36-coordination.csv, apart from Vitrum: plain loops over positions, spherical
harmonics from the explicit sum, Wigner 3j symbols from Racah's formula. With --crystals, prints textbook values."""
import cmath, itertools, math, os, sys
from math import factorial as f

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
CUTOFF = {('Cu', 'Cu'): 3.5, ('Cu', 'Zr'): 3.8, ('Zr', 'Zr'): 4.3}
N = 200


def harmonic(l, m, v):
    x, y, z = v
    r = math.sqrt(x * x + y * y + z * z)
    theta, phi, k = math.acos(max(-1, min(1, z / r))), math.atan2(y, x), abs(m)
    c, s = math.cos(theta / 2), math.sin(theta / 2)
    # Wigner's small d-function d^l_{m0}, whose powers of half angles have no cancellation at the poles
    d = sum((-1) ** (t + k) * math.sqrt(f(l + k) * f(l - k)) * f(l)
            / (f(l + k - t) * f(t) * f(t - k) * f(l - t)) * c ** (2 * l + k - 2 * t) * s ** (2 * t - k)
            for t in range(k, l + 1)) * (-1) ** k
    value = math.sqrt((2 * l + 1) / (4 * math.pi)) * d * (-1) ** k * cmath.exp(1j * k * phi)
    return value if m >= 0 else (-1) ** k * value.conjugate()


def wigner(l, a, b, c):
    """(l l l; a b c)"""
    total = sum((-1) ** t / (f(t) * f(l - t) * f(l - a - t) * f(l + b - t) * f(a + t) * f(t - b))
                for t in range(max(0, b, -a), min(l, l - a, l + b) + 1))
    return ((-1) ** c * math.sqrt(f(l) ** 3 / f(3 * l + 1))
            * math.sqrt(f(l + a) * f(l - a) * f(l + b) * f(l - b) * f(l + c) * f(l - c)) * total)


TABLE = {l: [(a, b, -a - b, wigner(l, a, b, -a - b)) for a in range(-l, l + 1) for b in range(-l, l + 1)
             if abs(a + b) <= l] for l in (4, 6)}


def moments(l, vectors):
    return [sum(harmonic(l, m, v) for v in vectors) / len(vectors) for m in range(-l, l + 1)]


def q_and_w(l, q):
    norm = sum(abs(x) ** 2 for x in q)
    w = sum(s * q[a + l] * q[b + l] * q[c + l] for a, b, c, s in TABLE[l]).real
    return math.sqrt(4 * math.pi / (2 * l + 1) * norm), w / norm ** 1.5 if norm > 1e-18 else float('nan')


def crystals():
    def shell(points, low, high):
        return [p for p in points if low < math.dist(p, (0, 0, 0)) < high]
    cube = list(itertools.product((-2, -1, 0, 1, 2), repeat=3))
    g, h = (1 + math.sqrt(5)) / 2, math.sqrt(3) / 2
    layer = [(math.cos(k * math.pi / 3), math.sin(k * math.pi / 3), 0) for k in range(6)]
    sets = {
        'fcc': shell([p for p in cube if sum(p) % 2 == 0], 1, 1.5), 'sc': shell(cube, 0.5, 1.2),
        'bcc 8': [p for p in cube if abs(p[0] * p[1] * p[2]) == 1],
        'bcc 14': [p for p in cube if abs(p[0] * p[1] * p[2]) == 1 or sorted(map(abs, p)) == [0, 0, 2]],
        'hcp': layer + [(math.cos(t) / math.sqrt(3), math.sin(t) / math.sqrt(3), z) for z in
                        (math.sqrt(2 / 3), -math.sqrt(2 / 3)) for t in (math.pi / 6, 5 * math.pi / 6, 3 * math.pi / 2)],
        'icosahedron': [p for a in (-1, 1) for b in (-g, g) for p in ((a, b, 0), (0, a, b), (b, 0, a))],
        'diamond': [(1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1)],
    }
    for name, vectors in sets.items():
        print(name, len(vectors), *('%.7f' % x for l in (4, 6) for x in q_and_w(l, moments(l, vectors))))


def glass():
    lines = open(os.path.join(ROOT, 'data/glasses/cu64zr36.xyz')).read().split('\n')
    edge = float(lines[1].split('"')[1].split()[0])
    atoms = [(s, float(x), float(y), float(z)) for s, x, y, z in (line.split() for line in lines[2:] if line)]

    def neighbours(i):
        s, x, y, z = atoms[i]
        found = []
        for j, (t, u, v, w) in enumerate(atoms):
            d = [e - edge * round(e / edge) for e in (u - x, v - y, w - z)]
            if j != i and math.hypot(*d) < CUTOFF[tuple(sorted((s, t)))]:
                found.append((j, d))
        return found

    near = [neighbours(i) for i in range(len(atoms))]
    cutoffs = ', '.join('%s-%s %g' % (*pair, r) for pair, r in CUTOFF.items())
    with open(os.path.join(ROOT, 'tests/reference/cu64zr36-coordination.csv'), 'w') as out:
        out.write('# Z_CuCu, Z_CuZr, Z_ZrCu, Z_ZrZr of data/glasses/cu64zr36.xyz (make-order.py; cut-offs in A: %s)\n'
                  % cutoffs)
        mean = []
        for a in ('Cu', 'Zr'):
            own = [i for i in range(len(atoms)) if atoms[i][0] == a]
            mean += [sum(atoms[j][0] == b for i in own for j, d in near[i]) / len(own) for b in ('Cu', 'Zr')]
        out.write(','.join('%.10f' % z for z in mean) + '\n')
    q = {l: {} for l in (4, 6)}
    for i in set(range(N)).union(j for i in range(N) for j, d in near[i]):
        for l in q:
            q[l][i] = moments(l, [d for j, d in near[i]])
    with open(os.path.join(ROOT, 'tests/reference/cu64zr36-order.csv'), 'w') as out:
        out.write('# q4,w4,q6,w6,q4_averaged,w4_averaged,q6_averaged,w6_averaged of the first %d atoms of '
                  'data/glasses/cu64zr36.xyz (make-order.py; cut-offs in A: %s)\n' % (N, cutoffs))
        for i in range(N):
            row = []
            for l in q:
                row += q_and_w(l, q[l][i])
            for l in q:
                group = [i] + [j for j, d in near[i]]
                row += q_and_w(l, [sum(q[l][j][m] for j in group) / len(group) for m in range(2 * l + 1)])
            out.write(','.join('%.10f' % x for x in row) + '\n')


crystals() if '--crystals' in sys.argv else glass()
