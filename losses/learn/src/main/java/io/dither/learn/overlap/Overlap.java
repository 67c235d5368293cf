package io.dither.learn.overlap;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracles.routes.ScaledPaths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What trips through a graph get so that a model knows how their paths overlap: a {@link LinkSize} as a feature of each arc, and features of vertices, whose weights
 * make the scale of a vertex in the nested recursive logit, eps exp(sum of weight times feature). Immutable.
 *
 * @param reference the weights by which link sizes are computed, in units of epsilon, by the name of the feature
 * @param linkSize whether link size is a feature of arcs
 * @param scales the features of vertices, by name: {@link #OUT_DEGREE} or {@link LinkSize#NAME}
 */
public record Overlap(Map<String, Double> reference, boolean linkSize, List<String> scales) {
    /** Nothing to add. */
    public static final Overlap NONE = new Overlap(Map.of(), false, List.of());
    /** How many arcs leave a vertex. */
    public static final String OUT_DEGREE = "out-degree";

    private static final Pattern ITEMS = Pattern.compile("\\s*,\\s*");
    private static final String HINT = "Maybe 'reference=2*km+0.5*turns, link-size, scale=out-degree, scale=link-size'";

    /** Requires a reference if it is needed, and known names of scales. */
    public Overlap {
        reference = Map.copyOf(reference);
        scales = List.copyOf(scales);
        for (String scale : scales) {
            Arguments.require(
                    scale.equals(OUT_DEGREE) || scale.equals(LinkSize.NAME),
                    "there is no feature '" + scale + "' of vertices",
                    "Maybe " + OUT_DEGREE + " or " + LinkSize.NAME);
        }
        Arguments.require(
                reference.isEmpty() != (linkSize || scales.contains(LinkSize.NAME)),
                reference.isEmpty()
                        ? "link sizes need a reference"
                        : "the reference is for link sizes, of which there are none",
                HINT);
    }

    /**
     * Reads a text such as {@code reference=2*km+0.5*turns, link-size, scale=out-degree}.
     *
     * @param text the text; empty for nothing to add
     * @return what it says
     * @throws InvalidArgumentException if it is not such a text
     */
    public static Overlap parse(String text) {
        Map<String, Double> reference = new LinkedHashMap<>();
        List<String> scales = new ArrayList<>();
        boolean linkSize = false;
        for (String item : text.isBlank() ? new String[0] : ITEMS.split(text.strip(), -1)) {
            if (item.equals(LinkSize.NAME)) {
                linkSize = true;
            } else if (item.startsWith("scale=")) {
                scales.add(item.substring("scale=".length()).strip());
            } else if (item.startsWith("reference=")) {
                for (String term : item.substring("reference=".length()).split("\\+", -1)) {
                    String[] parts = term.split("\\*", 2);
                    reference.put(parts[parts.length - 1].strip(), number(text, parts));
                }
            } else {
                throw new InvalidArgumentException("--overlap '" + text + "' holds '" + item + "'", HINT);
            }
        }
        return new Overlap(reference, linkSize, scales);
    }

    private static double number(String text, String[] parts) {
        double weight = Double.NaN;
        try {
            weight = parts.length == 2 ? Double.parseDouble(parts[0].strip()) : 1;
        } catch (NumberFormatException none) {
            // told below
        }
        Arguments.require(
                Double.isFinite(weight), "--overlap '" + text + "': '" + parts[0] + "' is not a finite number", HINT);
        return weight;
    }

    /** {@return the names of the features that are added, in their order} */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        scales.stream().filter(OUT_DEGREE::equals).forEach(one -> names.add(scale(one)));
        if (linkSize) {
            names.add(LinkSize.NAME);
        }
        scales.stream().filter(LinkSize.NAME::equals).forEach(one -> names.add(scale(one)));
        return names;
    }

    /**
     * {@return what the weight of a feature of vertices is named, such as {@code scale(out-degree)}}
     *
     * @param feature the feature
     */
    public static String scale(String feature) {
        return CostModel.SCALE + feature + ")";
    }

    /**
     * {@return what adds the features to examples}
     *
     * @param features the names of the features that examples have, among them those of the reference
     * @throws InvalidArgumentException if the reference names another
     */
    public Extension of(List<String> features) {
        return new Extension(features);
    }

    /** Adds the features to examples; those that share features go on sharing them. Used by one thread. */
    public final class Extension {
        private final LinkSize size;
        private final IdentityHashMap<Features, Features> shared = new IdentityHashMap<>();
        private @Nullable ScaledPaths last;

        private Extension(List<String> features) {
            double[] weights = new double[features.size()];
            reference.forEach((name, weight) -> {
                Arguments.require(
                        features.contains(name),
                        "the reference of link sizes names '" + name + "', which is not among the features " + features,
                        "Maybe it is misspelt");
                weights[features.indexOf(name)] = weight;
            });
            size = new LinkSize(weights);
        }

        /**
         * {@return the oracle of an example, with coordinates for the scales of vertices if there are any}
         *
         * @param paths an oracle over the paths of a graph
         */
        public LinearOracle oracle(LinearOracle paths) {
            if (scales.isEmpty()) {
                return paths;
            }
            last = last == null ? ScaledPaths.of(paths) : last.with(paths);
            return last;
        }

        /**
         * {@return features with those that are added}
         *
         * @param features one row per coordinate of the paths
         * @param paths the oracle of the example, before {@link #oracle}
         */
        public Features features(Features features, LinearOracle paths) {
            Network network = paths.as(PathOracle.class)
                    .flatMap(PathOracle::trip)
                    .orElseThrow(() -> new InvalidArgumentException(
                            "--overlap is of paths, and the oracle shows no graph", "Maybe jgrapht-shortest-path"))
                    .network();
            Features all = shared.computeIfAbsent(features, one -> scales.isEmpty() ? one : withVertices(one, network));
            if (reference.isEmpty()) {
                return all;
            }
            double[] flows = size.of(features, paths);
            if (linkSize) {
                all = all.withColumn(Arrays.copyOf(flows, all.rows()));
            }
            if (scales.contains(LinkSize.NAME)) {
                double[] column = new double[all.rows()];
                for (int a = 0; a < network.arcs(); a++) {
                    int c = network.coordinate(a);
                    column[features.rows() + network.head(a)] += c < 0 ? 0 : flows[c];
                }
                all = all.withColumn(column);
            }
            return all;
        }

        /** Adds a row for each vertex, and the column of out-degrees. */
        private Features withVertices(Features features, Network network) {
            int columns = features.columns() + (scales.contains(OUT_DEGREE) ? 1 : 0);
            double[][] rows = new double[features.rows() + network.vertices()][columns];
            for (int j = 0; j < rows.length; j++) {
                int v = j - features.rows();
                for (int k = 0; v < 0 && k < features.columns(); k++) {
                    rows[j][k] = features.get(j, k);
                }
                if (v >= 0 && columns > features.columns()) {
                    rows[j][columns - 1] = network.firstFrom(v + 1) - network.firstFrom(v);
                }
            }
            double[] offsets = new double[rows.length];
            for (int j = 0; j < features.rows(); j++) {
                offsets[j] = features.offset(j);
            }
            Features all = Features.of(rows);
            return features.hasOffsets() ? all.withOffsets(offsets) : all;
        }

        /**
         * {@return an example with the features, and with the oracle that has their coordinates}
         *
         * @param one an example over the paths of a graph
         */
        public Observation observation(Observation one) {
            LinearOracle oracle = oracle(one.oracle());
            int d = oracle.dimension();
            Target target = one.target() instanceof Decision decision
                    ? decision.padded(oracle)
                    : Costs.of(padded(one.target().values(), d));
            return new Observation(
                    one.id(),
                    features(one.features(), one.oracle()),
                    oracle,
                    target,
                    one.weight(),
                    padded(one.costs(), d),
                    one.cluster(),
                    one.covariates());
        }

        private double[] padded(double[] numbers, int d) {
            return numbers.length == 0 ? numbers : Arrays.copyOf(numbers, d);
        }
    }
}
