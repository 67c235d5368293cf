package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What programs ask of a fit: a summary, a covariance, decisions and a score. */
class FittedTest {
    private static final List<Observation> CHOICES = twins(Choices.of(400, 3, 1, -1));

    /** A feature that is nearly another: their weights are hard to tell apart. */
    private static List<Observation> twins(List<Observation> some) {
        List<Observation> all = new ArrayList<>();
        for (Observation one : some) {
            double[][] rows = new double[one.features().rows()][];
            for (int j = 0; j < rows.length; j++) {
                double a = one.features().get(j, 0);
                double b = one.features().get(j, 1);
                rows[j] = new double[] {a, a + 0.3 * b};
            }
            all.add(Observation.of(one.id(), Features.of(rows), one.oracle(), one.target()));
        }
        return all;
    }

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("km", "hours")).noise("gumbel");
    }

    @Test
    void covarianceHasTheErrorsOnItsDiagonalUnderAllKindsOfErrors() {
        for (FitSettings.Errors kind :
                List.of(FitSettings.Errors.ROBUST, FitSettings.Errors.MODEL, FitSettings.Errors.JACKKNIFE)) {
            Fitted fitted = learner().errors(kind).fit(CHOICES.subList(0, 60));
            double[][] covariance = fitted.covariance();
            for (int k = 0; k < 2; k++) {
                double error = fitted.weights().get(k).standardError();
                assertEquals(error, Math.sqrt(covariance[k][k]), 1e-9 * error, kind.toString());
            }
            assertEquals(covariance[0][1], covariance[1][0], 1e-6);
            assertTrue(fitted.correlations(0.5).get(0).value() < -0.8, kind.toString());
        }
        assertEquals(0, learner().withoutIntervals().fit(CHOICES).covariance().length);
    }

    @Test
    void aFitWithoutErrorsHasNoneOfEpsilonEither() {
        Fitted fitted = learner()
                .fit(CHOICES.subList(0, 60))
                .edit()
                .epsilonWeight(Weight.ofEpsilon(Interval.of(1, 0.1)))
                .build();
        assertEquals(0.1, fitted.epsilonError());
        assertEquals(Double.NaN, fitted.withoutErrors("reason").epsilonError());
    }

    /** Also if it is only epsilon that has an interval. */
    @Test
    void intervalsHaveAHeader() {
        Fitted fitted = learner().fix("km", 1).fix("hours", -1).fit(CHOICES.subList(0, 100));
        assertTrue(fitted.epsilonWeight().standardError() > 0, fitted.toString());
        assertTrue(fitted.toString().lines().findFirst().orElse("").contains("95 % interval"), fitted.toString());
    }

    @Test
    void predictsAsAPredictorDoes() {
        Fitted fitted = learner().withoutIntervals().fit(CHOICES.subList(0, 200));
        List<Observation> held = CHOICES.subList(200, 400);
        Metric match = Metrics.named(Outcome.all(held, fitted), "exact match");
        assertTrue(match.toString().startsWith("exact match 0."), match.toString());
        Observation one = held.get(0);
        try (Predictor predictor = Predictor.of(fitted)) {
            assertArrayEquals(
                    predictor.predict(one.features(), one.oracle()).decision().toArray(),
                    fitted.predict(one.features(), one.oracle()).toArray());
        }
    }

    /** A loss with kinks is searched by small steps, ends near the weights that smooth losses find, and names no noise. */
    @Test
    void kinksAreSearchedByMiniBatches() {
        Fitted fitted = Learner.of(SharedLinearModel.of("km", "hours"))
                .loss("structured-hinge")
                .fit(CHOICES);
        assertTrue(fitted.settings().epochs() > 0);
        Fitted smooth = learner().withoutIntervals().fit(CHOICES);
        double ratio =
                fitted.weights().get(0).estimate() / fitted.weights().get(1).estimate();
        double usual =
                smooth.weights().get(0).estimate() / smooth.weights().get(1).estimate();
        assertEquals(usual, ratio, 0.2 * Math.abs(usual));
        assertFalse(fitted.toString().contains("noise") || fitted.toString().contains("epsilon"), fitted.toString());
    }

    /** Also if nobody asks for intervals; more fits give those of the others. */
    @Test
    void whatDecisionsSayNothingAboutIsNotAnEstimate() {
        List<Observation> some = CHOICES.subList(0, 60).stream()
                .map(one -> {
                    double[][] rows = new double[one.features().rows()][];
                    for (int j = 0; j < rows.length; j++) {
                        rows[j] = new double[] {one.features().get(j, 0), 7};
                    }
                    return Observation.of(one.id(), Features.of(rows), one.oracle(), one.target());
                })
                .toList();
        for (String loss : List.of(FitSettings.FENCHEL_YOUNG, FitSettings.MOMENTS)) {
            Fitted fitted = learner().loss(loss).samples(50).withoutIntervals().fit(some);
            assertEquals(Fitted.Status.UNIDENTIFIED, fitted.status(), fitted.toString());
            assertEquals(WeightStatus.NOT_IDENTIFIED, fitted.weight("hours").status());
            assertTrue(
                    fitted.toString().lines().anyMatch(line -> line.matches("hours +- not identified")),
                    fitted.toString());
        }
        Fitted jackknife = learner().errors(FitSettings.Errors.JACKKNIFE).fit(some);
        assertTrue(jackknife.weight("km").standardError() > 0, jackknife.toString());
        assertEquals(WeightStatus.NOT_IDENTIFIED, jackknife.weight("hours").status());
    }

    /** To the last bit where the search went by the weights themselves, else to rounding. */
    @Test
    void intervalsLaterAreThoseAtOnce() {
        List<Observation> all = new SimulatedRoads(3, 2).trips(210, Noise.gaussian(), 0.3, true, 4);
        SharedLinearModel roads = SharedLinearModel.of(SimulatedRoads.NAMES);
        for (Supplier<Learner> way : List.<Supplier<Learner>>of(
                () -> Learner.of(roads).moments().samples(2),
                () -> Learner.of(roads).samples(2).pooled(),
                () -> Learner.of(roads).samples(2).fix("length", 1),
                () -> Learner.of(roads).samples(8))) {
            boolean many =
                    way.get().settings().loss().equals(FitSettings.MOMENTS); // errors of fewer leave each out in turn
            List<Observation> trips = all.subList(0, many ? 210 : 40);
            List<Fitted> told = new ArrayList<>();
            Fitted at = way.get().onSearchEnd(told::add).fit(trips);
            Fitted without = way.get().withoutIntervals().onSearchEnd(told::add).fit(trips);
            assertEquals(1, told.size(), "only where errors follow");
            assertEquals(without.toString(), told.get(0).toString());
            assertEquals(without.settings(), told.get(0).settings());
            assertEquals(0, without.covariance().length);
            Fitted later = way.get().intervals(without, trips);
            assertEquals(at.toString(), later.toString());
            for (int k = 0; k < 3; k++) {
                double error = at.weights().get(k).standardError();
                boolean fixed = Double.isNaN(error);
                assertEquals(error, later.weights().get(k).standardError(), fixed ? 0 : 1e-9 * error);
            }
            assertTrue(later.progress().isEmpty(), "no step of a search");
            String wrong = String.valueOf(assertThrows(
                            InvalidArgumentException.class, () -> way.get().intervals(without, trips.subList(0, 30)))
                    .getMessage());
            assertTrue(wrong.contains("Maybe these are other data"), wrong);
        }
        Fitted few = learner().withoutIntervals().fit(CHOICES.subList(0, 40));
        List<Fitted> told = new ArrayList<>();
        Learner jackknife = learner().errors(FitSettings.Errors.JACKKNIFE).onSearchEnd(told::add);
        assertEquals(
                jackknife.fit(CHOICES.subList(0, 40)).weights(),
                jackknife.intervals(few, CHOICES.subList(0, 40)).weights());
        assertEquals(few.weights(), told.get(0).weights());
        assertThrows(InvalidArgumentException.class, () -> learner().intervals(few, CHOICES.subList(40, 80)));
    }

    /** Whatever the loss and the policy: examples are known by their digest, not by a loss that may be alike. */
    @Test
    void intervalsAreOfTheExamplesThatWereLearntFrom() {
        List<Observation> trips = new SimulatedRoads(3, 2).trips(30, Noise.gaussian(), 0.3, true, 4);
        List<Observation> turned = new ArrayList<>(trips);
        Collections.reverse(turned);
        List<Observation> other = new ArrayList<>(trips);
        other.set(7, trips.get(7).withWeight(1.5));
        Observation first = trips.get(0);
        List<Observation> renamed = new ArrayList<>(trips);
        renamed.set(0, Observation.of("another", first.features(), first.oracle(), first.target()));
        for (String loss : List.of(FitSettings.FENCHEL_YOUNG, FitSettings.MOMENTS)) {
            for (InexactPolicy policy : List.of(InexactPolicy.FAIL, InexactPolicy.ACCEPT)) {
                Supplier<Learner> way = () -> Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                        .loss(loss)
                        .samples(2)
                        .inexact(policy);
                Fitted without = way.get().withoutIntervals().fit(trips);
                assertEquals(64, without.examplesSha256().length());
                for (List<Observation> wrong : List.of(other, renamed)) {
                    String refused = String.valueOf(assertThrows(
                                    InvalidArgumentException.class,
                                    () -> way.get().intervals(without, wrong))
                            .getMessage());
                    assertTrue(refused.contains("their SHA-256 is"), refused);
                }
                Fitted later = way.get().intervals(without, turned);
                assertEquals(way.get().fit(trips).weights(), later.weights());
                assertEquals(without.examplesSha256(), later.examplesSha256());
            }
        }
    }

    /** Where solves may end early and no digest is known, losses are compared by epsilon too: one near 0 has no digits in common. */
    @Test
    void lossesOfInexactSolvesAreComparedByEpsilonToo() {
        List<Observation> trips = new SimulatedRoads(4, 2).trips(40, Noise.gaussian(), 0.3, true, 4);
        Learner learner = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES)).samples(2);
        Fitted found = learner.withoutIntervals().fit(trips);
        for (double shift : List.of(0.04, 0.06)) {
            Fitted read = found.edit()
                    .settings(found.settings().with("inexact", InexactPolicy.ACCEPT))
                    .loss(found.loss() + shift * Math.max(Math.abs(found.loss()), found.epsilon()))
                    .examplesSha256("")
                    .build();
            Learner again = learner.errors(FitSettings.Errors.ROBUST).inexact(InexactPolicy.ACCEPT);
            if (shift < 0.05) {
                assertEquals(
                        found.examplesSha256(), again.intervals(read, trips).examplesSha256());
            } else {
                assertThrows(InvalidArgumentException.class, () -> again.intervals(read, trips));
            }
            Fitted known = read.withExamplesSha256(found.examplesSha256());
            assertTrue(again.intervals(known, trips).weights().stream().anyMatch(one -> one.standardError() > 0));
        }
    }

    /** A model that was learnt to the end is not replaced by one that says that it was not. */
    @Test
    void whatWasFoundIsNotReplacedByWorse() {
        List<Observation> some = CHOICES.subList(0, 40);
        Fitted found = learner().withoutIntervals().fit(some);
        double[] moved = found.parameters().clone();
        moved[0] += 0.5;
        Fitted elsewhere = found.withParameters(moved).edit().loss(Double.NaN).build();
        String refused = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> learner().intervals(elsewhere, some))
                        .getMessage());
        assertTrue(refused.contains("the search would continue from these weights"), refused);
    }

    @Test
    void passesAreHeardOfWhileTheyLast() {
        List<Fitted.Part> parts = new ArrayList<>();
        learner()
                .noise("gaussian")
                .samples(2)
                .threads(2)
                .withoutIntervals()
                .onPart(parts::add)
                .fit(CHOICES);
        assertTrue(parts.stream().filter(one -> one.pass() == 1).count() > 4, parts.toString());
        Fitted.Part last = parts.get(parts.size() - 1);
        assertEquals(400, last.done());
        assertEquals(400, last.examples());
    }

    @Test
    void epochsOfMiniBatchesAreHeardOfAsPasses() {
        List<Fitted.Part> parts = new ArrayList<>();
        learner()
                .noise("gaussian")
                .samples(2)
                .with("epochs", 3)
                .with("batch", 50)
                .threads(1)
                .withoutIntervals()
                .onPart(parts::add)
                .fit(CHOICES);
        for (int epoch = 1; epoch <= 3; epoch++) {
            int pass = epoch;
            List<Fitted.Part> own =
                    parts.stream().filter(part -> part.pass() == pass).toList();
            assertTrue(own.size() >= 8, own.toString());
            assertEquals(400, own.get(own.size() - 1).done());
            assertEquals(
                    own.stream().map(Fitted.Part::done).sorted().toList(),
                    own.stream().map(Fitted.Part::done).toList());
            assertTrue(own.stream().allMatch(part -> part.examples() == 400), own.toString());
        }
    }

    @Test
    void tableOfSettingsFitsTheBest() {
        List<FitSettings> grid =
                Tuning.grid(Tuning.grid(List.of(FitSettings.USUAL.with("noise", "gumbel")), "l2", 0, 100), "l1", 0, 10);
        assertEquals(4, grid.size());
        Tuning.Table tried = Tuning.crossValidate(
                grid,
                settings -> learner().with(settings),
                CHOICES,
                4,
                1,
                outcomes -> Metrics.named(outcomes, "exact match"));
        assertEquals(6, (tried + "x").lines().count(), tried.toString());
        Fitted fitted = tried.fit(CHOICES);
        assertEquals(0, fitted.settings().l1());
        assertEquals(400, fitted.examples());
    }

    /** An estimator of somebody else need not list its weights. */
    @Test
    void parametersAreWeightsWithoutErrorsUnlessMoreIsKnown() {
        Fitted found = learner().withoutIntervals().fit(CHOICES.subList(0, 40));
        Fitted made = Fitted.of(found.model(), found.parameters(), found.settings(), found.noise())
                .build();
        for (int k = 0; k < found.weights().size(); k++) {
            Weight weight = made.weights().get(k);
            assertEquals(found.weights().get(k).estimate(), weight.estimate(), 1e-12);
            assertEquals(WeightStatus.NOT_MEASURED, weight.status());
        }
        double[] fewer = {};
        String refused = String.valueOf(assertThrows(
                        InvalidArgumentException.class,
                        () -> Fitted.of(found.model(), fewer, found.settings(), found.noise()))
                .getMessage());
        assertTrue(refused.startsWith("there are 0 parameters for "), refused);
    }
}
