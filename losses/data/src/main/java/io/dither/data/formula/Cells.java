package io.dither.data.formula;

/** A row, from which a formula reads cells by the names of their columns. */
public interface Cells {
    /**
     * {@return the number of a cell}
     *
     * @param column the name of the column
     */
    double number(String column);

    /**
     * {@return the text of a cell, not empty}
     *
     * @param column the name of the column
     */
    String text(String column);

    /**
     * Makes an exception that names the row.
     *
     * @param problem what is wrong and what to do
     * @return the exception, to be thrown
     */
    RuntimeException problem(String problem);
}
