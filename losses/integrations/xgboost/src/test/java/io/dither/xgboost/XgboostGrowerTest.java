package io.dither.xgboost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Costs;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.trees.BoostedModel;
import io.dither.trees.Boosting;
import io.dither.trees.Tree;
import io.dither.trees.TreeGrower;
import io.dither.trees.TreeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XgboostGrowerTest {
    private static final List<String> NAMES = List.of(Interactions.NAMES);
    private static final TreeSettings SMALL = TreeSettings.USUAL.withRounds(30).withLearningRate(0.3);

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireNatives() {
        try {
            session(1).close();
        } catch (OracleException missing) {
            Assumptions.abort(String.valueOf(missing.getMessage()));
        }
    }

    /** 3,000 rows of three features. */
    private static float[] rows() {
        KeyedRandom random = new KeyedRandom(1);
        float[] rows = new float[9_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }

    private static TreeGrower.Session session(int threads) {
        return new XgboostGrower().open(rows(), 3, new int[3], TreeSettings.USUAL, 0, threads);
    }

    private static final FitSettings GUMBEL = FitSettings.USUAL.noise("gumbel");

    private static Boosting learner(TreeSettings trees) {
        return learner(trees, GUMBEL);
    }

    private static Boosting learner(TreeSettings trees, FitSettings settings) {
        return Boosting.of(BoostedModel.of(NAMES, Link.IDENTITY, trees), settings);
    }

    private static double regret(Fitted fitted, List<Observation> held) {
        try (Predictor predictor = Predictor.of(fitted)) {
            List<Outcome> outcomes =
                    held.stream().map(one -> Outcome.of(one, predictor)).toList();
            return Metrics.named(outcomes, "regret").value();
        }
    }

    /** A tree of one split at 0 of the first feature: the leaves of squares, by hand. */
    @Test
    void sessionsRefuseWhatEndsTheProcess() {
        TreeGrower.Session closed = session(1);
        closed.close();
        assertThrows(OracleException.class, () -> closed.grow(new float[3_000], new float[3_000]));
        try (TreeGrower.Session open = session(1)) {
            assertThrows(InvalidArgumentException.class, () -> open.grow(new float[1], new float[1]));
        }
        assertThrows(
                InvalidArgumentException.class,
                () -> new XgboostGrower().open(new float[3], 0, new int[0], TreeSettings.USUAL, 1, 1));
    }

    @Test
    void leavesAreNewtonSteps() {
        float[] rows = {-2, -1, 1, 2};
        float[] gradient = {1, 3, -2, -4};
        float[] curvature = {1, 1, 1, 3};
        TreeSettings one = TreeSettings.USUAL.withDepth(1).withLeaves(0.5, 0);
        try (TreeGrower.Session session = new XgboostGrower().open(rows, 1, new int[1], one, 0, 1)) {
            BoostedModel model = BoostedModel.of("x").withTrees(List.of(session.grow(gradient, curvature)));
            double[] theta = model.theta(new double[0], Features.of(new double[][] {{-2}, {-1}, {1}, {2}}));
            assertArrayEquals(new double[] {-4 / 2.5, -4 / 2.5, 6 / 4.5, 6 / 4.5}, theta, 1e-6);
            assertArrayEquals(new double[] {1}, model.gains());
        }
    }

    @Test
    void threadsChangeNoBit() {
        List<Observation> choices = Interactions.of(300, 1, 1);
        Boosting learner = learner(SMALL.withRounds(5), GUMBEL.threads(1));
        Features probe = choices.get(0).features();
        Fitted one = learner.fit(choices);
        Fitted again = learner.fit(choices);
        Fitted two = learner(SMALL.withRounds(5), GUMBEL.threads(2)).fit(choices);
        assertEquals(one.progress(), again.progress());
        assertEquals(one.progress(), two.progress());
        assertArrayEquals(one.model().theta(new double[0], probe), two.model().theta(new double[0], probe));

        float[] gradient = rows();
        float[] curvature = new float[3_000];
        java.util.Arrays.fill(curvature, 0.3f);
        gradient = java.util.Arrays.copyOf(gradient, curvature.length);
        try (TreeGrower.Session narrow = session(1);
                TreeGrower.Session wide = session(2)) {
            assertSame(narrow.grow(gradient, curvature), wide.grow(gradient, curvature));
        }
    }

    private static void assertSame(Tree left, Tree right) {
        Features probe = Features.of(new double[][] {{0.1, 0.2, 0.3}, {-1, 1, 0}, {2, -2, 1}});
        double[] first = BoostedModel.of("a", "b", "c").withTrees(List.of(left)).theta(new double[0], probe);
        double[] second =
                BoostedModel.of("a", "b", "c").withTrees(List.of(right)).theta(new double[0], probe);
        assertArrayEquals(first, second);
    }

    /** Sums of numbers that were rounded so are exact in any order. */
    @Test
    void roundedSumsAreExact() {
        float[] rounded = XgboostSession.rounded(rows());
        double forth = 0;
        double back = 0;
        for (int i = 0; i < rounded.length; i++) {
            forth += rounded[i];
            back += rounded[rounded.length - 1 - i];
            assertEquals(rows()[i], rounded[i], 4 * 0x1p-23);
        }
        assertEquals(forth, back);
    }

    @Test
    void interactionsBeatTheLinearModelUnderTheSameLoss() {
        List<Observation> choices = Interactions.of(500, 1, 1);
        List<Observation> held = Interactions.of(500, 1, 2);
        Fitted linear = Learner.of(SharedLinearModel.of(Interactions.NAMES))
                .noise("gumbel")
                .withoutIntervals()
                .fit(choices);
        Fitted boosted = learner(SMALL, GUMBEL.earlyStopping(0.2)).fit(choices);
        double least = regret(boosted, held);
        assertTrue(least < 0.5 * regret(linear, held), least + " of " + regret(linear, held));
    }

    @Test
    void monotoneFeaturesAreKept() {
        List<Observation> choices = Interactions.of(200, 1, 1);
        Fitted fitted = learner(SMALL.withMonotone(Map.of("c", 1, "a", -1))).fit(choices);
        double[][] rows = new double[200][];
        for (int i = 0; i < rows.length; i++) {
            double at = -3 + 0.06 * (i % 100);
            rows[i] = i < 100 ? new double[] {0.2, 0.7, at, 0} : new double[] {at, 0.7, 0.2, 0};
        }
        double[] theta = fitted.model().theta(new double[0], Features.of(rows));
        for (int i = 1; i < 100; i++) {
            assertTrue(theta[i] >= theta[i - 1], "c at row " + i);
            assertTrue(theta[100 + i] <= theta[99 + i], "a at row " + i);
        }
        assertTrue(theta[99] > theta[0]);
    }

    @Test
    void distancesOfCostsAreLeastSquares() {
        List<Observation> costs = Interactions.of(200, 1, 1).stream()
                .map(one -> new Observation(
                        one.id(),
                        one.features(),
                        one.oracle(),
                        Costs.of(one.costs()),
                        new Observation.Attributes(1, one.costs(), one.cluster(), new double[0])))
                .toList();
        Fitted fitted = learner(SMALL, GUMBEL.loss("cost-distance")).fit(costs);
        double start = fitted.progress().get(0).loss();
        assertTrue(fitted.loss() < 0.1 * start, fitted.loss() + " of " + start);
    }

    @Test
    void aSavedModelDecidesAsBefore() {
        List<Observation> choices = Interactions.of(100, 1, 1);
        Fitted fitted = learner(SMALL.withRounds(5)).fit(choices);
        SavedModel.of(fitted).save(folder);
        Features probe = choices.get(0).features();
        try (Predictor before = Predictor.of(fitted);
                Predictor after = Predictor.of(SavedModel.load(folder).fitted())) {
            assertArrayEquals(before.costs(probe, Oracles.argmax(6)), after.costs(probe, Oracles.argmax(6)));
        }
    }
}
