package io.dither.benchmarks;

import io.dither.kernel.Kernels;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/**
 * Measures in this JVM.
 *
 * @param seconds the time of a measurement. A warm-up of at least as many seconds per thread comes first, see {@link Timing#of}; for 0
 *     seconds, one call is the warm-up
 * @param minCalls the least number of timed calls, unless the first call takes very long
 * @param inputs the folder of the inputs, if they are not drawn
 * @param turns the parts of a measurement
 */
record Stopwatch(double seconds, int minCalls, Optional<InputFolder> inputs, Turns turns) {
    private static final OracleRegistry ORACLES = OracleRegistry.discover();

    /**
     * Makes the inputs of a workload.
     *
     * @param workload the workload
     * @return its inputs
     */
    Inputs inputs(Workload workload) {
        LinearOracle oracle = ORACLES.create(workload.oracle());
        return inputs.map(folder -> folder.read(workload, oracle)).orElseGet(() -> Inputs.draw(workload, oracle));
    }

    /**
     * Measures one number.
     *
     * @param workload the workload
     * @param variant the quantity that a call computes
     * @param threads the number of threads
     * @return the measurement
     */
    Measurement measure(Workload workload, Variant variant, int threads) {
        LinearOracle oracle = ORACLES.create(workload.oracle());
        Inputs arrays = inputs(workload);
        try (PerturbedOptimizer layer = workload.builder(oracle, threads).build()) {
            LongToDoubleFunction task = step -> variant.call(layer, arrays, step);
            // a layer solves samples one by one until it has drawn warmUp() random numbers; then it solves several
            // samples at once, each in a lane of a vector
            long numbersPerCall = workload.size().solves() * oracle.dimension();
            long callsUntilLanes = 1 + Kernels.get().warmUp() / numbersPerCall;
            long warmUpCalls = seconds > 0 ? callsUntilLanes : 0;
            Timing timing = Timing.of(task, warmUpCalls, threads * seconds, seconds, minCalls, turns);
            Timing measured = timing.withBytes(AllocationMeter.bytes(task, 0));
            return Measurement.of(workload, variant, threads, measured, arrays, oracle);
        }
    }
}
