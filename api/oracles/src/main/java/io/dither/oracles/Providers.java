package io.dither.oracles;

import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REALS;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The plugins that create the oracles of {@link Oracles} from texts, such as {@code argmax:n=5}. */
public final class Providers implements PluginModule {
    // the second argument of p.integer(name, 1) is the least value allowed, not a default
    private static final Parameter N = Parameter.of("n", INTEGER, "the dimension, at least 1");
    private static final Parameter K = Parameter.of("k", INTEGER, "the number of ones, from 1 to n");
    private static final Parameter OF = Parameter.of("of", OracleProvider.class, "the inner oracle");

    @Override
    public List<OracleProvider> plugins() {
        return Stream.of(simpleSets(), knapsackAndPoints(), productAndNegation(), affineAndConstrained())
                .flatMap(List::stream)
                .toList();
    }

    /** Sets that are solved in one pass or by sorting, and assignments. */
    private static List<OracleProvider> simpleSets() {
        return List.of(
                // argmax:n=5
                OracleProvider.of("argmax", "one-hot of the largest coordinate", p -> Oracles.argmax(n(p)), N),
                // top-k:n=10,k=3
                OracleProvider.of(
                        "top-k",
                        "0/1 marks of the k largest coordinates",
                        p -> Oracles.topK(n(p), p.integer("k", 1)),
                        N,
                        K),
                // nearest-neighbours:n=10,k=3
                OracleProvider.of(
                        "nearest-neighbours",
                        "0/1 marks of the k smallest distances",
                        p -> Oracles.nearestNeighbours(n(p), p.integer("k", 1)),
                        N,
                        K),
                // ranking:n=5,order=descending
                OracleProvider.of(
                        "ranking",
                        "the ranks 0..n-1 of the coordinates",
                        p -> p.text("order").equals("ascending")
                                ? Oracles.ranking(n(p))
                                : Oracles.descendingRanking(n(p)),
                        N,
                        Parameter.choice(
                                "order",
                                "ascending: maximises, the smallest theta has rank 0; descending: minimises, the largest theta has rank 0",
                                "ascending",
                                "descending")),
                // sign:n=3
                OracleProvider.of("sign", "the sign of each coordinate, -1 or +1", p -> Oracles.sign(n(p)), N),
                // hypercube:n=3
                OracleProvider.of(
                        "hypercube", "1 where a coordinate is above 0, else 0", p -> Oracles.hypercube(n(p)), N),
                // assignment:n=5 or assignment:rows=3,cols=5,sense=maximize
                assignment());
    }

    private static List<OracleProvider> knapsackAndPoints() {
        return List.of(
                // knapsack:weights=((3,4,5);(1,2,1)),capacity=(8,3)
                OracleProvider.of(
                        "knapsack",
                        "the best items whose weights are within one or a few capacities",
                        p -> p.has("nodes")
                                ? Oracles.knapsack(p.rows("weights"), p.reals("capacity"), p.integer("nodes", 1))
                                : Oracles.knapsack(p.rows("weights"), p.reals("capacity")),
                        Parameter.of("weights", TEXT, "one row such as (3,4,5), or several ((3,4,5);(1,2,1)), >= 0"),
                        Parameter.of("capacity", REALS, "one number per row, at least 0"),
                        Parameter.of(
                                        "nodes",
                                        INTEGER,
                                        "the largest number of branches in a solve; unlimited if left out")
                                .optional()),
                // points:of=((0,1);(1,0)),sense=maximize
                OracleProvider.of(
                        "points",
                        "the best of a few points",
                        p -> Oracles.points(sense(p), List.of(p.rows("of"))),
                        Parameter.of("of", TEXT, "the points, such as ((0,1);(1,0))"),
                        Parameter.choice("sense", "whether theta is a score or a cost", "maximize", "minimize")));
    }

    private static List<OracleProvider> productAndNegation() {
        return List.of(
                // product:of=(argmax:n=3;ranking:n=4)
                OracleProvider.of(
                        "product",
                        "oracles of the same sense side by side",
                        // createAll creates the oracles of the nested texts
                        p -> Oracles.product(p.createAll("of", OracleProvider.class)),
                        Parameter.listOf("of", OracleProvider.class, "the blocks")),
                // negate:of=(argmax:n=3)
                OracleProvider.of(
                        "negate",
                        "the same set in the opposite sense",
                        p -> Oracles.negate(p.create("of", OracleProvider.class)),
                        OF));
    }

    private static List<OracleProvider> affineAndConstrained() {
        return List.of(
                // affine:of=(argmax:n=3),scale=2,shift=(0,0,1)
                OracleProvider.of(
                        "affine",
                        "an oracle that is solved at scale * theta + shift",
                        Providers::affine,
                        OF,
                        Parameter.of("scale", REALS, "one factor for all coordinates or one each")
                                .withDefault("1"),
                        Parameter.of("shift", REALS, "one summand for all coordinates or one each")
                                .withDefault("0")),
                // constrained:of=(assignment:n=3),zeros=(1),ones=(8)
                OracleProvider.of(
                        "constrained",
                        "the points of a set, such as paths in a graph, that are 0 at some coordinates and 1 at others",
                        p -> Oracles.constrained(
                                p.create("of", OracleProvider.class),
                                coordinates(p.reals("zeros")),
                                coordinates(p.reals("ones"))),
                        OF,
                        Parameter.of("zeros", REALS, "the coordinates where y is 0, counted from 0; () for none")
                                .withDefault(""),
                        Parameter.of("ones", REALS, "the coordinates where y is 1, for oracles such as assignments")
                                .withDefault("")));
    }

    private static int n(Parameters parameters) {
        return parameters.integer("n", 1);
    }

    private static Sense sense(Parameters parameters) {
        return parameters.choice("sense", Sense.class);
    }

    private static OracleProvider assignment() {
        return OracleProvider.of(
                "assignment",
                "assignment of rows to columns as a 0/1 matrix row by row",
                p -> {
                    boolean isSquare = p.has("n");
                    Arguments.require(
                            isSquare ? !p.has("rows") && !p.has("cols") : p.has("rows") && p.has("cols"),
                            "oracle 'assignment' needs either n, or both rows and cols",
                            "Maybe write assignment:n=5 or assignment:rows=3,cols=5");
                    return Oracles.assignment(
                            p.integer(isSquare ? "n" : "rows", 1), p.integer(isSquare ? "n" : "cols", 1), sense(p));
                },
                Parameter.of("n", INTEGER, "rows and columns of a square problem")
                        .optional(),
                Parameter.of("rows", INTEGER, "the number of rows, together with cols and without n")
                        .optional(),
                Parameter.of("cols", INTEGER, "the number of columns, together with rows and without n")
                        .optional(),
                Parameter.choice("sense", "whether theta is a cost or a score", "minimize", "maximize"));
    }

    private static LinearOracle affine(Parameters parameters) {
        LinearOracle oracle = parameters.create("of", OracleProvider.class);
        int n = oracle.dimension();
        return Oracles.affine(oracle, repeated(parameters.reals("scale"), n), repeated(parameters.reals("shift"), n));
    }

    private static double[] repeated(double[] values, int n) {
        if (values.length != 1) {
            // Oracles.affine checks the length
            return values;
        }
        double[] repeated = new double[n];
        Arrays.fill(repeated, values[0]);
        return repeated;
    }

    private static int[] coordinates(double[] indices) {
        int[] whole = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            whole[i] = (int) indices[i];
            Arguments.require(
                    whole[i] == indices[i],
                    "a list of coordinates holds " + indices[i],
                    "Maybe write whole numbers, from 0");
        }
        return whole;
    }
}
