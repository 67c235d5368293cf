package io.dither.experiments.predictoptimize;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.generators.Generator;
import io.dither.experiments.generators.Grid;
import io.dither.experiments.generators.GridCosts;
import io.dither.experiments.generators.KnapsackValues;
import io.dither.experiments.generators.PortfolioReturns;
import io.dither.experiments.generators.TourCosts;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class ProblemOptions {
    @Option(
            names = "--problem",
            paramLabel = "PROBLEM",
            description = "Run this benchmark: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Problem problem = Problem.SHORTEST_PATH;

    @Option(
            names = "--degree",
            split = ",",
            paramLabel = "N",
            description = "Let costs be polynomials of these degrees in the features. Default: 4; knapsack: 6.")
    private List<Integer> degrees = List.of();

    @Option(
            names = "--noise",
            paramLabel = "W",
            description =
                    "Set half the width of the noise that multiplies costs, 0 to 1; twice it is the noise level of"
                            + " portfolios. Default: ${DEFAULT-VALUE}.")
    private double noise = 0.5;

    @Option(
            names = "--train",
            split = ",",
            paramLabel = "N",
            description = "Train on these numbers of examples. Default: 1000 for shortest-path, else 100.")
    private List<Integer> train = List.of();

    @Option(names = "--test", paramLabel = "N", description = "Test on this many examples. Default: ${DEFAULT-VALUE}.")
    private int test = 1000;

    @Option(names = "--features", paramLabel = "N", description = "Draw this many features. Default: ${DEFAULT-VALUE}.")
    private int features = 5;

    @Option(names = "--grid", paramLabel = "RxC", description = "Search a grid of R x C. Default: ${DEFAULT-VALUE}.")
    private String grid = "5x5";

    @Option(names = "--items", paramLabel = "N", description = "Pack N items in a knapsack. Default: ${DEFAULT-VALUE}.")
    private int items = 16;

    @Option(
            names = "--dimensions",
            paramLabel = "N",
            description = "Give knapsacks N limits. Default: ${DEFAULT-VALUE}.")
    private int dimensions = 2;

    @Option(
            names = "--capacity",
            paramLabel = "C",
            description =
                    "Set the capacity of knapsacks. Default: 20; energy-knapsack: 60 (published: 60, 120 and 180).")
    private @Nullable Double capacity;

    @Option(names = "--cities", paramLabel = "N", description = "Make tours of N cities. Default: ${DEFAULT-VALUE}.")
    private int cities = 9;

    @Option(names = "--assets", paramLabel = "N", description = "Hold N assets. Default: ${DEFAULT-VALUE}.")
    private int assets = 50;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "Read the energy knapsack from this Data.npz. Default: energy-knapsack/Data.npz in the folder that the"
                            + " variable DITHER_DATA names.")
    private @Nullable Path data;

    Problem problem() {
        return problem;
    }

    List<Integer> degrees() {
        return degrees.isEmpty() ? List.of(problem == Problem.KNAPSACK ? 6 : 4) : degrees;
    }

    List<Integer> train() {
        List<Integer> sizes = train.isEmpty() ? List.of(problem == Problem.SHORTEST_PATH ? 1000 : 100) : train;
        sizes.forEach(size -> Arguments.atLeast("train", size, 1));
        return sizes;
    }

    int test() {
        return Arguments.atLeast("test", test, 2);
    }

    double capacity() {
        double defaultCapacity = problem == Problem.ENERGY_KNAPSACK ? 60 : 20;
        return capacity == null ? defaultCapacity : Arguments.positive("capacity", capacity);
    }

    /** Returns whether these options and this seed draw the data set of the published regrets. */
    boolean drawsPublishedData(long seed) {
        return problem == Problem.SHORTEST_PATH
                && seed == 42
                && grid.equals("5x5")
                && features == 5
                && noise == 0.5
                && test() == 1000
                && degrees().equals(List.of(4))
                && train().equals(List.of(1000));
    }

    Generator generator(int degree) {
        return switch (problem) {
            case SHORTEST_PATH -> new GridCosts(Grid.parse(grid), degree, noise, features);
            case KNAPSACK -> new KnapsackValues(items, dimensions, capacity(), degree, noise, features);
            case TOURS -> new TourCosts(cities, degree, noise, features);
            case PORTFOLIO -> new PortfolioReturns(assets, degree, 2 * noise, features);
            case ENERGY_KNAPSACK -> throw new IllegalStateException("the energy knapsack is read, not drawn");
        };
    }

    Path data() {
        if (data != null) {
            return data;
        }
        String folder = System.getenv("DITHER_DATA");
        if (folder == null) {
            throw new InvalidArgumentException(
                    "the energy knapsack needs --data Data.npz",
                    "Maybe fetch it from the project predopt-benchmarks, or set the variable DITHER_DATA");
        }
        return Path.of(folder, "energy-knapsack", "Data.npz");
    }
}
