package io.dither.experiments;

/** Linear programs that cannot be solved, as MPS files. */
final class Programs {
    /** X is at least 5 and at most 1. */
    static final String INFEASIBLE = """
            NAME
            ROWS
             N  COST
             G  R
            COLUMNS
                X         COST      1   R         1
            RHS
                RHS       R         5
            BOUNDS
             UP BND       X         1
            ENDATA
            """;

    /** X is at least 0; minimising -X has no end. */
    static final String UNBOUNDED = """
            NAME
            ROWS
             N  COST
             G  R
            COLUMNS
                X         COST      1   R         1
            RHS
                RHS       R         0
            ENDATA
            """;

    private Programs() {}
}
