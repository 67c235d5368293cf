package io.dither.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.oracle.LinearOracle;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A measured number and the conditions of the measurement: a line of JSON.
 *
 * @param workload the name of the workload in the files of other programs
 * @param variant the quantity that a call computes, such as {@code forward}, see {@link Variant}
 * @param peer the measured library: {@code dither}
 * @param threads the number of threads
 * @param solves the number of solves of one call, B M: for each of B thetas, M samples
 * @param microsecondsPerSolve the time of one call divided by its number of solves, with the time to draw noise; the
 *     median over the calls, or after {@link #join} over the turns
 * @param repetitions the number of timed calls, in all JVMs
 * @param least the shortest call, in milliseconds
 * @param median the median call, in milliseconds; after {@link #join} the median over the turns
 * @param check the sum of the optimal values of all thetas without noise
 * @param row the name of the row
 * @param oracle the oracle
 * @param batch B, the number of thetas
 * @param samples M, the number of samples for each theta
 * @param dimension d, the dimension of the oracle
 * @param epsilon the amplitude of the noise
 * @param forks the microseconds per solve of each JVM. If several JVMs take turns, a JVM has one ratio per turn: its
 *     time divided by the median time of all JVMs in this turn. Its number here is the median of its ratios, times
 *     {@code microsecondsPerSolve}
 * @param turns the microseconds per solve of each turn; the median over the JVMs if there are several
 * @param bytes the bytes that a solve allocates in each JVM, results included
 * @param jdk the Java runtime
 * @param machine the operating system, the number of processors and their name
 * @param kernels the name of the kernels that ran
 */
public record Measurement(
        String workload,
        String variant,
        String peer,
        int threads,
        long solves,
        @JsonProperty("us_per_solve") double microsecondsPerSolve,
        @JsonProperty("reps") int repetitions,
        @JsonProperty("wall_ms_min") double least,
        @JsonProperty("wall_ms_med") double median,
        double check,
        String row,
        String oracle,
        @JsonProperty("B") int batch,
        @JsonProperty("M") int samples,
        @JsonProperty("d") int dimension,
        @JsonProperty("eps") double epsilon,
        @JsonProperty("us_of_forks") List<Double> forks,
        @JsonProperty("us_of_turns") List<Double> turns,
        @JsonProperty("bytes_of_forks") List<Double> bytes,
        String jdk,
        String machine,
        String kernels) {

    /** A larger ratio between the times (or the bytes) of two JVMs is unusual; tables show it. */
    public static final double LARGEST_USUAL_RATIO = 1.15;

    /**
     * Creates a measurement.
     *
     * @param forks copied
     * @param turns copied
     * @param bytes copied
     */
    public Measurement {
        forks = List.copyOf(forks);
        turns = List.copyOf(turns);
        bytes = List.copyOf(bytes);
    }

    /**
     * {@return the measurement of a workload in this JVM}
     *
     * @param timing the times of its calls
     * @param inputs the inputs of the workload for this oracle
     */
    static Measurement of(
            Workload workload, Variant variant, int threads, Timing timing, Inputs inputs, LinearOracle oracle) {
        long solves = workload.size().solves();
        double perSolve = 1e6 / solves; // converts seconds per call to microseconds per solve
        double microseconds = timing.median() * perSolve;
        return new Measurement(
                workload.files().key(),
                variant.label(),
                "dither",
                threads,
                solves,
                microseconds,
                timing.repetitions(),
                timing.shortest() * 1e3,
                timing.median() * 1e3,
                inputs.sumOfOptima(oracle),
                workload.name(),
                workload.oracle(),
                workload.size().batch(),
                workload.size().samples(),
                oracle.dimension(),
                workload.epsilon(),
                List.of(microseconds),
                timing.turns().stream().map(turn -> turn * perSolve).toList(),
                List.of(timing.bytes() / (double) solves),
                Machine.jdk(),
                Machine.description(),
                Machine.kernels());
    }

    /**
     * Joins the same measurement in one or more JVMs, which took turns.
     *
     * @param forks the measurement of each JVM, at least one
     * @return the medians of the times, the shortest call and the number of calls of all JVMs, and the bytes of each
     */
    public static Measurement join(List<Measurement> forks) {
        Measurement first = forks.get(0);
        // a JVM whose first call takes very long measures one turn only; then only the first turn of each JVM counts
        int commonTurns =
                forks.stream().mapToInt(fork -> fork.turns.size()).min().orElseThrow();
        List<Double> turns = IntStream.range(0, commonTurns)
                .mapToObj(turn -> Timing.median(
                        forks.stream().map(fork -> fork.turns.get(turn)).toList()))
                .toList();
        double medianOfTurns = Timing.median(turns);
        return new Measurement(
                first.workload,
                first.variant,
                first.peer,
                first.threads,
                first.solves,
                medianOfTurns,
                forks.stream().mapToInt(Measurement::repetitions).sum(),
                forks.stream()
                        .min(Comparator.comparingDouble(Measurement::least))
                        .orElseThrow()
                        .least,
                medianOfTurns * first.solves / 1e3,
                first.check,
                first.row,
                first.oracle,
                first.batch,
                first.samples,
                first.dimension,
                first.epsilon,
                forks.stream()
                        .map(fork -> medianOfTurns * fork.relativeTo(turns))
                        .toList(),
                turns,
                forks.stream().flatMap(fork -> fork.bytes.stream()).toList(),
                first.jdk,
                first.machine,
                first.kernels);
    }

    /** Returns the median over the turns of this JVM's time divided by a reference time. */
    private double relativeTo(List<Double> reference) {
        return Timing.median(IntStream.range(0, reference.size())
                .mapToObj(turn -> turns.get(turn) / reference.get(turn))
                .toList());
    }

    /**
     * Returns the spread between the JVMs.
     *
     * @return the time of the slowest JVM divided by the time of the fastest; 1 for a single JVM
     */
    public double spread() {
        double slowest = forks.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return slowest / forks.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
