package io.dither.testing;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Exchangeable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rules about the value &lt;theta, y&gt; + h(y) of the answers, and about the declared sense. */
final class ValueRules {
    /** Factors of thetas: 0.5, which gives exact products, and factors with rounded products. */
    private static final double[] FACTORS = {0.5, 3, 1000, 1e-3};

    private ValueRules() {}

    /** R4: no answer for another theta is better at a theta than the answer for this theta. */
    static RuleResult crossOptimality(Probe probe) {
        if (probe.has(Trait.HEURISTIC)) {
            return skipHeuristic(probe);
        }
        Answer[] answers = probe.solveAll();
        for (int i = 0; i < answers.length; i++) {
            double[] theta = probe.theta(i);
            for (int j = 0; j < answers.length; j++) {
                if (advantage(probe, theta, answers[i], answers[j]) > probe.slack(answers[i], answers[j], theta)) {
                    return probe.failed(
                            i,
                            "the answer has value " + answers[i].objective(theta) + ", but the answer for theta " + j
                                    + ", " + answers[j] + ", has " + answers[j].objective(theta));
                }
            }
        }
        return probe.passed(answers.length * answers.length + " pairs of thetas");
    }

    /** Returns by how much the rival is better than the answer at theta; below 0 if it is worse. */
    private static double advantage(Probe probe, double[] theta, Answer answer, Answer rival) {
        return probe.sense().sign() * (rival.objective(theta) - answer.objective(theta));
    }

    /** R5: value(a theta) = a value(theta) for a &gt; 0. */
    static RuleResult homogeneity(Probe probe) {
        if (probe.has(Trait.HEURISTIC) || probe.has(Trait.OFFSET)) {
            return probe.has(Trait.OFFSET) ? probe.skipped("the oracle has the trait OFFSET") : skipHeuristic(probe);
        }
        int scaledThetas = 0;
        try (OracleSession session = probe.oracle.openSession()) {
            for (int i = 0; i < probe.count(); i++) {
                double[] theta = probe.theta(i);
                double factor = FACTORS[i % FACTORS.length];
                double[] scaled = scaled(theta, factor);
                if (probe.oracle.domain().firstOutside(scaled) >= 0) {
                    continue;
                }
                scaledThetas++;
                Answer answer = probe.solve(session, theta);
                Answer scaledAnswer = probe.solve(session, scaled);
                double value = scaledAnswer.objective(scaled);
                double expected = factor * answer.objective(theta); // its error is up to factor * answer.gap()
                double gaps = scaledAnswer.gap() + factor * answer.gap();
                if (Math.abs(value - expected) > probe.tolerance(answer, scaledAnswer, scaled) + gaps) {
                    return probe.failed(
                            i,
                            "value(" + factor + " theta) = " + value + " is not " + factor + " value(theta) = "
                                    + expected);
                }
            }
        }
        return scaledThetas == 0
                ? probe.skipped("no scaled theta lies in the domain")
                : probe.passed(scaledThetas + " scaled thetas");
    }

    private static double[] scaled(double[] theta, double factor) {
        return Arrays.stream(theta).map(x -> factor * x).toArray();
    }

    /** R22: the value is the same if rows or columns of theta are exchanged. */
    static RuleResult exchange(Probe probe) {
        Exchangeable exchangeable = probe.oracle.as(Exchangeable.class).orElse(null);
        if (exchangeable == null || probe.has(Trait.HEURISTIC)) {
            return exchangeable == null
                    ? probe.skipped("the oracle does not say that coordinates are exchangeable")
                    : skipHeuristic(probe);
        }
        int d = probe.oracle.dimension();
        int columns = exchangeable.columns();
        if (columns < 1 || d % columns != 0) {
            return probe.failed(columns + " columns do not divide the dimension " + d);
        }
        Answer[] answers = probe.solveAll();
        return probe.checkEach(i -> {
            double[] theta = probe.theta(i);
            double[] exchangedTheta = exchanged(theta, i, columns);
            if (probe.oracle.domain().firstOutside(exchangedTheta) >= 0) {
                return "";
            }
            Answer answer = probe.solveFresh(exchangedTheta);
            double value = answer.objective(exchangedTheta);
            double expected = answers[i].objective(theta);
            return Math.abs(value - expected) <= probe.slack(answers[i], answer, theta)
                    ? ""
                    : "the value is " + expected + ", but " + value + " at " + Answer.text(exchangedTheta)
                            + ", with rows or columns exchanged";
        });
    }

    /** Returns theta with two neighbouring rows exchanged, and two neighbouring columns; the index chooses them. */
    private static double[] exchanged(double[] theta, int index, int columns) {
        int rows = theta.length / columns;
        double[] exchanged = new double[theta.length];
        for (int k = 0; k < theta.length; k++) {
            int row = afterExchange(k / columns, index, rows);
            int column = afterExchange(k % columns, index / rows, columns);
            exchanged[k] = theta[row * columns + column];
        }
        return exchanged;
    }

    /**
     * Returns which row (or column) is at a position after rows (or columns) {@code index} and {@code index + 1}, both
     * modulo {@code size}, are exchanged.
     */
    private static int afterExchange(int position, int index, int size) {
        int first = index % size;
        int second = (index + 1) % size;
        if (position == first) {
            return second;
        }
        return position == second ? first : position;
    }

    /** R6: sign * value is convex. */
    static RuleResult convexity(Probe probe) {
        if (probe.has(Trait.HEURISTIC)) {
            return skipHeuristic(probe);
        }
        Answer[] answers = probe.solveAll();
        try (OracleSession session = probe.oracle.openSession()) {
            for (int i = 0; i < answers.length; i++) {
                // the sampler draws 8 kinds of thetas in turn: indices 8 apart have equal scales, 11 apart others
                int j = (i + (i % 2 == 0 ? 8 : 11)) % answers.length;
                double[] otherTheta = probe.theta(j);
                double[] theta = probe.theta(i);
                double[] middle = middle(otherTheta, theta);
                Answer answer = probe.solve(session, middle);
                double value = answer.objective(middle);
                double mean = 0.5 * (answers[i].objective(theta) + answers[j].objective(otherTheta));
                double slack = probe.slack(answers[i], answer, theta) + probe.slack(answers[j], answer, otherTheta);
                if (probe.sense().sign() * (value - mean) > slack) {
                    return probe.failed(
                            i, "half way to theta " + j + " the value is " + value + ", the mean of the ends " + mean);
                }
            }
        }
        return probe.passed(answers.length + " segments");
    }

    private static double[] middle(double[] first, double[] second) {
        double[] middle = new double[first.length];
        Arrays.setAll(middle, i -> 0.5 * first[i] + 0.5 * second[i]);
        return middle;
    }

    /** R12: the answers follow theta in the declared sense. */
    static RuleResult sense(Probe probe) {
        Answer[] answers = probe.solveAll();
        double agreements = 0;
        for (int i = 0; i < answers.length; i++) {
            // mostly a theta of the same kind, because there are 8 kinds; for 2, 4 or 8 thetas, 8 would give j = i
            int j = (i + (8 % answers.length == 0 ? 1 : 8)) % answers.length;
            agreements += probe.sense().sign() * agreement(probe.theta(j), answers[j], probe.theta(i), answers[i]);
        }
        if (agreements < 0) {
            return probe.failed("the sum of sign * <theta - theta', y - y'> is negative (" + agreements
                    + "): the oracle declares " + probe.sense() + " but does "
                    + probe.sense().opposite()
                    + ", for instance on the thetas of seed " + probe.contract.seed);
        }
        return agreements == 0
                ? probe.skipped("the answers are the same for all thetas")
                : probe.passed(answers.length + " pairs of thetas");
    }

    /**
     * Returns the inner product of the differences, divided by the sum of its absolute terms, so that all pairs count
     * equally.
     */
    private static double agreement(double[] theta, Answer answer, double[] otherTheta, Answer otherAnswer) {
        double product = 0;
        double magnitude = 0;
        for (int k = 0; k < theta.length; k++) {
            double term =
                    (theta[k] - otherTheta[k]) * (answer.y()[k] - otherAnswer.y()[k]);
            product += term;
            magnitude += Math.abs(term);
        }
        return magnitude == 0 ? 0 : product / magnitude;
    }

    /** R14: no listed vertex or point is better than the answer. */
    static RuleResult bruteForce(Probe probe) {
        BruteForceOracle points = probe.contract.points;
        if (points == null || probe.has(Trait.HEURISTIC)) {
            return points == null ? probe.skipped("no list of vertices is given") : skipHeuristic(probe);
        }
        Answer[] answers = probe.solveAll();
        return probe.checkEach(i -> {
            double[] theta = probe.theta(i);
            Answer best = points.best(theta, probe.sense());
            return advantage(probe, theta, answers[i], best) > probe.slack(answers[i], best, theta)
                    ? "the answer " + answers[i] + " has value " + answers[i].objective(theta) + ", but " + best
                            + " has " + best.objective(theta)
                    : "";
        });
    }

    /** R19: no other answer, and no listed vertex or point, is better by more than the stated gap. */
    static RuleResult statedGap(Probe probe) {
        Answer[] answers = probe.solveAll();
        BruteForceOracle points = probe.contract.points;
        for (int i = 0; i < answers.length; i++) {
            double[] theta = probe.theta(i);
            List<Answer> rivals = new ArrayList<>(List.of(answers));
            if (points != null) {
                rivals.add(points.best(theta, probe.sense()));
            }
            for (Answer rival : rivals) {
                double advantage = advantage(probe, theta, answers[i], rival);
                if (advantage > answers[i].gap() + probe.tolerance(answers[i], rival, theta)) {
                    return probe.failed(
                            i,
                            "the answer " + answers[i] + " states that no other is better by more than "
                                    + answers[i].gap() + ", but " + rival + " is better by " + advantage);
                }
            }
        }
        return probe.passed();
    }

    private static RuleResult skipHeuristic(Probe probe) {
        return probe.skipped("the oracle has the trait HEURISTIC");
    }
}
