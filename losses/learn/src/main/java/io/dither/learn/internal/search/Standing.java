package io.dither.learn.internal.search;

import io.dither.learn.model.CostModel;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How sure estimates are.
 *
 * @param inference the errors of the free unknowns, where they are measured
 * @param free which of the unknowns are free, in ascending order
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Standing(@Nullable Inference inference, int[] free) {
    /** Returns the standard error of what follows the unknowns like this; NaN where there is none. */
    double error(double[] along) {
        return inference == null ? Double.NaN : inference.error(restricted(along, free));
    }

    static double[] restricted(double[] all, int[] free) {
        return Arrays.stream(free).mapToDouble(i -> all[i]).toArray();
    }

    /**
     * Returns the weights in raw units.
     *
     * @param parameters what they are in standardised units
     * @param bounds where the parameters that were searched for may be
     * @param x what was found for these
     * @param along how a raw weight follows the unknowns
     */
    List<Weight> weights(CostModel model, double[] parameters, Bounds bounds, double[] x, IntFunction<double[]> along) {
        List<String> names = model.names();
        double[] raw = model.raw(parameters);
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < raw.length; k++) {
            if (bounds.isFixed(k) || bounds.isAtEnd(k, x[k]) || inference == null) {
                String note = bounds.isFixed(k) ? "fixed" : bounds.isAtEnd(k, x[k]) ? "at its bound" : "";
                weights.add(Weight.without(names.get(k), raw[k], note));
                continue;
            }
            double error = error(along.apply(k));
            weights.add(
                    Double.isNaN(error)
                            ? Weight.without(names.get(k), raw[k], "not identified")
                            : Weight.of(names.get(k), raw[k], error));
        }
        return weights;
    }

    /** Returns how a raw weight follows the standardised ones: each its own, for models without constants. */
    static double[] along(CostModel model, int k) {
        double[] unit = new double[model.names().size()];
        unit[k] = 1;
        double slope = model.raw(unit)[k];
        unit[k] = slope == 0 ? 1 : slope; // 0 for what never varies, which is not known the better for it
        return unit;
    }

    /** Returns the directions that the examples say nothing about, in names of the unknowns. */
    List<String> unidentified(List<String> names) {
        return inference == null
                ? List.of()
                : inference.unidentified().stream()
                        .map(direction -> named(direction, names))
                        .toList();
    }

    private String named(double[] direction, List<String> names) {
        double most = Arrays.stream(direction).map(Math::abs).max().orElse(1);
        int[] parts = IntStream.range(0, direction.length)
                .filter(i -> Math.abs(direction[i]) > 1e-6 * most)
                .toArray();
        if (parts.length == 1) {
            return names.get(free[parts[0]]);
        }
        return Arrays.stream(parts)
                .mapToObj(i -> String.format(Locale.ROOT, "%+.3g %s", direction[i] / most, names.get(free[i])))
                .collect(Collectors.joining(" "));
    }
}
