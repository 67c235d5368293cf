package io.dither.experiments.roadcosts;

import static java.util.Objects.requireNonNull;

import io.dither.error.DataException;
import io.dither.storage.faults.FileReaderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks and the places of their nodes, damaged. */
class NetworkFilesTest {
    private static final String NETWORK = "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 4\n<FIRST THRU NODE> 3\n"
            + "<NUMBER OF LINKS> 4\n<END OF METADATA>\n\n~ init term capacity length time b power speed toll type ;\n"
            + "1 3 100 5280 2.5 0.15 4 60 0 1 ;\n3 4 100 1 2 0.15 4 60 0 1 ;\n4 2 100 1 2 0.15 4 60 1 1 ;\n"
            + "4 3 100 1 2 0.15 4 60 0 1 ;\n";

    @TempDir
    Path folder = Path.of("");

    @Test
    void networks() throws IOException {
        FileReaderContract.of("small_net.tntp", NETWORK, TntpNetwork::read)
                .every(9)
                .check(folder)
                .require();
    }

    @Test
    void placesOfNodes() throws IOException {
        places("small_node.tntp", "node x y ;\n1 0 0 ;\n2 1.5 -1 ;\n3 1e3 2 ;\n4 2 2 ;\n");
    }

    @Test
    void pointsOfNodes() throws IOException {
        String point = "{\"properties\": {\"id\": 1}, \"geometry\": {\"coordinates\": [8.5, 47.25]}}";
        places("small_nodes.geojson", "{\"features\": [" + point + "]}");
    }

    private void places(String name, String text) throws IOException {
        FileReaderContract.of(name, text, nodes -> {
                    if (!Files.exists(nodes)) {
                        throw new DataException(nodes.toString(), 0, "is missing. Maybe read the network alone");
                    }
                    TntpNetwork.read(beside(nodes));
                })
                .every(9)
                .check(folder)
                .require();
    }

    private static Path beside(Path nodes) {
        try {
            return Files.writeString(requireNonNull(nodes.getParent()).resolve("small_net.tntp"), NETWORK);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
