package io.dither.data;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A history whose lines are made from the rows of another history; a line has the line number of its row.
 *
 * @param rows the other history
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
        // the header of the rows, and the header of the lines, which is made anew only if a row has another header
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
