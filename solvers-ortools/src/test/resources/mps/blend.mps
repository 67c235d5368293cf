* maximise x + 2 y - z + 10 over a small polytope
NAME          BLEND
OBJSENSE
    MAXIMIZE
ROWS
 N  profit
 L  c1
 G  c2
 E  c3
COLUMNS
    x         profit    1.0            c1        1.0
    x         c2        1.0
    y         profit    2.0            c1        1.0
    y         c3        -1.0
    z         profit    -1.0           c3        1.0
RHS
    rhs       c1        4.0            c2        1.0
    rhs       c3        7.0            profit    -10.0
RANGES
    rng       c1        2.5
BOUNDS
 UP bnd       x         4.0
 LO bnd       y         -1.0
 UP bnd       y         1.0
ENDATA
