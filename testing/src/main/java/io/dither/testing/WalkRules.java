package io.dither.testing;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * R20 and R21: walks of oracles that have a {@link Neighbourhood}. On a set of few points, R21 proposes many moves at
 * each point and checks detailed balance: pi(y) q(y'|y) a(y, y') must be symmetric in y and y', where pi is the law
 * exp(&lt;scores, y&gt;) up to a factor, q the probability of a proposal, and a the probability of its acceptance.
 */
final class WalkRules {
    /** The number of steps of a walk whose points are checked. */
    private static final int STEPS = 60;
    /** The largest number of points for which flows are compared. */
    private static final int MAX_POINTS = 120;

    /** The number of proposals from each point. */
    private static final int PROPOSALS = 3_000;
    /** The largest accepted rounding error: of a flow, or of a coordinate y relative to 1 + |y|. */
    private static final double ROUNDING = 1e-9;
    /**
     * The largest accepted difference of two flows, in standard errors; it is large because thousands of pairs are
     * compared.
     */
    private static final double MAX_ERRORS = 6;

    private WalkRules() {}

    /** Applies a rule to a walk of the oracle; skips the rule if the oracle has no walks. */
    private static RuleResult withWalk(Probe probe, Function<Walk, RuleResult> rule) {
        Neighbourhood neighbourhood = probe.oracle.as(Neighbourhood.class).orElse(null);
        if (neighbourhood == null) {
            return probe.skipped("the oracle has no neighbourhood");
        }
        try (Walk walk = neighbourhood.walk()) {
            return rule.apply(walk);
        }
    }

    /** R20: single steps. */
    static RuleResult steps(Probe probe) {
        return withWalk(probe, walk -> probe.checkEach(i -> stepsFault(probe, walk, i)));
    }

    /** Walks some steps from a new starting point; returns the fault, empty if there is none. */
    private static String stepsFault(Probe probe, Walk walk, int index) {
        double[] scores = scores(probe, index);
        KeyedRandom random = new KeyedRandom(probe.contract.seed);
        random.startSample(index);
        Move move = new Move();
        walk.begin(random);
        Vertex longer = new Vertex(probe.oracle.dimension() + 1);
        if (accepts(() -> walk.begin(longer)) || accepts(() -> walk.write(longer))) {
            return "it accepts a vertex of another dimension without an InvalidArgumentException";
        }
        for (int step = 0; step < STEPS; step++) {
            double[] before = point(probe, walk);
            String fault = feasibilityFault(probe, before);
            double logRatio = walk.propose(random, scores, move);
            fault += difference("proposing changes the state: ", before, point(probe, walk));
            if (Double.isNaN(logRatio) || logRatio == Double.POSITIVE_INFINITY) {
                return "the logarithm of the ratio is " + logRatio;
            }
            if (logRatio != Double.NEGATIVE_INFINITY) {
                double[] announced = before.clone();
                move.addTo(announced);
                walk.apply();
                fault += difference("a move makes another change than it announces: ", announced, point(probe, walk));
            }
            if (logRatio != Double.NEGATIVE_INFINITY && fault.isEmpty()) {
                // begin(vertex) must also work after a proposal that is not applied
                walk.propose(random, scores, move);
                walk.begin(vertex(before));
                fault += difference("begin(vertex) does not set the state to the vertex: ", before, point(probe, walk));
                logRatio = walk.propose(random, scores, move);
                if (logRatio != Double.NEGATIVE_INFINITY) {
                    walk.apply();
                }
            }
            if (!fault.isEmpty()) {
                return "in step " + step + ", " + fault;
            }
        }
        return "";
    }

    /** Returns whether a call does not throw an InvalidArgumentException; any other exception counts as accepting. */
    private static boolean accepts(Runnable call) {
        try {
            call.run();
            return true;
        } catch (InvalidArgumentException refused) {
            return false;
        } catch (RuntimeException other) {
            return true;
        }
    }

    /** Returns the fault if a point is not feasible, as far as that is known; empty if it is feasible. */
    private static String feasibilityFault(Probe probe, double[] y) {
        String fault = probe.oracle
                .as(Membership.class)
                .flatMap(membership -> membership.violation(y.clone()))
                .orElse("");
        BruteForceOracle vertices = probe.contract.complete ? probe.contract.points : null;
        boolean isListed = vertices == null || vertices.containsPoint(y, ROUNDING);
        boolean passesTest = probe.contract.feasible == null || probe.contract.feasible.test(y.clone());
        return fault.isEmpty() && isListed && passesTest ? "" : Answer.text(y) + " is not feasible " + fault;
    }

    /** Returns the fault if two points are different; empty if they are the same. */
    private static String difference(String prefix, double[] expected, double[] actual) {
        return Arrays.equals(expected, actual)
                ? ""
                : prefix + Answer.text(actual) + " instead of " + Answer.text(expected);
    }

    /** Returns a theta as scores: costs change their sign, and the largest magnitude becomes 1, unless all are 0. */
    private static double[] scores(Probe probe, int index) {
        double[] theta = probe.theta(index);
        double largest = Arrays.stream(theta).map(Math::abs).max().orElse(0);
        double scale = probe.sense().sign() / Math.max(largest, 1e-300); // no division by 0
        return Arrays.stream(theta).map(x -> scale * x).toArray();
    }

    /** Returns the point of a walk; + 0.0 turns negative zeros into zeros. */
    private static double[] point(Probe probe, Walk walk) {
        Vertex y = new Vertex(probe.oracle.dimension());
        walk.write(y);
        return Arrays.stream(y.toArray()).map(x -> x + 0.0).toArray();
    }

    private static Vertex vertex(double[] y) {
        Vertex vertex = new Vertex(y.length);
        System.arraycopy(y, 0, vertex.dense(), 0, y.length);
        return vertex;
    }

    /** R21: reachability and detailed balance. */
    static RuleResult balance(Probe probe) {
        return withWalk(
                probe, walk -> walk.isExact() ? balance(probe, walk) : probe.skipped("the walk is approximate"));
    }

    private static RuleResult balance(Probe probe, Walk walk) {
        double[] scores = scores(probe, 0);
        Map<List<Double>, Integer> indices = new HashMap<>(); // of points, by their coordinates
        List<Map<Integer, double[]>> flows = new ArrayList<>(); // by the index of the first point, then of the second
        List<double[]> points = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(probe.contract.seed);
        walk.begin(random);
        points.add(point(probe, walk));
        indices.put(key(points.get(0)), 0);
        for (int from = 0; from < points.size(); from++) {
            if (points.size() > MAX_POINTS) {
                return probe.skipped("more than " + MAX_POINTS + " points are too many to compare flows");
            }
            random.startSample(1L + from);
            flows.add(flows(walk, points, from, indices, scores, random));
        }
        BruteForceOracle vertices = probe.contract.complete ? probe.contract.points : null;
        if (vertices != null && vertices.count() != points.size()) {
            return probe.failed("it reaches " + points.size() + " of " + vertices.count() + " points");
        }
        int pairs = 0;
        for (int from = 0; from < points.size(); from++) {
            for (Map.Entry<Integer, double[]> flow : flows.get(from).entrySet()) {
                double[] back = flows.get(flow.getKey()).getOrDefault(from, new double[2]);
                double forward = weight(points, from, scores) * flow.getValue()[0];
                double backward = weight(points, flow.getKey(), scores) * back[0];
                double error = Math.hypot(
                        weight(points, from, scores) * error(flow.getValue()),
                        weight(points, flow.getKey(), scores) * error(back));
                if (Math.abs(forward - backward) > MAX_ERRORS * error + ROUNDING) {
                    return probe.failed("from " + Answer.text(points.get(from)) + " to "
                            + Answer.text(points.get(flow.getKey())) + " flows " + forward + ", back " + backward
                            + ", with a standard error of " + error);
                }
                pairs++;
            }
        }
        return probe.passed(points.size() + " points, " + pairs + " flows");
    }

    /**
     * Returns the flows from a point to each other point by index. A flow has two numbers, both over all proposals: the
     * mean of the probability of acceptance, which counts as 0 if the proposal leads to another point, and the mean of
     * its square. Adds new points to {@code points} and {@code indices}.
     */
    private static Map<Integer, double[]> flows(
            Walk walk,
            List<double[]> points,
            int from,
            Map<List<Double>, Integer> indices,
            double[] scores,
            KeyedRandom random) {
        Map<Integer, double[]> flows = new HashMap<>();
        Move move = new Move();
        walk.begin(vertex(points.get(from)));
        for (int i = 0; i < PROPOSALS; i++) {
            double logRatio = walk.propose(random, scores, move);
            if (logRatio == Double.NEGATIVE_INFINITY) {
                continue;
            }
            double[] target = points.get(from).clone();
            move.addTo(target);
            int to = indices.computeIfAbsent(key(target), unknown -> points.size());
            if (to == points.size()) {
                points.add(target);
            }
            double acceptance = Math.min(1, Math.exp(logRatio + move.dot(scores)));
            double[] means = flows.computeIfAbsent(to, none -> new double[2]);
            means[0] += acceptance / PROPOSALS;
            means[1] += acceptance * acceptance / PROPOSALS;
        }
        flows.remove(from);
        return flows;
    }

    /**
     * Returns the standard error of a flow of {@link #flows}. It is above 0 even for a flow of 0, because a rare move
     * may not have been drawn.
     */
    private static double error(double[] flow) {
        double minVariance = 1.0 / PROPOSALS;
        return Math.sqrt(Math.max(minVariance, flow[1] - flow[0] * flow[0]) / PROPOSALS);
    }

    /** Returns the weight exp(&lt;scores, y&gt;) of a point, relative to the first point. */
    private static double weight(List<double[]> points, int k, double[] scores) {
        double[] y = points.get(k);
        return Math.exp(IntStream.range(0, y.length)
                .mapToDouble(i -> scores[i] * (y[i] - points.get(0)[i]))
                .sum());
    }

    /** Returns a point as a key of maps; + 0.0 turns negative zeros into zeros. */
    private static List<Double> key(double[] y) {
        return Arrays.stream(y).map(x -> x + 0.0).boxed().toList();
    }
}
