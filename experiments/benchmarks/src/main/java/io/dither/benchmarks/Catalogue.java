package io.dither.benchmarks;

import io.dither.benchmarks.Workload.Files;
import io.dither.benchmarks.Workload.Size;
import io.dither.error.InvalidArgumentException;
import java.util.List;

/** The rows of the benchmark: what is measured, by {@code dither bench} and by JMH alike. */
final class Catalogue {
    private static final List<Workload> ALL = List.of(
            row("ranking-10", "a_d10", "ranking:n=10", new Size(256, 100)),
            row("ranking-100", "a_d100", "ranking:n=100", new Size(256, 100)),
            row("ranking-1000", "a_d1000", "ranking:n=1000", new Size(256, 100)),
            row("argmax-10", "b_d10", "argmax:n=10", new Size(256, 1000)),
            row("argmax-1000", "b_d1000", "argmax:n=1000", new Size(256, 1000)),
            row("top-10-of-1000", "c_d1000", "top-k:n=1000,k=10", new Size(256, 100)),
            row("assignment-32", "d_n32", "assignment:n=32,sense=maximize", new Size(16, 10)),
            row("assignment-128", "d_n128", "assignment:n=128,sense=maximize", new Size(16, 10)),
            gridPath(12),
            gridPath(30),
            new Workload(
                    "grid-arcs-5",
                    new Files("f_sp5x5", "f"),
                    "jgrapht-grid-arcs:rows=5,cols=5",
                    new Size(32, 10),
                    1, // the amplitude of the noise
                    Law.ROADS),
            new Workload(
                    "spanning-tree-50",
                    new Files("h_mst50", "h"),
                    "jgrapht-spanning-tree:complete=50",
                    new Size(32, 20),
                    0.5, // the amplitude of the noise
                    Law.NORMAL));

    private Catalogue() {}

    /**
     * Returns a row with standard normal thetas and noise of amplitude 0.5. {@code key} is its name in the files of
     * other programs and the prefix of its arrays in an input folder.
     */
    private static Workload row(String name, String key, String oracle, Size size) {
        return new Workload(name, new Files(key, key), oracle, size, 0.5, Law.NORMAL);
    }

    /** Returns the row of paths through the cells of a square map. */
    private static Workload gridPath(int side) {
        return new Workload(
                "grid-path-" + side,
                new Files("e_k" + side + "_M100", "e_k" + side),
                "jgrapht-grid-path:rows=" + side + ",cols=" + side + ",neighbours=8",
                new Size(70, 100),
                0.1, // the amplitude of the noise
                Law.TERRAIN);
    }

    /**
     * Returns all rows.
     *
     * @return the rows in the order in which they are measured
     */
    static List<Workload> all() {
        return ALL;
    }

    /**
     * Finds a row.
     *
     * @param name its name
     * @return the row
     * @throws InvalidArgumentException if there is no row of this name
     */
    static Workload named(String name) {
        return ALL.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "there is no row '" + name + "'",
                        "Maybe one of "
                                + String.join(
                                        ", ", ALL.stream().map(Workload::name).toList())));
    }
}
