NAME SIMPLEX
ROWS
 N cost
 E one
COLUMNS
 a cost 3 one 1
 b cost 1 one 1
 c cost 2 one 1
RHS
 rhs one 1
ENDATA
