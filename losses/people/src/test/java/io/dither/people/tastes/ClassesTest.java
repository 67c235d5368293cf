package io.dither.people.tastes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Learner;
import io.dither.learn.SimulatedRoads;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.LocalPersons;
import io.dither.people.internal.Person;
import io.dither.people.internal.PersonPoint;
import io.dither.people.internal.TasteSettings;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClassesTest {
    private static final SharedLinearModel MODEL = SharedLinearModel.of("x", "y");
    private static final int CHOICES = 8;
    /** The larger class of those under 40 comes first. */
    private static final double[][] TRUTH = {{-0.5, 1.5}, {2, 0.5}};

    private static final double CONSTANT = -4;
    private static final double SLOPE = 0.1;

    /** Choices among three; who is older is more often in the second class, by a logit of -4 + age / 10. */
    static List<Observation> choices(int persons, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> all = new ArrayList<>();
        double[] scores = new double[3];
        for (int p = 0; p < persons; p++) {
            double age = 18 + 40 * random.nextDouble();
            double second = 1 / (1 + Math.exp(-CONSTANT - SLOPE * age));
            double[] own = TRUTH[random.nextDouble() < second ? 1 : 0];
            for (int t = 0; t < CHOICES; t++) {
                Noise.gumbel().sample(random, scores);
                double[][] rows = new double[3][2];
                for (int j = 0; j < 3; j++) {
                    rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                    scores[j] += own[0] * rows[j][0] + own[1] * rows[j][1];
                }
                all.add(Observation.of(
                                "p" + p + "t" + t,
                                Features.of(rows),
                                Oracles.argmax(3),
                                Oracles.argmax(3).solve(scores))
                        .withCluster("p" + p)
                        .withCovariates(age));
            }
        }
        return all;
    }

    private static void assertTruth(double truth, Weight found, FittedClasses fitted) {
        assertTrue(found.standardError() > 0, fitted.toString());
        assertEquals(truth, found.estimate(), 4 * found.standardError(), fitted.toString());
    }

    /** Weights are in units of epsilon; logits of membership are not. */
    @Test
    void aSmallEpsilonOnlyScalesWeights() {
        List<Observation> all = choices(200, 3);
        FittedClasses usual =
                Classes.of(MODEL).membership(List.of("age")).starts(6).fit(all, 2);
        for (double epsilon : new double[] {1e-3, 100}) {
            FittedClasses scaled = Classes.of(MODEL)
                    .with(FitSettings.USUAL.epsilon(epsilon))
                    .membership(List.of("age"))
                    .starts(6)
                    .fit(all, 2);
            assertEquals(Fitted.Status.CONVERGED, scaled.status(), scaled.toString());
            for (int c = 0; c < 2; c++) {
                for (int k = 0; k < 2; k++) {
                    Weight expected = usual.classes().get(c).weights().get(k);
                    Weight found = scaled.classes().get(c).weights().get(k);
                    assertEquals(expected.estimate(), found.estimate() / epsilon, 0.01 * expected.standardError());
                }
            }
            Weight slope = usual.classes().get(1).membership().get(1);
            assertEquals(
                    slope.estimate(),
                    scaled.classes().get(1).membership().get(1).estimate(),
                    0.01 * slope.standardError());
        }
    }

    @Test
    void membershipFollowsWhatIsKnownOfPersons() {
        List<Observation> all = choices(200, 3);
        FittedClasses fitted =
                Classes.of(MODEL).membership(List.of("age")).starts(6).fit(all, 2);
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
        for (int c = 0; c < 2; c++) {
            for (int k = 0; k < 2; k++) {
                assertTruth(TRUTH[c][k], fitted.classes().get(c).weights().get(k), fitted);
            }
        }
        List<Weight> logit = fitted.classes().get(1).membership();
        assertEquals("age", logit.get(1).name());
        assertTruth(CONSTANT, logit.get(0), fitted);
        assertTruth(SLOPE, logit.get(1), fitted);
        assertTrue(logit.get(1).low() > 0, fitted.toString());
        FittedClasses without = Classes.of(MODEL).starts(6).fit(all, 2);
        assertTrue(fitted.bic() < without.bic(), "age tells of the class");
        assertEquals(fitted.parameterCount(), without.parameterCount() + 1);
        Observation young = all.get(0).withCovariates(20);
        Observation old = all.get(0).withCovariates(60);
        double ofYoung = fitted.possible(young, null, 1, 0).get(1).probability();
        double ofOld = fitted.possible(old, null, 1, 0).get(1).probability();
        assertEquals(1 / (1 + Math.exp(2)), ofYoung, 0.15);
        assertEquals(1 / (1 + Math.exp(-2)), ofOld, 0.15);
        double[] ofOne = fitted.membership(all.subList(0, CHOICES), PluginCatalogue.discover());
        assertEquals(1, Arrays.stream(ofOne).sum(), 1e-12);
        assertTrue(fitted.toString().contains("logit of membership"), fitted.toString());
        Weight ratio = fitted.ratios("y").get(1);
        assertEquals("x / y of class 2", ratio.name());
        assertEquals(4, ratio.estimate(), 4 * ratio.standardError());
        assertTrue(ratio.low() < ratio.estimate() && ratio.estimate() < ratio.high(), ratio.toString());
        assertTrue(fitted.wrongSign().get(0).value() > 0.2
                && fitted.wrongSign().get(0).value() < 0.8);
        assertEquals(0, fitted.wrongSign().get(1).value());
        double share = fitted.classes().get(1).share().value();
        Weight mean = fitted.typical().get(0);
        double first = fitted.classes().get(0).weights().get(0).estimate();
        double second = fitted.classes().get(1).weights().get(0).estimate();
        assertEquals((1 - share) * first + share * second, mean.estimate(), 1e-9);
        assertTrue(mean.standardError() > 0);
    }

    /** Logits have no unit, so they do not diverge because epsilon, the unit of weights, is small. */
    @Test
    void membershipWithASmallEpsilon() {
        FittedClasses fitted = Classes.of(MODEL)
                .with("epsilon", 0.005)
                .membership(List.of("age"))
                .starts(6)
                .fit(choices(200, 3), 2);
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
        assertTruth(SLOPE, fitted.classes().get(1).membership().get(1), fitted);
    }

    @Test
    void theNumberOfClassesIsThatOfTheLeastBic() {
        List<Observation> all = choices(100, 4);
        FittedClasses fitted = Classes.of(MODEL).starts(4).fit(all, 2, 3);
        assertEquals(2, fitted.classes().size(), fitted.toString());
        assertEquals(
                List.of(1, 2, 3),
                fitted.search().candidates().stream()
                        .map(FittedClasses.Candidate::classes)
                        .toList());
        assertEquals(fitted.bic(), fitted.search().candidates().get(1).bic());
        assertTrue(fitted.search().candidates().get(0).bic() > fitted.bic());
        assertTrue(fitted.search().candidates().get(2).logLikelihood()
                >= fitted.logLikelihood().value());
        assertTrue(fitted.membership(all.subList(0, CHOICES), PluginCatalogue.discover())[0] > 0);
    }

    /** Where paths may go round, small costs of a start leave no cheapest end, and so no likelihood. */
    @Test
    void startsWithoutLikelihoodAreLeftOut() {
        List<Observation> trips = new ArrayList<>();
        for (Observation one : new SimulatedRoads(4, 2).trips(24, Noise.gamma(2), 1, false, 4)) {
            trips.add(one.withCluster("p" + trips.size() % 8));
        }
        FittedClasses fitted = Classes.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .with("loss", "recursive-logit")
                .with("errors", "NONE")
                .starts(4)
                .fit(trips, 2);
        assertTrue(Double.isFinite(fitted.logLikelihood().value()), fitted.toString());
        assertTrue(fitted.message().contains("left out"), fitted.toString());
        // with costs this small, no class has a cheapest end, and the decision says nothing on the class
        Observation trip = trips.get(0);
        double[] values = new double[trip.features().rows() * trip.features().columns()];
        Arrays.fill(values, 1e-3);
        Observation small =
                trip.withFeatures(Features.of(values, trip.features().columns()));
        double[] shares = fitted.classes().stream()
                .mapToDouble(each -> each.share().value())
                .toArray();
        assertArrayEquals(shares, fitted.membership(List.of(small), PluginCatalogue.discover()), 1e-12);
    }

    @Test
    void weightsOfAStoppedSearchAreNotConverged() {
        FitSettings settings = FitSettings.USUAL.with("iterations", 1);
        FittedClasses fitted = Classes.of(MODEL, settings, PluginCatalogue.discover())
                .starts(1)
                .fit(choices(40, 3), 3);
        assertEquals(Fitted.Status.STOPPED, fitted.status(), fitted.toString());
        assertEquals(WeightStatus.NOT_CONVERGED, fitted.typical().get(0).status());
    }

    /** The gradient against differences. */
    @Test
    void gradientsAreExact() {
        List<Observation> all = choices(12, 5);
        List<Person> persons = Person.of(all);
        FitSettings settings = TasteSettings.complete(FitSettings.USUAL, all, PluginCatalogue.discover());
        Fitted one = Learner.of(MODEL, settings, PluginCatalogue.discover()).fit(all);
        PluginCatalogue catalogue = PluginCatalogue.discover();
        Likelihood likelihood = LikelihoodRecipe.of(one, all, catalogue).of(persons, catalogue);
        Membership membership = Membership.of(List.of("age"), persons);
        ClassLikelihood classes = new ClassLikelihood(
                new LocalPersons<>(likelihood, null),
                persons,
                Counts.of(persons, FitSettings.Weighting.IMPORTANCE),
                new ClassLikelihood.FreeWeights(one.parameters(), new int[] {0, 1}),
                3,
                membership);
        double[] x = new double[classes.size()];
        assertEquals(3 * 2 + 2 * 2, x.length);
        Arrays.setAll(x, i -> Math.sin(1 + i));
        PersonPoint point = classes.at(x);
        for (int i = 0; i < x.length; i++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            assertEquals((classes.at(up).value() - classes.at(down).value()) / 2e-5, point.gradient()[i], 1e-8);
        }
        for (int s = 0; s < 8; s += 2) {
            double[] even = classes.scattered(0, s);
            assertTrue(
                    IntStream.range(0, 6).allMatch(i -> even[i] * one.parameters()[i % 2] > 0), "signs of one taste");
        }
        long others = IntStream.of(1, 3, 5, 7)
                .mapToObj(s -> classes.scattered(0, s))
                .filter(odd -> IntStream.range(0, 6).anyMatch(i -> odd[i] * one.parameters()[i % 2] < 0))
                .count();
        assertTrue(others >= 2, others + " of 4 starts have signs of their own");
        List<double[]> split = classes.split(x, 0);
        assertEquals(3, split.size());
        assertEquals(4 * 2 + 3 * 2, split.get(0).length);
        double[] improved = classes.improved(x, 1);
        assertTrue(classes.at(improved).value() < point.value(), "expectation and maximisation go up");
        double[] sorted = classes.sorted(improved);
        assertEquals(classes.at(improved).value(), classes.at(sorted).value(), 1e-12);
        double[] shares = classes.shares(sorted);
        assertTrue(shares[0] >= shares[1] && shares[1] >= shares[2]);
    }

    /** How many classes there are does not hang on the scale of importance weights; frequencies are copies. */
    @Test
    void theScaleOfImportanceWeightsDoesNotMatter() {
        List<Observation> all = choices(40, 4);
        Classes classes = Classes.of(MODEL).starts(2).with("errors", "NONE");
        FittedClasses plain = classes.fit(all, 2, 3);
        FittedClasses heavy = classes.fit(weighted(all, 40), 2, 3);
        assertEquals(plain.classes().size(), heavy.classes().size());
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    plain.search().candidates().get(i).bic(),
                    heavy.search().candidates().get(i).bic(),
                    1e-3);
        }
        FittedClasses twice = classes.with("weighting", "FREQUENCY").fit(weighted(all, 2), 2);
        assertEquals(80, twice.effectivePersons());
        double ofTwo = plain.search().candidates().get(1).logLikelihood();
        assertEquals(2 * ofTwo, twice.logLikelihood().value(), 1e-3);
        assertEquals(5 * Math.log(80) - 2 * twice.logLikelihood().value(), twice.bic(), 1e-9);
    }

    private static List<Observation> weighted(List<Observation> all, double weight) {
        return all.stream().map(one -> one.withWeight(weight)).toList();
    }

    /** A class of one person is where that person's score is 0, whatever the person is. */
    @Test
    void aClassOfOnePersonHasNoErrors() {
        List<Observation> all = new ArrayList<>(agreeing("p", 40, 8, new double[] {-0.5, 1.5}));
        all.addAll(agreeing("q", 1, 40, new double[] {3, -3}));
        FittedClasses fitted = Classes.of(MODEL).starts(8).fit(all, 2);
        assertEquals(1.0 / 41, fitted.classes().get(1).share().value(), 0.01, fitted.toString());
        assertTrue(fitted.message().contains("class 2 has 1.0 persons, too few for standard errors"), fitted.message());
        assertTrue(Double.isNaN(fitted.classes().get(1).weights().get(0).standardError()), fitted.toString());
        assertTrue(Double.isNaN(fitted.classes().get(1).share().standardError()), fitted.toString());
        Weight first = fitted.classes().get(0).weights().get(0);
        double alone = Learner.of(MODEL, FitSettings.USUAL.with("noise", "gumbel"), PluginCatalogue.discover())
                .fit(all.subList(0, 320))
                .weight("x")
                .standardError();
        assertEquals(alone, first.standardError(), 0.15 * alone, fitted.toString());
        assertTrue(Double.isNaN(fitted.estimate().covariance()[2][2]));
    }

    /** Choices among three by persons who agree. */
    private static List<Observation> agreeing(String name, int persons, int times, double[] weights) {
        KeyedRandom random = new KeyedRandom(name.charAt(0));
        List<Observation> all = new ArrayList<>();
        double[] scores = new double[3];
        for (int i = 0; i < persons * times; i++) {
            Noise.gumbel().sample(random, scores);
            double[][] rows = new double[3][];
            for (int j = 0; j < 3; j++) {
                rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                scores[j] += weights[0] * rows[j][0] + weights[1] * rows[j][1];
            }
            all.add(Observation.of(
                            name + i,
                            Features.of(rows),
                            Oracles.argmax(3),
                            Oracles.argmax(3).solve(scores))
                    .withCluster(name + i / times));
        }
        return all;
    }

    /** The weights of two opposite classes are many times those of one class, which are near 0. */
    @Test
    void oppositeClassesDoNotDiverge() {
        List<Observation> all = new ArrayList<>(agreeing("p", 60, 8, new double[] {1.5, -1.5}));
        all.addAll(agreeing("q", 60, 8, new double[] {-1.5, 1.5}));
        FittedClasses fitted = Classes.of(MODEL).starts(4).fit(all, 2);
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
        assertTrue(!fitted.message().contains("left out"), fitted.message());
    }

    /** Whatever the seed, three classes end at one likelihood; where few starts agree it is said. */
    @Tag("long")
    @Test
    void startsHaveBothSigns() {
        List<Observation> all = choices(60, 7);
        double first = Classes.of(MODEL)
                .with("errors", "NONE")
                .fit(all, 3)
                .logLikelihood()
                .value();
        for (int seed = 1; seed < 2; seed++) {
            FittedClasses fitted =
                    Classes.of(MODEL).with("errors", "NONE").with("seed", seed).fit(all, 3);
            assertEquals(first, fitted.logLikelihood().value(), 0.1, fitted.toString());
        }
        FittedClasses few = Classes.of(MODEL).starts(1).with("errors", "NONE").fit(choices(25, 8), 5);
        assertEquals(4, few.search().starts());
        assertTrue(
                few.search().startsAtMaximum() < 4 && few.message().contains("of 4 starts ended here"), few.toString());
    }

    @Test
    void whatTellsNothingOfMembershipIsRefused() {
        List<Observation> all = choices(10, 6);
        assertRefused(all.stream().map(one -> one.withCovariates(1)).toList(), "is the same for all persons");
        List<Observation> ofTwelve = choices(12, 6); // the mean of twelve times 0.1 is not 0.1
        assertRefused(ofTwelve.stream().map(one -> one.withCovariates(0.1)).toList(), "is the same for all persons");
        assertRefused(all.stream().map(one -> one.withCovariates()).toList(), "has 0 covariates");
        assertRefused(all.stream().map(one -> one.withCovariates(one.key())).toList(), "the same for all decisions");
    }

    private static void assertRefused(List<Observation> all, String part) {
        Classes classes = Classes.of(MODEL).membership(List.of("age"));
        String message = String.valueOf(assertThrows(InvalidArgumentException.class, () -> classes.fit(all, 2))
                .getMessage());
        assertTrue(message.contains(part), message);
    }
}
