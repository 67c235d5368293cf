package io.dither.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.Choices;
import io.dither.learn.Learner;
import io.dither.learn.SimulatedRoads;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final List<Observation> CHOICES = Choices.of(200, 4, 1, -0.5, 0);
    private static final FitSettings GUMBEL = FitSettings.USUAL.noise("gumbel");
    private static final Features PROBE = Features.of(new double[] {0.3, -1, 2}, new double[] {5, 0, 1});

    private static BoostedModel model(int rounds) {
        return BoostedModel.of(
                List.of("a", "b", "c"),
                Link.IDENTITY,
                TreeSettings.USUAL.withRounds(rounds).withLearningRate(0.3));
    }

    private static BoostedModel roads(Link link, int rounds) {
        return BoostedModel.of(List.of(SimulatedRoads.NAMES), link, TreeSettings.USUAL.withRounds(rounds));
    }

    /** Makes an estimator with one setting that is not usual. */
    private static Boosting with(String name, Object value) {
        return Boosting.of(model(3), FitSettings.USUAL.with(name, value));
    }

    private static double[] theta(Fitted fitted) {
        return fitted.model().theta(fitted.parameters(), PROBE);
    }

    @Test
    void threadsAndTheOrderOfRowsChangeNoBit() {
        List<Observation> trips = new SimulatedRoads(6, 1).trips(100, Noise.gamma(5), 0.2, false, 1);
        List<Observation> shuffled = new ArrayList<>(trips);
        Collections.shuffle(shuffled, new Random(1));
        FitSettings settings = FitSettings.USUAL.samples(3);
        BoostedModel model = roads(Link.SOFTPLUS, 10);
        Fitted one = Boosting.of(model, settings).fit(trips);
        Fitted other = Boosting.of(model, settings.threads(3)).fit(shuffled);
        assertEquals(one.progress(), other.progress());
        Features roads = trips.get(0).features();
        assertArrayEquals(
                one.model().theta(one.parameters(), roads), other.model().theta(other.parameters(), roads));
    }

    private static Observation choice(String id, int size) {
        double[][] rows = new double[size][1];
        Arrays.setAll(rows, j -> new double[] {j});
        double[] y = new double[size];
        y[size - 1] = 1;
        return Observation.of(id, Features.of(rows).withLengths(new double[size]), Oracles.argmax(size), y);
    }

    /** The first example gives an estimate of the scale of the noise that depends on its number of coordinates. */
    @Test
    void theOrderOfExamplesOfDifferentSizesChangesNoBit() {
        List<Observation> choices = List.of(choice("a", 2), choice("b", 5), choice("c", 9));
        List<Observation> reversed = List.of(choices.get(2), choices.get(1), choices.get(0));
        Boosting learner = Boosting.of(BoostedModel.of("x"), GUMBEL);
        assertEquals(learner.fit(choices).loss(), learner.fit(reversed).loss());
    }

    @Test
    void examplesWithOtherLengthsAreRefusedIfNoiseFollowsLengths() {
        Boosting learner = Boosting.of(
                BoostedModel.of("x"), FitSettings.USUAL.noise("gamma:shape=5").followsLengths(true));
        assertRefused("are not those of", learner, List.of(choice("a", 3), choice("b", 3)));
    }

    private static void assertFalls(Fitted fitted) {
        List<Fitted.Progress> course = fitted.progress();
        for (int i = 1; i < course.size(); i++) {
            assertTrue(course.get(i).loss() <= course.get(i - 1).loss(), "round " + i + " of " + course);
        }
        assertTrue(fitted.loss() < course.get(0).loss(), course.toString());
    }

    @Test
    void theLossFallsInEachRound() {
        List<Observation> trips = new SimulatedRoads(6, 1).trips(100, Noise.gamma(5), 0.2, false, 1);
        for (Link link : List.of(Link.SOFTPLUS, Link.EXP)) {
            Fitted fitted =
                    Boosting.of(roads(link, 15), FitSettings.USUAL.samples(3)).fit(trips);
            assertEquals(16, fitted.progress().size());
            assertFalls(fitted);
        }
    }

    /** Either all of the first hundred coordinates, or all of the others: the diagonal knows a sixth of the curvature. */
    @Test
    void aTreeOfCoordinatesThatMoveTogetherIsShortened() {
        int half = 100;
        double[] first = new double[2 * half];
        double[] second = new double[2 * half];
        double[][] rows = new double[2 * half][1];
        for (int j = 0; j < half; j++) {
            first[j] = 1;
            second[half + j] = 1;
            rows[half + j][0] = 1;
        }
        LinearOracle bundles = LinearOracle.of(
                2 * half, theta -> Vectors.dot(theta, first) > Vectors.dot(theta, second) ? first : second);
        Features features = Features.of(rows);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            observations.add(Observation.of("o" + i, features, bundles, i % 3 == 0 ? first : second));
        }
        TreeSettings whole =
                TreeSettings.USUAL.withRounds(5).withLearningRate(1).withLeaves(0, 0);
        Fitted fitted = Boosting.of(BoostedModel.of(List.of("x"), Link.IDENTITY, whole), FitSettings.USUAL.samples(20))
                .fit(observations);
        assertFalls(fitted);
        assertTrue(fitted.evaluations() > fitted.progress().size(), "some were shortened");
    }

    @Test
    void earlyStoppingTakesTheBestRound() {
        Fitted fitted = Boosting.of(model(500), GUMBEL.earlyStopping(0.3)).fit(CHOICES);
        List<Fitted.Progress> course = fitted.progress();
        Fitted.Progress best = Collections.min(course, Comparator.comparing(Fitted.Progress::validation));
        int trees = ((BoostedModel) fitted.model()).trees().size();
        assertEquals(course.indexOf(best), trees);
        assertEquals(best.loss(), fitted.loss());
        assertEquals(trees + TreeSettings.USUAL.patience(), course.size() - 1);
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        Fitted cut = Boosting.of(model(3), GUMBEL.earlyStopping(0.3)).fit(CHOICES);
        assertEquals(Fitted.Status.STOPPED, cut.status());
        assertTrue(cut.message().contains("still falling after 3 rounds"), cut.message());
    }

    @Test
    void aWeightOfTwoIsTheExampleTwice() {
        List<Observation> twice = new ArrayList<>(CHOICES);
        List<Observation> heavy = new ArrayList<>();
        for (Observation one : CHOICES) {
            boolean counts = one.key() % 2 == 0;
            heavy.add(counts ? one.withWeight(2) : one);
            if (counts) {
                twice.add(new Observation(
                        one.id() + "'",
                        one.features(),
                        one.oracle(),
                        one.target(),
                        new Observation.Attributes(1, one.costs(), one.id(), new double[0])));
            }
        }
        Boosting learner = Boosting.of(model(20), GUMBEL);
        assertArrayEquals(theta(learner.fit(heavy)), theta(learner.fit(twice)), 1e-6);
    }

    @Test
    void knownPartsAreAddedBeforeTheLink() {
        BoostedModel grown = roads(Link.EXP, 1).withTrees(List.of(StumpGrower.stump(1, 0, -1, 2, 1), Tree.leaf(0.5)));
        double[] theta = grown.theta(
                new double[0],
                Features.of(new double[] {9, -1, 9}, new double[] {9, 0, 9}).withOffsets(new double[] {0.25, -1}));
        assertArrayEquals(new double[] {Math.exp(-0.25), Math.exp(1.5)}, theta, 1e-12);
        assertArrayEquals(new double[] {0, 1, 0}, grown.gains());
    }

    /** To a cluster, where it decides. */
    @Test
    void aGrownModelTravels() throws IOException, ClassNotFoundException {
        BoostedModel grown = model(1).withTrees(List.of(StumpGrower.stump(1, 0, -1, 2, 1)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(grown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            CostModel there = (CostModel) in.readObject();
            assertArrayEquals(grown.theta(new double[0], PROBE), there.theta(new double[0], PROBE));
        }
    }

    @Test
    void brokenTreesAreRefused() {
        int[] none = {Tree.NONE};
        assertThrows(
                InvalidArgumentException.class,
                () -> new Tree(new int[] {0}, none, new int[1], new float[1], new double[1], new double[1]));
        assertThrows(
                InvalidArgumentException.class,
                () -> new Tree(none, none, new int[1], new float[1], new double[2], new double[1]));
        assertThrows(InvalidArgumentException.class, () -> Tree.leaf(Double.NaN));
        assertThrows(
                InvalidArgumentException.class,
                () -> BoostedModel.of("x").withTrees(List.of(StumpGrower.stump(1, 0, -1, 2, 1))));
    }

    @Test
    void aShuffledFeatureCostsWhatItIsWorth() {
        Boosting learner = Boosting.of(model(60), GUMBEL);
        Fitted fitted = learner.fit(CHOICES);
        List<Importance> found = learner.importance(fitted, Choices.of(400, 5, 1, -0.5, 0));
        assertEquals(
                List.of("a", "b", "c"), found.stream().map(Importance::name).toList());
        assertEquals(1, found.stream().mapToDouble(Importance::gain).sum(), 1e-12);
        Importance first = found.get(0);
        assertTrue(first.shuffle() > 5 * first.shuffleStandardError(), first.toString());
        assertTrue(first.shuffle() > found.get(1).shuffle()
                && found.get(1).shuffle() > found.get(2).shuffle());
        Importance nothing = learner.importance(fitted, List.of()).get(0);
        assertEquals(first.gain(), nothing.gain());
        assertTrue(Double.isNaN(nothing.shuffle()));
    }

    /** Floats have seven digits: what they do not tell apart is no constant. */
    @Test
    void aFeatureThatFloatsDoNotTellApartIsNamed() {
        Boosting learner = Boosting.of(model(3), GUMBEL);
        assertRefused("'b' varies too little", learner, moved(0, 1e-60));
        assertRefused("'b' varies too little", learner, moved(1.7e9, 1e-3));
        assertEquals(0, ((BoostedModel) learner.fit(moved(5, 0)).model()).gains()[1]);
    }

    private static List<Observation> moved(double mean, double unit) {
        return CHOICES.stream()
                .map(one -> {
                    Features x = one.features();
                    double[][] rows = new double[x.rows()][];
                    Arrays.setAll(rows, j -> new double[] {x.get(j, 0), mean + unit * x.get(j, 1), x.get(j, 2)});
                    return Observation.of(one.id(), Features.of(rows), one.oracle(), one.target());
                })
                .toList();
    }

    private static void assertRefused(String part, Boosting learner) {
        assertRefused(part, learner, CHOICES);
    }

    private static void assertRefused(String part, Boosting learner, List<Observation> examples) {
        String message = assertThrows(InvalidArgumentException.class, () -> learner.fit(examples))
                .getMessage();
        assertTrue(String.valueOf(message).contains(part) && message.contains("Maybe"), message);
    }

    @Test
    void whatTreesCannotDoIsRefused() {
        assertRefused("trees do not take the settings {l2=1.0}", with("l2", 1));
        assertRefused("l1=0.5", with("l1", "0.5"));
        assertRefused("bounds=", Boosting.of(model(3), FitSettings.USUAL.withBound("a=1")));
        assertRefused("epochs=1", with("epochs", 1));
        assertRefused("learnEpsilon=true", with("epsilon", "learn"));
        assertRefused("epsilon is not learnt", with("loss", "moments"));
        assertRefused(
                "stop them early",
                Boosting.of(
                        model(3), FitSettings.USUAL.loss("moments").epsilon(1).earlyStopping(0.5)));
        assertRefused("not those of [x]", Boosting.of(BoostedModel.of("x"), FitSettings.USUAL));
        String message = assertThrows(
                        InvalidArgumentException.class,
                        () -> Learner.of(model(3)).fit(CHOICES))
                .getMessage();
        assertTrue(String.valueOf(message).contains("such as Boosting for trees"), message);
    }

    @Test
    void badSettingsAreNamed() {
        TreeSettings usual = TreeSettings.USUAL;
        assertThrows(InvalidArgumentException.class, () -> usual.withRounds(0));
        assertThrows(InvalidArgumentException.class, () -> usual.withDepth(17));
        assertThrows(InvalidArgumentException.class, () -> usual.withLearningRate(1.5));
        assertThrows(InvalidArgumentException.class, () -> usual.withLeaves(-1, 1));
        assertThrows(InvalidArgumentException.class, () -> usual.withPatience(0));
        assertThrows(InvalidArgumentException.class, () -> usual.withMonotone(Map.of("a", 2)));
        String message = assertThrows(
                        InvalidArgumentException.class,
                        () -> BoostedModel.of(List.of("a"), Link.EXP, usual.withMonotone(Map.of("toll", 1))))
                .getMessage();
        assertEquals("monotone toll is not a feature. Maybe one of [a].", message);
    }

    @Test
    void costsThatLeaveTheDomainAreNamed() {
        List<Observation> trips = new SimulatedRoads(4, 1).trips(50, Noise.gamma(5), 0.2, false, 1);
        String message = assertThrows(
                        InvalidArgumentException.class,
                        () -> Boosting.of(roads(Link.IDENTITY, 20), FitSettings.USUAL.samples(2))
                                .fit(trips))
                .getMessage();
        assertTrue(String.valueOf(message).contains("Maybe choose the link softplus"), message);
    }

    @Test
    void withoutAGrowerTheModuleIsNamed() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertRefused("Maybe add dither-xgboost", Boosting.of(model(3), GUMBEL));
        } finally {
            thread.setContextClassLoader(loader);
        }
    }
}
