package io.dither.perturbed;

import io.dither.error.OracleException;
import io.dither.perturbed.internal.engine.Tally;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The report of a pass of a layer over its samples; all counts are 0 if the pass failed.
 *
 * @param solves the number of solved samples
 * @param inexact the number of samples whose solution was not proved optimal
 * @param coordinates the number of perturbed coordinates of theta: solves times dimension
 * @param clamped the number of perturbed coordinates that were moved to a bound of the domain
 * @param seconds the elapsed time in seconds
 * @param failure the reason why there is no result, or null if there is a result
 */
public record PassReport(
        long solves,
        long inexact,
        long coordinates,
        long clamped,
        double seconds,
        @Nullable OracleException failure) {
    static PassReport of(List<Tally> tallies, double seconds) {
        return new PassReport(
                sum(tallies, Tally::samples),
                sum(tallies, Tally::inexact),
                sum(tallies, Tally::coordinates),
                sum(tallies, Tally::clamped),
                seconds,
                null);
    }

    private static long sum(List<Tally> tallies, ToLongFunction<Tally> count) {
        return tallies.stream().mapToLong(count).sum();
    }

    static PassReport failed(OracleException failure, double seconds) {
        return new PassReport(0, 0, 0, 0, seconds, failure);
    }
}
