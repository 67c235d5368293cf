package io.dither.benchmarks;

import io.dither.error.InvalidArgumentException;
import io.dither.perturbed.DomainPolicy;
import java.util.List;

/** The rows of the benchmark: what is measured, by {@code dither bench} and by JMH alike. */
final class Catalogue {
    private static final List<Workload> ALL = List.of(
            sorting("ranking-10", "a_d10", "ranking:n=10", 100),
            sorting("ranking-100", "a_d100", "ranking:n=100", 100),
            sorting("ranking-1000", "a_d1000", "ranking:n=1000", 100),
            sorting("argmax-10", "b_d10", "argmax:n=10", 1000),
            sorting("argmax-1000", "b_d1000", "argmax:n=1000", 1000),
            sorting("top-10-of-1000", "c_d1000", "top-k:n=1000,k=10", 100),
            assignment(32),
            assignment(128),
            cells(12),
            cells(30),
            row("grid-arcs-5", "f_sp5x5", "f", "jgrapht-grid-arcs:rows=5,cols=5", 32, 10, 1, Law.ROADS),
            row("spanning-tree-50", "h_mst50", "h", "jgrapht-spanning-tree:complete=50", 32, 20, 0.5, Law.NORMAL));

    private Catalogue() {}

    private static Workload sorting(String name, String key, String oracle, int samples) {
        return row(name, key, key, oracle, 256, samples, 0.5, Law.NORMAL);
    }

    private static Workload row(
            String name, String key, String files, String oracle, int batch, int samples, double epsilon, Law law) {
        return new Workload(name, key, files, List.of(oracle), batch, samples, epsilon, DomainPolicy.REFUSE, law);
    }

    private static Workload assignment(int n) {
        String parameters = ":n=" + n + ",sense=maximize";
        return new Workload(
                "assignment-" + n,
                "d_n" + n,
                "d_n" + n,
                List.of("assignment" + parameters, "ortools-assignment" + parameters),
                16,
                10,
                0.5,
                DomainPolicy.REFUSE,
                Law.NORMAL);
    }

    /** Costs are at least 0.8, eight standard deviations above 0: nothing is ever clamped. */
    private static Workload cells(int side) {
        return new Workload(
                "grid-path-" + side,
                "e_k" + side + "_M100",
                "e_k" + side,
                List.of("jgrapht-grid-path:rows=" + side + ",cols=" + side + ",neighbours=8"),
                70,
                100,
                0.1,
                DomainPolicy.CLAMP,
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
