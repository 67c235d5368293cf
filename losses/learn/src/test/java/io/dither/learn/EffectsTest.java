package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.diagnose.SimulatedTrips;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Splittable;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectsTest {
    private static final int OFFERS = 12;
    private static final List<String> GROUPS = names(OFFERS);

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(g -> "g" + g).toList();
    }

    /** Choices among offers with one feature, and a taste for each offer of the given size that no feature shows. */
    private static List<Observation> choices(int count, double size, long seed) {
        KeyedRandom random = new KeyedRandom(7);
        double[] taste = IntStream.range(0, OFFERS)
                .mapToDouble(g -> size * random.nextGaussian())
                .toArray();
        random.startSample(seed);
        LinearOracle offers = Oracles.argmax(OFFERS);
        List<Observation> all = new ArrayList<>();
        for (int e = 0; e < count; e++) {
            double[][] rows = new double[OFFERS][1];
            double[] costs = new double[OFFERS];
            double[] seen = new double[OFFERS];
            for (int i = 0; i < OFFERS; i++) {
                rows[i][0] = random.nextGaussian();
                costs[i] = rows[i][0] + taste[i];
                seen[i] = costs[i] - Math.log(-Math.log(random.nextDouble()));
            }
            Features features = Features.of(rows).withGroups(GROUPS.toArray(String[]::new));
            all.add(Observation.of(seed + "/" + e, features, offers, Decision.of(offers.solve(seen)))
                    .withCosts(costs));
        }
        return all;
    }

    private static SharedLinearModel model(List<String> groups) {
        return SharedLinearModel.of("quality").withEffects(groups, false);
    }

    private static Learner learner(SharedLinearModel model) {
        return Learner.of(model).noise("gumbel");
    }

    private static double regret(Fitted fitted, List<Observation> held) {
        return Metrics.named(Outcome.all(held, fitted), "regret").value();
    }

    @Test
    void aModelWithoutGroupsIsThatWithoutEffects() {
        assertTrue(SharedLinearModel.of("a").withEffects(List.of(), true).isLinear());
    }

    @Test
    void effectsFindWhatFeaturesDoNotExplain() {
        List<Observation> training = choices(250, 1, 1);
        List<Observation> held = choices(300, 1, 2);
        Fitted without = learner(SharedLinearModel.of("quality")).fit(training);
        Fitted with = learner(model(GROUPS)).fit(training);
        assertEquals(Fitted.Status.CONVERGED, with.status(), with.message());
        assertTrue(regret(with, held) < 0.3 * regret(without, held), regret(with, held) + " " + regret(without, held));
        assertEquals(
                List.of("quality"),
                with.weights().stream().map(one -> one.name()).toList());
        assertEquals("the model has effects", with.weight("quality").note());
        assertEquals(GROUPS, List.copyOf(with.effects().keySet()));
    }

    @Test
    void theChosenRidgeIsStrongWhereThereIsNothingToFind() {
        for (double size : new double[] {0, 1}) {
            List<Observation> training = choices(150, size, 3);
            Tuning.Table tried = Tuning.crossValidate(
                    Tuning.ridges(FitSettings.USUAL.with("noise", "gumbel")),
                    settings -> Learner.of(model(GROUPS)).with(settings),
                    training,
                    3,
                    0,
                    outcomes -> Metrics.named(outcomes, "regret"));
            FitSettings best = tried.best().setting();
            List<Observation> held = choices(300, size, 4);
            double chosen = regret(Learner.of(model(GROUPS)).with(best).fit(training), held);
            double without = regret(learner(SharedLinearModel.of("quality")).fit(training), held);
            assertEquals(size == 0, best.effectsRidge() == 1, best.toString());
            assertTrue(size == 0 ? chosen < without + 0.01 : chosen < 0.5 * without, chosen + " " + without);
        }
    }

    /** However many groups there are besides. */
    @Test
    void groupsThatAreNeverSeenHaveNoEffect() {
        List<Observation> training = choices(40, 1, 1);
        List<String> more = Stream.concat(GROUPS.stream(), names(300).stream().map(name -> "never " + name))
                .toList();
        Fitted few = learner(model(GROUPS)).fit(training);
        Fitted many = learner(model(more)).fit(training);
        assertArrayEquals(few.parameters(), Arrays.copyOf(many.parameters(), OFFERS + 1), 1e-6);
        assertEquals(
                300,
                many.effects().values().stream().filter(effect -> effect == 0).count());
        Features others = Features.of(new double[] {1}, new double[] {2}).withGroups("unknown", "g0");
        double[] theta = few.model().theta(few.parameters(), others);
        assertEquals(few.weight("quality").estimate(), theta[0], 1e-12);
        assertEquals(2 * theta[0] + few.effects().get("g0"), theta[1], 1e-12);
    }

    /** Trips touch more effects than a block has room for at first. */
    @Test
    void costsOfPathsStayAtLeast0() {
        SimulatedTrips streets = new SimulatedTrips(12, 3);
        int roads = streets.features.rows();
        String[] groups = names(roads).toArray(String[]::new);
        Features features = streets.features.withGroups(groups);
        List<Observation> trips = streets.trips(24, Noise.gamma(5), 0.1, false, 4).stream()
                .map(one -> Observation.of(one.id(), features, one.oracle(), (Decision) one.target()))
                .toList();
        SharedLinearModel model =
                SharedLinearModel.of("length", "climb", "light").withEffects(List.of(groups), true);
        IntFunction<Fitted> fit = threads -> Learner.of(model)
                .samples(20)
                .with("effectsRidge", 1e-4)
                .iterations(4)
                .threads(threads)
                .fit(trips);
        Fitted fitted = fit.apply(1);
        assertArrayEquals(fitted.parameters(), fit.apply(2).parameters());
        double[] theta = fitted.model().theta(fitted.parameters(), features);
        assertTrue(Arrays.stream(theta).min().orElseThrow() >= 0);
        double[] split = Splittable.of(fitted.model()).split(fitted.parameters(), features, 5);
        assertEquals(theta[5], Arrays.stream(split).sum(), 1e-12);
    }

    @Test
    void savedAndLoadedItDecidesTheSame(@TempDir Path folder) {
        Fitted fitted = learner(model(GROUPS)).fit(choices(50, 1, 1));
        SavedModel.of(fitted).save(folder);
        Fitted loaded = SavedModel.load(folder).fitted();
        assertEquals(fitted.effects(), loaded.effects());
        Features features = choices(1, 1, 9).get(0).features();
        assertArrayEquals(
                fitted.model().theta(fitted.parameters(), features),
                loaded.model().theta(loaded.parameters(), features));
    }

    @Test
    void theJackknifeTellsHowSureWeightsAreBesideEffects() {
        List<Observation> training = choices(25, 1, 1);
        Fitted fitted =
                learner(model(GROUPS)).errors(FitSettings.Errors.JACKKNIFE).fit(training);
        assertTrue(fitted.weight("quality").standardError() > 0.05, fitted.toString());
    }

    /** In units of a weight, epsilon is one over it and effects are over it; the ridge, which is measured in epsilon, is the same. */
    @Test
    void epsilonIsLearntBesideEffects() {
        List<Observation> training = choices(250, 1, 1);
        Fitted free = learner(model(GROUPS)).tolerance(1e-7).fit(training);
        Fitted fixed = learner(model(GROUPS)).fix("quality", 1).tolerance(1e-7).fit(training);
        double weight = free.weight("quality").estimate();
        assertEquals(1, fixed.weight("quality").estimate(), 1e-12);
        assertEquals(1 / weight, fixed.epsilon(), 1e-4);
        assertEquals(1, fixed.epsilon(), 0.2, "the truth");
        free.effects()
                .forEach((group, effect) ->
                        assertEquals(effect / weight, fixed.effects().getOrDefault(group, Double.NaN), 1e-3, group));
        assertTrue(Double.isNaN(fixed.epsilonError()), "no interval beside effects");
        List<Observation> few = training.subList(0, 30);
        Fitted jackknife = learner(model(GROUPS))
                .fix("quality", 1)
                .errors(FitSettings.Errors.JACKKNIFE)
                .fit(few);
        assertTrue(jackknife.epsilonError() > 0.05, jackknife.toString());
    }

    /** Costs that stop at 0 grow with epsilon as others do. */
    @Test
    void epsilonIsLearntBesideEffectsWhereCostsAreAtLeastZero() {
        List<Observation> trips = new ArrayList<>();
        for (Observation one : new SimulatedTrips(4, 1).trips(60, Noise.gamma(5), 0.1, false, 4)) {
            Features features = one.features();
            String[] groups = new String[features.rows()];
            Arrays.setAll(groups, row -> "g" + row % 7);
            trips.add(one.withFeatures(features.withGroups(groups)));
        }
        String[] names = IntStream.range(0, trips.get(0).features().columns())
                .mapToObj(k -> "x" + k)
                .toArray(String[]::new);
        SharedLinearModel model = SharedLinearModel.of(names).withEffects(names(7), true);
        Learner learner = Learner.of(model).samples(5).withoutIntervals();
        Fitted free = learner.fit(trips);
        Fitted fixed = learner.fix("x0", 1).fit(trips);
        double weight = free.weight("x0").estimate();
        assertEquals(1 / weight, fixed.epsilon(), 0.05 / weight);
        for (String name : names) {
            assertEquals(
                    free.weight(name).estimate() / weight, fixed.weight(name).estimate(), 0.05);
        }
        assertEquals(free.loss(), fixed.loss(), 1e-3 * Math.abs(free.loss()));
    }

    @Test
    void refusesWhatEffectsCannotDo() {
        List<Observation> training = choices(20, 1, 1);
        assertRefused(
                "moments are as many as unknowns",
                () -> learner(model(GROUPS)).moments().fit(training));
        assertRefused(
                "no weight is fixed",
                () -> learner(model(GROUPS)).learnEpsilon().fit(training));
        assertRefused("contain a name twice", () -> model(List.of("a", "a")));
        assertRefused("1 groups for 2 rows", () -> Features.of(new double[2][1]).withGroups("a"));
        LinearOracle paths = new SimulatedTrips(3, 1)
                .trips(1, Noise.gamma(5), 0.1, false, 4)
                .get(0)
                .oracle();
        Features streets = Features.of(new double[paths.dimension()], 1);
        List<Observation> trip =
                List.of(Observation.of("e", streets, paths, Decision.of(paths.solve(new double[paths.dimension()]))));
        assertRefused("may take costs below 0", () -> Learner.of(model(GROUPS)).fit(trip));
    }

    private static void assertRefused(String words, org.junit.jupiter.api.function.Executable what) {
        String message = assertThrows(InvalidArgumentException.class, what).getMessage();
        assertTrue(message.contains(words), message);
    }
}
