package io.dither.experiments.localsearch;

import io.dither.experiments.plannerroutes.PlannedDay;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decisions on problems of one kind.
 *
 * @param model the model of costs
 * @param train decisions to learn from
 * @param test decisions to predict
 * @param truth the weights that decided, or none where these are not known
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Problem(SharedLinearModel model, List<Case> train, List<Case> test, double[] truth) {
    /** A problem with its features and a decision; {@code relaxed} is an assignment whose points include those of the oracle. */
    record Case(LinearOracle oracle, Optional<LinearOracle> relaxed, Features features, Decision decision) {
        /** Returns the best known decision: routes by annealing, which finds shorter ones than a search of equal time; others exactly. */
        Vertex answer(double[] theta) {
            double cold = COLD * Arrays.stream(theta).map(Math::abs).average().orElse(0);
            return (relaxed.isPresent() && cold > 0 ? new Annealed(oracle, cold, JUDGED, 0) : oracle).answer(theta);
        }

        double[] theta(SharedLinearModel model, double[] weights) {
            return model.theta(weights, features);
        }
    }

    /** The quality of decisions by learnt weights: the share of what was decided that they miss, and their regret at the true weights. */
    record Judged(double missed, double regret) {}

    /** The largest number of steps of chains whose ends are decisions, and their steps per coordinate. */
    private static final int STEPS = 200_000;

    private static final int STEPS_EACH = 100;
    /** The steps of the cooling chain by which decisions are measured. */
    private static final int JUDGED = 100_000;
    /** Its last temperature over the mean of |theta|, so that the scale of learnt weights changes no decision. */
    private static final double COLD = 0.02;

    /** Draws decisions: by the Gibbs law of costs, or by the solver at costs with Gaussian noise. */
    @SuppressWarnings("EnumOrdinal") // a part of the key of the random numbers
    static Problem made(Kind kind, boolean gibbs, int days, Path roster, long seed) {
        SharedLinearModel model = SharedLinearModel.of("first", "second", "third");
        List<Case> cases = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(seed);
        for (int i = 0; i < days + days / 2; i++) {
            random.key(seed, kind.ordinal(), i);
            random.sample(0);
            LinearOracle oracle = kind.oracle(roster, random);
            Features features = kind.features(oracle.dimension(), random);
            double[] theta = model.theta(kind.truth(), features);
            Decision decision = gibbs
                    ? Decision.of(new Annealed(oracle, 1, steps(theta), random.nextLong()).answer(theta))
                    : solved(oracle, theta, random);
            cases.add(new Case(oracle, kind.relaxed(), features, decision));
        }
        return new Problem(model, cases.subList(0, days), cases.subList(days, cases.size()), kind.truth());
    }

    /** Takes the decisions of planners, on days drawn at random. */
    static Problem planned(List<PlannedDay> planned, int days, long seed) {
        List<PlannedDay> order = new ArrayList<>(planned);
        KeyedRandom random = new KeyedRandom(seed);
        List<Case> cases = new ArrayList<>();
        while (cases.size() < days + days / 2 && !order.isEmpty()) {
            PlannedDay day = order.remove(random.nextInt(order.size()));
            cases.add(new Case(
                    day.routes(), Optional.of(day.day().oracle()), day.day().features(), (Decision)
                            day.day().target()));
        }
        SharedLinearModel model = SharedLinearModel.of(PlannedDay.features().toArray(String[]::new));
        int train = Math.min(days, cases.size() - 1);
        return new Problem(model, cases.subList(0, train), cases.subList(train, cases.size()), new double[0]);
    }

    private static int steps(double[] theta) {
        return Math.min(STEPS, STEPS_EACH * theta.length);
    }

    private static Decision solved(LinearOracle oracle, double[] theta, KeyedRandom random) {
        double[] noisy = new double[theta.length];
        Arrays.setAll(noisy, i -> theta[i] + random.nextGaussian());
        return Decision.of(oracle.answer(noisy));
    }

    /** Judges the solver's answers at learnt weights by the decisions held out. */
    Judged judged(double[] weights) {
        double missed = 0;
        double decided = 0;
        double regret = 0;
        double sum = 0;
        for (Case heldOut : test) {
            Vertex answer = heldOut.answer(heldOut.theta(model, weights));
            double[] y = answer.toArray();
            Vertex decision = heldOut.decision().feasibleFor(heldOut.oracle());
            for (int k = 0; k < decision.size(); k++) {
                decided += decision.value(k);
                missed += Math.max(0, decision.value(k) - y[decision.index(k)]);
            }
            if (truth.length > 0) {
                double[] theta = heldOut.theta(model, truth);
                double best = heldOut.answer(theta).dot(theta);
                regret += heldOut.oracle().sense().sign() * (best - answer.dot(theta));
                sum += Math.abs(best);
            }
        }
        return new Judged(missed / decided, regret / sum);
    }
}
