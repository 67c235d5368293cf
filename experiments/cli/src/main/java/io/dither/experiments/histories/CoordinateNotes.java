package io.dither.experiments.histories;

import io.dither.data.Examples;
import io.dither.data.FeatureColumns;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.noise.DimensionedNoise;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes notes on which name in the data belongs to which coordinate, and decides which names a model keeps. */
final class CoordinateNotes {
    /** The largest number of coordinates that a note lists, unless another number is given. */
    private static final int SHOWN = 8;

    private CoordinateNotes() {}

    /** Lists coordinates with their names, such as {@code 0 = off, 1 = early}, at most {@code maxShown} of them. */
    static String mapping(List<String> names, int maxShown) {
        String shown = IntStream.range(0, Math.min(maxShown, names.size()))
                .mapToObj(i -> i + " = " + names.get(i))
                .collect(Collectors.joining(", "));
        return names.size() > maxShown ? shown + ", ... (" + names.size() + " in all)" : shown;
    }

    static String mapping(List<String> names) {
        return mapping(names, SHOWN);
    }

    /** Returns a note if the data name the coordinates, or if the codes of decisions seem to begin at 1. */
    static Optional<String> of(Setup setup, Examples examples) {
        List<String> names = examples.columns().coordinates();
        LinearOracle oracle = examples.instances().get(0).oracle();
        // if exchangeable, the coordinates are labels, whose order does not matter
        boolean isExchangeable = oracle.as(Exchangeable.class).isPresent();
        // a setup with learnt columns continues an earlier model, whose user has seen the note
        if (setup.layout() == Layout.LONG && !names.isEmpty() && setup.learnt() == null && !isExchangeable) {
            return Optional.of("the oracle does not name its coordinates; in the order of the first example they are "
                    + mapping(names));
        }
        boolean codesBeginAtOne =
                setup.layout() == Layout.WIDE && isExchangeable && names.isEmpty() && noneChoosesTheFirst(examples);
        return codesBeginAtOne
                ? Optional.of("no decision chooses coordinate 0. Maybe decisions are codes from 1: name them by"
                        + " --alternatives "
                        + IntStream.rangeClosed(1, Math.min(3, oracle.dimension()))
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(","))
                        + (oracle.dimension() > 3 ? ",..." : ""))
                : Optional.empty();
    }

    /** Returns whether there are decisions, and each chooses a single coordinate, but not the first. */
    private static boolean noneChoosesTheFirst(Examples examples) {
        return !examples.observations().isEmpty()
                && examples.observations().stream()
                        .map(Observation::target)
                        .allMatch(target -> target instanceof Decision decision && choosesAfterTheFirst(decision));
    }

    /** Returns whether a decision chooses a single coordinate, but not the first. */
    private static boolean choosesAfterTheFirst(Decision decision) {
        double[] y = decision.values();
        double sum = 0;
        for (double value : y) {
            sum += Math.abs(value);
        }
        return y.length > 1 && y[0] == 0 && sum == 1;
    }

    /**
     * Returns the columns of a model. If the model or its noise has parameters for each coordinate, and the data name the coordinates, the
     * names must be the same in all examples. The columns keep these names, unless the oracle has names or the names are the numbers of the
     * coordinates. An empty text of the noise is the default noise.
     */
    static FeatureColumns columns(Examples examples, CostModel model, String noiseText, PluginCatalogue plugins) {
        // neither the default noise nor lognormal noise, which is no plugin, has parameters for each coordinate
        boolean isPlain = noiseText.isEmpty() || noiseText.equals(NoiseModel.LOGNORMAL);
        Noise noise = isPlain ? Noise.gaussian() : plugins.create(NoiseProvider.class, noiseText);
        FeatureColumns columns = examples.columns();
        List<String> names = examples.coordinates(); // empty if they differ between examples
        // isShared: the coordinates share all weights
        boolean differsByCoordinate = !FeatureModel.of(model).isShared() || noise instanceof DimensionedNoise;
        boolean dataHaveNames = !examples.instances().get(0).coordinates().isEmpty();
        if (!differsByCoordinate || !dataHaveNames || !columns.coordinates().isEmpty()) {
            return columns;
        }
        if (names.isEmpty()) {
            throw new InvalidArgumentException(
                    (FeatureModel.of(model).isShared() ? "the noise" : "the cost model")
                            + " has parameters of each coordinate, but the names of coordinates differ between examples",
                    FeatureModel.of(model).isShared()
                            ? "Maybe choose noise whose parameters are single numbers"
                            : "Maybe choose --cost-model shared-linear");
        }
        LinearOracle oracle = examples.instances().get(0).oracle();
        boolean oracleHasNames = oracle.as(NamedCoordinates.class).isPresent();
        // names 0, 1, 2 ... need not be kept: coordinates without names are called so
        return oracleHasNames || names.equals(numbers(names.size())) ? columns : columns.naming(names);
    }

    private static List<String> numbers(int size) {
        return IntStream.range(0, size).mapToObj(String::valueOf).toList();
    }
}
