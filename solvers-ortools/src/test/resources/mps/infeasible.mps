NAME INFEASIBLE
ROWS
 N cost
 G atleast
 L atmost
COLUMNS
 a cost 1 atleast 1
 a atmost 1
RHS
 rhs atleast 2 atmost 1
ENDATA
