package io.dither.experiments.localsearch;

import io.dither.experiments.plannerroutes.PlannedDay;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
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
 * A history of decisions on problems of one kind, a part to learn from and a part to predict.
 *
 * @param model the model of costs
 * @param train decisions to learn from
 * @param test decisions to predict
 * @param truth the weights by which decisions were made; empty if they are unknown
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record History(SharedLinearModel model, List<Case> train, List<Case> test, double[] truth) {
    /**
     * One problem with its features, and the decision that was taken. {@code relaxed} is an assignment problem whose solutions include the
     * routes of the oracle; it is empty if decisions are not routes.
     */
    record Case(LinearOracle oracle, Optional<LinearOracle> relaxed, Features features, Decision decision) {
        /**
         * Returns the best known decision: routes by annealing, which finds shorter routes than a search of equal time; other decisions
         * exactly.
         */
        Vertex answer(double[] theta) {
            // 0 only if theta is 0: then all decisions are equally good, and annealing needs a temperature above 0
            double cold = COLD * Arrays.stream(theta).map(Math::abs).average().orElse(0);
            return (relaxed.isPresent() && cold > 0 ? new Annealed(oracle, cold, MEASURING_STEPS, 0) : oracle)
                    .answer(theta);
        }

        double[] theta(SharedLinearModel model, double[] weights) {
            return model.theta(weights, features);
        }
    }

    /**
     * The quality of decisions by learnt weights.
     *
     * @param missed the share of the observed items, shifts or arcs that are not in these decisions
     * @param regret the sum of their regrets at the true weights, divided by the sum of the best values; NaN without true weights
     */
    record Quality(double missed, double regret) {}

    /** The largest number of steps of a chain whose end is a decision. */
    private static final int MOST_STEPS = 200_000;

    /** The number of steps per coordinate of a chain whose end is a decision. */
    private static final int STEPS_PER_COORDINATE = 100;
    /** The steps of the cooling chain by which decisions are measured. */
    private static final int MEASURING_STEPS = 100_000;
    /**
     * The last temperature of the chain by which decisions are measured, divided by the mean of |theta|, so that the scale of learnt weights
     * changes no decision.
     */
    private static final double COLD = 0.02;

    /** Draws decisions: by the Gibbs law of costs, or by the solver at costs with Gaussian noise. */
    @SuppressWarnings("EnumOrdinal") // a part of the key of the random numbers
    static History simulated(Kind kind, boolean isGibbs, int days, Path roster, long seed) {
        SharedLinearModel model = SharedLinearModel.of("first", "second", "third");
        List<Case> cases = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(seed);
        for (int i = 0; i < days + days / 2; i++) {
            random.setKey(seed, kind.ordinal(), i);
            random.startSample(0);
            LinearOracle oracle = kind.oracle(roster, random);
            Features features = kind.features(oracle.dimension(), random);
            double[] theta = model.theta(kind.truth(), features);
            // a chain of many steps that cools to the temperature 1 ends almost at a draw from the Gibbs law
            Decision decision = isGibbs
                    ? Decision.of(new Annealed(oracle, 1, steps(theta), random.nextLong()).answer(theta))
                    : solved(oracle, theta, random);
            cases.add(new Case(oracle, kind.relaxed(), features, decision));
        }
        return new History(model, cases.subList(0, days), cases.subList(days, cases.size()), kind.truth());
    }

    /** Takes the decisions of planners, on days drawn at random. */
    static History planned(List<PlannedDay> planned, int days, long seed) {
        List<PlannedDay> remaining = new ArrayList<>(planned);
        KeyedRandom random = new KeyedRandom(seed);
        List<Case> cases = new ArrayList<>();
        while (cases.size() < days + days / 2 && !remaining.isEmpty()) {
            PlannedDay day = remaining.remove(random.nextInt(remaining.size()));
            Observation plan = day.observation(); // its oracle is the assignment problem of the day
            cases.add(new Case(day.routes(), Optional.of(plan.oracle()), plan.features(), (Decision) plan.target()));
        }
        SharedLinearModel model = SharedLinearModel.of(PlannedDay.features().toArray(String[]::new));
        int train = Math.min(days, cases.size() - 1);
        return new History(model, cases.subList(0, train), cases.subList(train, cases.size()), new double[0]);
    }

    private static int steps(double[] theta) {
        return Math.min(MOST_STEPS, STEPS_PER_COORDINATE * theta.length);
    }

    private static Decision solved(LinearOracle oracle, double[] theta, KeyedRandom random) {
        double[] noisy = new double[theta.length];
        Arrays.setAll(noisy, i -> theta[i] + random.nextGaussian());
        return Decision.of(oracle.answer(noisy));
    }

    /** Compares the best known decisions at learnt weights with the held-out decisions. */
    Quality quality(double[] weights) {
        double missed = 0;
        double decided = 0;
        double regret = 0;
        double sumOfBest = 0;
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
                sumOfBest += Math.abs(best);
            }
        }
        // without true weights, both sums are 0 and the regret is NaN
        return new Quality(missed / decided, regret / sumOfBest);
    }
}
