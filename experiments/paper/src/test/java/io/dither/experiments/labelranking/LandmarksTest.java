package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.learn.model.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tau of a reference run of the Fenchel-Young loss and of least squares on real files that are not part of the project. One
 * cross-validation is one draw: the landmark must not lie above the 95 % interval, and the mean itself is at or above it
 * on the sets that say true, as the documentation has it.
 */
@Tag("long")
class LandmarksTest {
    private static final List<Method> METHODS = List.of(Method.FENCHEL_YOUNG, Method.LEAST_SQUARES);

    /** Landmarks have three digits. */
    private static final double HALF_A_DIGIT = 5e-4;

    @ParameterizedTest
    @CsvSource({
        "iris,      0.822, 0.800, true",
        "glass,     0.837, 0.813, true",
        "wine,      0.958, 0.944, false",
        "vowel,     0.608, 0.595, true",
        "housing,   0.656, 0.584, true",
        "bodyfat,   0.284, 0.285, false",
        "wisconsin, 0.637, 0.621, true",
        "cpu-small, 0.440, 0.415, true",
        "pendigits, 0.896, 0.855, true"
    })
    void theLandmarksLieWithinTheIntervals(String name, double fenchelYoung, double leastSquares, boolean above) {
        RankingData data = DataSets.load(file(name)).get(0);
        List<FeatureMap> maps = Stream.of("linear:2", "linear", "squares:2")
                .map(FeatureMap::parse)
                .toList();
        RankingSettings settings = new RankingSettings(
                METHODS,
                NoiseLaw.GAUSSIAN,
                0,
                new RankingSettings.Folds(10, 1),
                new RankingSettings.Tuning(new RankingSettings.Folds(5, 2), maps, 3000),
                0);
        DataSetResult result = new CrossValidation(settings, 2)
                .run(List.of(data), () -> {}, set -> {})
                .get(0);
        assertReached(fenchelYoung, result.tau(Method.FENCHEL_YOUNG));
        assertReached(leastSquares, result.tau(Method.LEAST_SQUARES));
        double tau = result.tau(Method.FENCHEL_YOUNG).value();
        assertTrue(!above || tau >= fenchelYoung - HALF_A_DIGIT, name + " " + tau);
    }

    private static void assertReached(double landmark, Interval tau) {
        assertTrue(tau.high() >= landmark, tau + " lies below " + landmark);
    }

    private static Path file(String name) {
        String folder = System.getenv("DITHER_DATA");
        assumeTrue(folder != null, "DITHER_DATA names no folder of data");
        Path file = Path.of(folder, "label-ranking", name + ".txt");
        assumeTrue(Files.exists(file), "there is no " + file);
        return file;
    }
}
