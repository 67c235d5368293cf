package io.dither.data;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of cells that a reader passes on, numbered from 1.
 *
 * @param header the names of the columns
 * @param reader passes the cells of each row to a consumer
 */
record ReadHistory(Header header, Consumer<? super Consumer<@Nullable Object[]>> reader) implements History {
    @Override
    public String source() {
        return header.source();
    }

    @Override
    public List<String> columns() {
        return header.columns();
    }

    @Override
    public void forEach(Consumer<? super Row> action) {
        long[] number = {0};
        reader.accept((Consumer<@Nullable Object[]>) cells -> action.accept(new Row(header, ++number[0], cells)));
    }
}
