package io.dither.experiments.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.util.function.LongToDoubleFunction;

/**
 * Time and memory of one workload of a series; the variant is {@code forward}.
 *
 * @param series the series
 * @param axis what grows
 * @param size what it has grown to
 * @param oracle the oracle
 * @param dimension d
 * @param batch B
 * @param samples M
 * @param threads the number of threads
 * @param microseconds the time of one call over its B M samples
 * @param milliseconds the time of one call
 * @param allocated the bytes that one call allocates in all its threads: no more can be alive at any time of it
 * @param live the heap in use, in MiB, after a collection, with inputs and sessions
 * @param limit the most that the heap may grow to, in MiB
 */
public record Growth(
        String series,
        String axis,
        long size,
        String oracle,
        @JsonProperty("d") int dimension,
        @JsonProperty("B") int batch,
        @JsonProperty("M") int samples,
        int threads,
        @JsonProperty("us_per_sample") double microseconds,
        @JsonProperty("ms_per_call") double milliseconds,
        @JsonProperty("allocated_bytes_per_call") long allocated,
        @JsonProperty("heap_used_mib") double live,
        @JsonProperty("max_heap_mib") double limit) {
    private static final OracleRegistry ORACLES = OracleRegistry.discover();

    /**
     * Measures one step of a series in this JVM.
     *
     * @param series the series
     * @param step the step
     * @param seconds how long to warm up, and how long to time
     * @return time and memory
     */
    public static Growth measure(Series series, Series.Step step, double seconds) {
        Workload workload = step.workload();
        if (Trips.areMeant(workload)) {
            try (Trips trips = Trips.of(workload, step.threads(), ORACLES)) {
                return measure(series, step, seconds, workload.oracles().get(0), trips.dimension(), trips::call);
            }
        }
        String text = workload.oracle(ORACLES);
        LinearOracle oracle = ORACLES.create(text);
        Inputs inputs = Inputs.draw(workload, oracle);
        try (Task task = new Task(workload.layer(oracle, step.threads()).build(), inputs, Variant.FORWARD)) {
            return measure(series, step, seconds, text, oracle.dimension(), task::call);
        }
    }

    private static Growth measure(
            Series series, Series.Step step, double seconds, String text, int dimension, LongToDoubleFunction task) {
        AllocationMeter meter = new AllocationMeter(task);
        Timing timing = Timing.of(meter::call, 0, seconds, seconds, 1, Turns.one());
        Workload workload = step.workload();
        return new Growth(
                series.name(),
                series.axis(),
                step.size(),
                text,
                dimension,
                workload.batch(),
                workload.samples(),
                step.threads(),
                timing.median() * 1e6 / workload.solves(),
                timing.median() * 1e3,
                meter.least(),
                Memory.live(),
                Memory.limit());
    }
}
