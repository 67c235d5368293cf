package io.dither.data.formula;

/** One row, from which a formula reads its columns by their names. */
public interface Cells {
    /**
     * {@return a number}
     *
     * @param column its name
     */
    double number(String column);

    /**
     * {@return a text, not empty}
     *
     * @param column its name
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
