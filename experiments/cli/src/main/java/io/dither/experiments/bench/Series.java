package io.dither.experiments.bench;

import io.dither.error.InvalidArgumentException;
import io.dither.perturbed.DomainPolicy;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Workloads that grow in one way.
 *
 * @param name the name, such as {@code ranking-dimension}
 * @param axis what grows
 * @param steps from small to large
 */
public record Series(String name, String axis, List<Step> steps) {
    /**
     * One workload.
     *
     * @param size what has grown to this
     * @param workload the workload
     * @param threads the number of threads
     */
    public record Step(int size, Workload workload, int threads) {}

    /**
     * Creates a series.
     *
     * @param steps copied
     */
    public Series {
        steps = List.copyOf(steps);
    }

    /**
     * {@return the series}
     *
     * @param quick whether to leave out what takes longer than a second or two
     */
    public static List<Series> all(boolean quick) {
        int cut = quick ? 1 : 0;
        return List.of(
                of("ranking-dimension", "d", powers(1, 5 - cut), d -> sorting("ranking:n=" + d, 1, 100)),
                of("argmax-dimension", "d", powers(1, 5 - cut), d -> sorting("argmax:n=" + d, 1, 100)),
                of("ranking-samples", "M", powers(0, 5 - cut), m -> sorting("ranking:n=100", 1, m)),
                of("argmax-samples", "M", powers(0, 5 - cut), m -> sorting("argmax:n=100", 1, m)),
                of("ranking-batch", "B", powers(0, 3), b -> sorting("ranking:n=100", b, 100)),
                new Series(
                        "ranking-threads",
                        "threads",
                        IntStream.of(1, 2)
                                .mapToObj(t -> new Step(t, sorting("ranking:n=100", 256, 100), t))
                                .toList()),
                of("grid-path-vertices", "vertices", squares(quick), n -> cells((int) Math.round(Math.sqrt(n)))),
                of("trips-edges", "edges", streets(quick), d -> Trips.workload((int) Math.sqrt(d / 4.0) + 1, 300, 10)));
    }

    /**
     * Finds a series.
     *
     * @param name its name
     * @param quick as in {@link #all}
     * @return the series
     * @throws InvalidArgumentException where there is none of this name
     */
    public static Series named(String name, boolean quick) {
        List<Series> all = all(quick);
        return all.stream()
                .filter(series -> series.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "there is no series '" + name + "'",
                        "Maybe one of "
                                + String.join(
                                        ", ", all.stream().map(Series::name).toList())));
    }

    private static Series of(String name, String axis, IntStream sizes, IntFunction<Workload> workload) {
        return new Series(
                name,
                axis,
                sizes.mapToObj(size -> new Step(size, workload.apply(size), 1)).toList());
    }

    private static IntStream powers(int from, int to) {
        return IntStream.rangeClosed(from, to).map(exponent -> (int) Math.round(Math.pow(10, exponent)));
    }

    private static IntStream squares(boolean quick) {
        return quick ? IntStream.of(10_000, 40_000) : IntStream.of(10_000, 90_000, 1_000_000);
    }

    /** 4 n (n - 1) edges for n streets a side. */
    private static IntStream streets(boolean quick) {
        return IntStream.of(17, 51, 159, 501).limit(quick ? 3 : 4).map(side -> 4 * side * (side - 1));
    }

    private static Workload sorting(String oracle, int batch, int samples) {
        return new Workload(
                oracle, oracle, oracle, List.of(oracle), batch, samples, 0.5, DomainPolicy.REFUSE, Law.NORMAL);
    }

    private static Workload cells(int side) {
        String oracle = "jgrapht-grid-path:rows=" + side + ",cols=" + side + ",neighbours=8";
        return new Workload(oracle, oracle, oracle, List.of(oracle), 1, 100, 0.1, DomainPolicy.CLAMP, Law.TERRAIN);
    }
}
