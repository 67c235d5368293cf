package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.layer.KeyedSum;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.internal.evaluate.LocalEvaluator;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Newton's steps end where those of L-BFGS do, with the errors of differences. */
class NewtonTest {
    private static final String[] NAMES = {"price", "time", "comfort"};

    /** Fits with an evaluator whose sums have no Hessian. */
    private static Fitted plain(List<Observation> choices, UnaryOperator<Learner> settings) {
        SharedLinearModel model = SharedLinearModel.of(NAMES);
        Learner learner = settings.apply(Learner.of(model).with("noise", "gumbel"));
        LinearOracle oracle = BlockEvaluator.inOrder(choices).get(0).oracle();
        BlockEvaluator blocks = new BlockEvaluator(model, learner.job().criterionOn(oracle), 0, choices);
        blocks.use(model.standardisedBy(KeyedSum.total(blocks.featureSums())));
        Evaluator local = new LocalEvaluator(blocks, 1, () -> false, part -> {});
        Evaluator plain = new OwnSums(
                local,
                request -> local.sums(new Evaluator.Request(
                        request.parameters(),
                        request.epsilon(),
                        request.step(),
                        request.samples(),
                        request.batch(),
                        false)));
        return learner.fit(blocks.model(), oracle, plain);
    }

    private interface Rows {
        double[] of(Random random);
    }

    private static List<Observation> choices(LinearOracle oracle, int count, double noise, Rows rows) {
        Random random = new Random(3);
        List<Observation> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[][] features = new double[oracle.dimension()][];
            double[] theta = new double[features.length];
            for (int j = 0; j < features.length; j++) {
                features[j] = rows.of(random);
                double gumbel = -Math.log(-Math.log(random.nextDouble()));
                theta[j] = -features[j][0] + features[j][1] / 2 + noise * gumbel;
            }
            choices.add(Observation.of("t" + i, Features.of(features), oracle, Decision.of(oracle.solve(theta)))
                    .withWeight(1 + i % 3));
        }
        return choices;
    }

    private static double[] normal(Random random) {
        return new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
    }

    private static Fitted fit(List<Observation> choices, UnaryOperator<Learner> settings) {
        return settings.apply(Learner.of(SharedLinearModel.of(NAMES)).with("noise", "gumbel"))
                .fit(choices);
    }

    private static void requireSame(Fitted newton, Fitted other) {
        assertEquals(other.status(), newton.status());
        assertEquals(other.message(), newton.message());
        assertEquals(other.loss(), newton.loss(), 1e-9);
        for (int k = 0; k < newton.weights().size(); k++) {
            Weight weight = newton.weights().get(k);
            Weight known = other.weights().get(k);
            assertEquals(known.status(), weight.status());
            assertEquals(known.estimate(), weight.estimate(), 1e-7);
            assertEquals(known.standardError(), weight.standardError(), 1e-6);
        }
    }

    @Test
    void theEstimatesAndErrorsAreThoseOfOtherMeans() {
        List<UnaryOperator<Learner>> settings = List.of(
                learner -> learner,
                learner -> learner.l2(0.1),
                learner -> learner.l1(0.05),
                learner -> learner.fix("time", 0.4).with("epsilon", 1.0),
                learner -> learner.bound("comfort", 0.1, 2),
                learner -> learner.with("epsilon", 0.5));
        for (LinearOracle oracle : List.of(Oracles.argmax(3), Oracles.hypercube(2))) {
            List<Observation> choices = choices(oracle, 60, 1, NewtonTest::normal);
            for (UnaryOperator<Learner> setting : settings) {
                requireSame(fit(choices, setting), plain(choices, setting));
            }
        }
        List<Observation> pairs = choices(Oracles.topK(4, 2), 8, 1, NewtonTest::normal); // slow: by quadrature
        requireSame(fit(pairs, Learner::withoutIntervals), plain(pairs, Learner::withoutIntervals));
    }

    @Test
    void fewPassesEndTheSearch() {
        List<Observation> choices = choices(Oracles.argmax(3), 500, 1, NewtonTest::normal);
        List<Fitted.Progress> steps = new ArrayList<>();
        Fitted fitted = Learner.of(SharedLinearModel.of(NAMES))
                .with("noise", "gumbel")
                .onProgress(steps::add)
                .fit(choices);
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        assertTrue(steps.size() <= 8, steps.size() + " steps");
        assertArrayEquals(
                fitted.parameters(),
                Learner.of(SharedLinearModel.of(NAMES))
                        .with("noise", "gumbel")
                        .with("threads", 3)
                        .fit(choices)
                        .parameters());
    }

    /** The search begins where that on a part of the examples ends. */
    @Test
    void largeHistoriesNeedFewPasses() {
        List<Observation> choices = choices(Oracles.argmax(2), 66_000, 1, NewtonTest::normal);
        List<Fitted.Progress> steps = new ArrayList<>();
        Fitted fitted = fit(choices, learner -> learner.withoutIntervals().onProgress(steps::add));
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        assertTrue(steps.size() <= 4, steps.size() + " steps");
        Fitted again = fit(
                choices,
                learner ->
                        learner.withoutIntervals().startAt(fitted.parameters()).with("threads", 2));
        assertArrayEquals(fitted.parameters(), again.parameters(), 1e-9);
    }

    @Test
    void featuresThatFollowOthersAreNotIdentified() {
        List<Observation> choices = choices(Oracles.argmax(3), 300, 1, random -> {
            double[] row = normal(random);
            row[2] = row[0] + row[1];
            return row;
        });
        Fitted fitted = fit(choices, learner -> learner);
        assertEquals(Fitted.Status.UNIDENTIFIED, fitted.status());
        assertEquals(WeightStatus.NOT_IDENTIFIED, fitted.weights().get(0).status());
        requireSame(fitted, plain(choices, learner -> learner));
    }

    @Test
    void aFeatureThatDecidesAllHasNoEnd() {
        Rows rows = random -> new double[] {random.nextGaussian(), 0, random.nextGaussian()};
        List<Observation> choices = choices(Oracles.argmax(3), 300, 0, rows);
        Fitted fitted = fit(choices, learner -> learner);
        assertEquals(Fitted.Status.UNIDENTIFIED, fitted.status());
        assertEquals(WeightStatus.NO_FINITE_ESTIMATE, fitted.weights().get(0).status());
        assertTrue(fitted.message().contains("'price', 'comfort' separate the decisions"), fitted.message());
    }
}
