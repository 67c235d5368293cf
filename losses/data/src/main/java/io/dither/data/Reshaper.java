package io.dither.data;

import io.dither.data.ColumnRoles.Purpose;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Makes lines of the layout long from rows of another form, such as one row per choice with a column for each
 * alternative and feature. A {@link ReshaperProvider} makes it from a text, which a saved model keeps, so that new rows
 * are read in the same way. Immutable.
 */
public interface Reshaper {
    /** {@return the columns of the rows that the reshaper reads, including the columns of decisions} */
    Set<String> columns();

    /** {@return the columns of the lines that the reshaper makes} */
    List<String> lineColumns();

    /**
     * Reshapes rows.
     *
     * @param rows the rows; {@link History#derived} makes lines of them
     * @param otherColumns further columns of the lines, which are copied from the rows if the rows have them
     * @param purpose what the lines are read for; if a model decides, columns of decisions may be absent or empty
     * @return the lines; reading them again reads the rows again
     * @throws io.dither.error.DataException if a column is missing; reading the lines throws it if a row does not fit
     */
    History reshape(History rows, Collection<String> otherColumns, Purpose purpose);
}
