package io.dither.exact;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Input;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Trip;
import java.util.Arrays;

/**
 * Walks through a graph whose vertices have scales of their own: at u a traveller takes an arc with probability exp((score + V(head) -
 * V(u)) / mu(u)), V(u) = mu(u) log(sum of exp((score + V(head)) / mu(u))) (the nested recursive logit of Mai, Fosgerau and Frejinger
 * 2015). So paths that overlap may be substitutes of each other. With equal scales it is {@link SoftPaths}.
 *
 * <p>The coordinates from {@link PathOracle#firstScale()} on are log(mu(u) / eps); where there are none all scales are eps. Values are
 * a fixed point, found by Newton's method to about 1e-14 of the largest; slopes are implicit, one linear system a path. A walk that ends at the
 * target gains nothing there. Thread-safe.
 */
public final class NestedPaths {
    /** Ways that are tried to walk what a decision pays: as many as arcs for all paths that cross no vertex twice. */
    private static final int MOST_TRIES = 1_000_000;

    private final LinearOracle oracle;
    private final double epsilon;
    private final WalkCache<NestedWalks> cache = new WalkCache<>();

    private NestedPaths(LinearOracle oracle, double epsilon) {
        this.oracle = oracle;
        this.epsilon = epsilon;
    }

    /**
     * Creates the walks of an oracle.
     *
     * @param oracle an oracle over paths that pay their edges, turns or vertices
     * @param epsilon the unit of scales, above 0, in the units of theta
     * @return the walks
     * @throws InvalidArgumentException if epsilon is not positive or the oracle is another
     */
    public static NestedPaths of(LinearOracle oracle, double epsilon) {
        Arguments.positive("epsilon", epsilon);
        SoftPaths.trip(oracle);
        return new NestedPaths(oracle, epsilon);
    }

    /** {@return the oracle of examples that bring none} */
    public LinearOracle oracle() {
        return oracle;
    }

    /** {@return the unit of scales} */
    public double epsilon() {
        return epsilon;
    }

    /**
     * Returns the logarithm of the probability of one path, and its gradient in theta.
     *
     * @param input theta, and the oracle
     * @param y the path; read only
     * @return the logarithm, at most 0, with the gradient of length d
     * @throws io.dither.error.OracleException with code UNBOUNDED where costs are too small against the scales for a graph with
     *     cycles, INFEASIBLE where there is no path
     * @throws InvalidArgumentException if y is not a path
     */
    public ValueAndGradient logProbability(Input input, Vertex y) {
        LinearOracle set = input.oracle();
        double[] theta = input.theta();
        Thetas.check(theta, set.dimension());
        Trip trip = SoftPaths.trip(set);
        int first = set.as(PathOracle.class).orElseThrow().firstScale();
        boolean scaled = first < set.dimension();
        NestedWalks solved = cache.solved(theta, set.sense().sign(), trip, (walks, scores) -> {
            double[] logarithms = scaled ? walks.byVertex(theta, first) : new double[walks.size];
            return new NestedWalks(walks, walks.byArc(scores), logarithms, epsilon);
        });
        Walks walks = solved.walks();
        int from = walks.from(trip.source());
        double[] left = y.toArray();
        if (trip.network().isOnVertices()) {
            left[trip.source()]--;
        }
        double[] byArc = new double[walks.heads.length];
        double[] byVertex = new double[walks.size];
        double value = solved.logProbability(counts(walks, from, left), byArc, byVertex);
        double[] gradient = new double[theta.length];
        for (int a = 0; a < byArc.length; a++) {
            walks.add(a, set.sense().sign() * byArc[a], gradient);
        }
        if (scaled) {
            walks.addVertices(byVertex, first, gradient);
        }
        return ValueAndGradient.exact(value, gradient);
    }

    /** Returns how often the walk that pays all that is left takes each arc; tries the ways in their order. */
    private static double[] counts(Walks walks, int from, double[] left) {
        int most = (int) Arrays.stream(left).map(Math::abs).sum() + walks.size;
        int[] taken = new int[most + 1];
        int[] tails = new int[most + 1];
        int depth = 0;
        int u = from;
        int next = walks.start[u];
        for (int tries = 0; u != 0 || Arrays.stream(left).anyMatch(one -> one != 0); tries++) {
            while (next < walks.start[u + 1] && (depth == most || !walks.take(next, left))) {
                next++;
            }
            if (next < walks.start[u + 1]) {
                tails[depth] = u;
                taken[depth++] = next;
                u = walks.heads[next];
                next = walks.start[u];
                continue;
            }
            Arguments.require(
                    depth > 0 && tries < MOST_TRIES,
                    "the decision is not a path through the graph of the oracle",
                    "Maybe it is a mean of several, or leads elsewhere");
            int back = taken[--depth];
            walks.add(back, 1, left);
            u = tails[depth];
            next = back + 1;
        }
        double[] counts = new double[walks.heads.length];
        for (int i = 0; i < depth; i++) {
            counts[taken[i]]++;
        }
        return counts;
    }
}
