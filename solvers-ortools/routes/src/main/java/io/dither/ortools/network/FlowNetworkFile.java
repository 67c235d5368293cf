package io.dither.ortools.network;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.plugin.Lines;
import io.dither.plugin.Table;
import java.nio.file.Path;
import java.util.List;

/** Reads a network from rows {@code from,to,capacity}. */
final class FlowNetworkFile {
    private final Lines lines;
    private final FlowNetwork.Builder builder = FlowNetwork.builder();

    private FlowNetworkFile(Lines lines) {
        this.lines = lines;
    }

    static FlowNetwork read(Path file) {
        try {
            return Lines.read(file, lines -> new FlowNetworkFile(lines).readNetwork());
        } catch (InvalidArgumentException invalid) { // the sum of the capacities is too large
            throw DataException.of(file, String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private FlowNetwork readNetwork() {
        // a header is optional, and the first two columns are required
        new Table(lines, false, 2, "from", "to", "capacity").forEach(this::readArc);
        if (builder.size() == 0) {
            throw lines.incomplete("the file has no arcs: rows such as 'a,b,10' are expected");
        }
        return builder.build();
    }

    private void readArc(List<String> cells) {
        String from = cells.get(0);
        String to = cells.get(1);
        if (from.isEmpty() || to.isEmpty()) {
            throw lines.refused("leaves a node empty"); // the message begins with the line
        }
        if (from.equals(to)) {
            throw lines.refused("leads from a node to itself");
        }
        builder.arc(from, to, cells.size() > 2 ? lines.whole(cells.get(2), 0, Long.MAX_VALUE) : 1);
    }
}
