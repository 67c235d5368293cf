package io.dither.benchmarks;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.Guard;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call for a whole batch, B M solves, on a row of {@link Catalogue}.
 *
 * <p>Under {@code -prof gc}, {@code gc.alloc.rate.norm} is the memory that a call allocates in all threads. To find the
 * memory of one sample, run it with two values of {@link #samples}, and divide the difference in memory by B times the
 * difference of the values.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PerturbedBenchmark {
    /** The name of the row. */
    @Param({
        "ranking-10",
        "ranking-100",
        "ranking-1000",
        "argmax-10",
        "argmax-1000",
        "top-10-of-1000",
        "assignment-32",
        "assignment-128",
        "grid-path-12",
        "grid-path-30",
        "grid-arcs-5",
        "spanning-tree-50"
    })
    public String row = "";

    /** The quantity that a call computes. */
    @Param({"forward", "fy", "fwd+vjp"})
    public String variant = "";

    /** The number of threads. */
    @Param({"1", "2"})
    public int threads;

    /** The number of samples M per theta; 0 takes the number that the row has in the catalogue. */
    @Param("0")
    public int samples;

    /** Which solves the layer checks; OFF leaves the allocations of the checks out of the measurement. */
    @Param("SAMPLE")
    public Guard guard = Guard.SAMPLE;

    private @Nullable PerturbedOptimizer layer;
    /** Makes one call with the noise of the given step; a placeholder until {@link #open} sets it. */
    private LongToDoubleFunction task = step -> Double.NaN;

    private long step;

    /** Draws the inputs and builds the layer. */
    @Setup(Level.Trial)
    public void open() {
        Workload named = Catalogue.named(row);
        Workload workload = samples > 0 ? named.withSamples(samples) : named;
        LinearOracle oracle = OracleRegistry.discover().create(workload.oracle());
        PerturbedOptimizer built =
                workload.builder(oracle, threads).guard(guard).build();
        Inputs inputs = Inputs.draw(workload, oracle);
        Variant quantity = Variant.labelled(variant);
        task = step -> quantity.call(built, inputs, step);
        layer = built;
    }

    /** Frees the threads. */
    @TearDown(Level.Trial)
    public void close() {
        if (layer != null) {
            layer.close();
        }
    }

    /**
     * Makes one call, with new noise.
     *
     * @return a number that depends on its results, so that the compiler cannot leave out their computation
     */
    @Benchmark
    public double call() {
        return task.applyAsDouble(step++);
    }
}
