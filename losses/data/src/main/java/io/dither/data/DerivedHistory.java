package io.dither.data;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A history whose lines are made from the rows of another history. A line has the line number of the row from which it
 * is made.
 *
 * @param rows the history from whose rows the lines are made
 * @param columns the columns of the lines
 * @param maker takes a row, makes lines from the row, and passes the cells of each line to a consumer
 */
record DerivedHistory(
        History rows, List<String> columns, BiConsumer<? super Row, ? super Consumer<@Nullable Object[]>> maker)
        implements History {
    @Override
    public String source() {
        return rows.source();
    }

    @Override
    public void forEach(Consumer<? super Row> action) {
        // the header of the last row, and the header of its lines, made anew only after a row with another header
        Header[] headers = new Header[2];
        rows.forEach(row -> {
            if (headers[0] != row.header()) {
                headers[0] = row.header();
                headers[1] = row.header().with(columns);
            }
            maker.accept(
                    row, (Consumer<@Nullable Object[]>) cells -> action.accept(new Row(headers[1], row.line(), cells)));
        });
    }
}
