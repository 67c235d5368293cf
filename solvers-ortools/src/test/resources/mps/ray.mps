NAME RAY
ROWS
 N cost
 G atleast
COLUMNS
 a cost 1 atleast 1
 b cost 1 atleast 1
RHS
 rhs atleast 2
ENDATA
