NAME          PLANT
* open two plants or not (fixed costs f), make up to 5 each (x at a price), 6 are wanted; y counts whole lots
ROWS
 N  cost
 G  demand
 L  open1
 L  open2
 E  lots
COLUMNS
    x1        cost         1.0   demand       1.0
    x1        open1        1.0   lots         1.0
    x2        cost         2.0   demand       1.0
    x2        open2        1.0   lots         1.0
    M1        'MARKER'               'INTORG'
    f1        cost        10.0   open1       -5.0
    f2        cost         3.0   open2       -5.0
    y         lots        -0.5
    M2        'MARKER'               'INTEND'
RHS
    rhs       demand       6.0   cost        -4.0
BOUNDS
 UP bnd       y           40.0
ENDATA
