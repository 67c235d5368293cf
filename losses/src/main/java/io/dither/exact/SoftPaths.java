package io.dither.exact;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Contribution;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.layer.Pullback;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Trip;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Shortest (or longest) paths with a soft minimum in place of the minimum: F_eps(theta) = -eps log sum over walks y of
 * exp(-&lt;theta, y&gt; / eps) for costs, eps log sum of exp(&lt;theta, y&gt; / eps) for scores. Its gradient is the
 * mean of y under the Gibbs distribution, whose P(y) is proportional to the terms of the sum; its Hessian is the
 * covariance of y divided by eps, with a minus for costs.
 *
 * <p>On graphs without cycles walks are paths, any theta is allowed, and the algorithm is that of Mensch and Blondel
 * (2018). On graphs with cycles y counts how often a walk takes each arc: the recursive logit of Fosgerau, Frejinger
 * and Karlstrom (2013). On such graphs the sum converges only if costs are large enough compared with eps, so that the
 * spectral radius of the matrix of exp(-cost / eps) is below 1.
 *
 * <p>Relative errors of F_eps and of the flows are about 1e-14; standard errors are 0. A value needs the solution of
 * one linear system, whose matrix has an entry per arc; a gradient needs two, and a product with the Jacobian four. A
 * system is solved in one sweep if the graph has no cycles, and otherwise in some tens of sweeps. Trips with the same
 * theta, graph and target share one cached solution. No solver is called. Thread-safe.
 */
public final class SoftPaths implements SmoothedOptimizer {
    /**
     * If a cost model has at most this number of parameters, one linear system, solved for all parameters, serves all
     * trips to a target. If it has more, derivatives come from the flows of each trip.
     */
    private static final int MAX_PARAMETERS = 16;

    private final LinearOracle oracle;
    private final double epsilon;
    private final WalkCache cache;

    private SoftPaths(LinearOracle oracle, double epsilon) {
        this.oracle = oracle;
        this.epsilon = epsilon;
        cache = new WalkCache(epsilon);
    }

    /**
     * Creates the layer of an oracle.
     *
     * @param oracle an oracle over paths; the cost of a path is the sum over its edges, turns or vertices
     * @param epsilon the temperature of the soft minimum, above 0, in the units of theta
     * @return the layer
     * @throws InvalidArgumentException if epsilon is not positive, or if the oracle does not give the graph of its paths
     *     (see {@link PathOracle#trip})
     */
    public static SoftPaths of(LinearOracle oracle, double epsilon) {
        Arguments.positive("epsilon", epsilon);
        trip(oracle);
        return new SoftPaths(oracle, epsilon);
    }

    /**
     * Returns whether there are soft paths for an oracle.
     *
     * @param oracle the oracle
     * @return whether {@link #of} accepts it
     */
    public static boolean isAvailable(LinearOracle oracle) {
        return find(oracle).isPresent();
    }

    private static Optional<Trip> find(LinearOracle oracle) {
        return oracle.as(PathOracle.class).flatMap(PathOracle::trip);
    }

    static Trip trip(LinearOracle oracle) {
        return find(oracle)
                .orElseThrow(() -> new InvalidArgumentException(
                        "the oracle (" + oracle.getClass().getSimpleName()
                                + ") shows no graph whose walks could be summed over",
                        "Maybe use a perturbed optimizer"));
    }

    @Override
    public LinearOracle oracle() {
        return oracle;
    }

    @Override
    public double epsilon() {
        return epsilon;
    }

    /** All walks of a trip from its source to its target at a theta. */
    private final class TripWalks {
        private final LinearOracle walkOracle;
        private final Trip trip;
        private final WalkCache.SolvedWalks solved;
        /** The number of the source among the renumbered vertices of the walks. */
        private final int source;

        TripWalks(Input input) {
            walkOracle = input.oracle();
            Thetas.check(input.theta(), walkOracle.dimension());
            trip = trip(walkOracle);
            solved = cache.solved(input.theta(), walkOracle.sense().sign(), trip);
            source = solved.walks().renumbered(trip.source());
        }

        double value(double[] theta) {
            // if theta belongs to vertices, an arc has the theta of its head, and the theta of the source is added here
            double sourceTheta = trip.network().isOnVertices() ? theta[trip.source()] : 0;
            return sourceTheta + walkOracle.sense().sign() * solved.values().value(source);
        }

        double[] mean() {
            double[] y = new double[walkOracle.dimension()];
            if (trip.network().isOnVertices()) {
                y[trip.source()] = 1;
            }
            solved.chain().addFlows(source, y);
            return y;
        }

        double[] draw(KeyedRandom random) {
            double[] y = new double[walkOracle.dimension()];
            if (trip.network().isOnVertices()) {
                y[trip.source()] = 1;
            }
            solved.chain().addDraw(source, random, y);
            return y;
        }

        double[] product(double[] v) {
            double[] product = new double[walkOracle.dimension()];
            solved.chain().addChange(source, v, product);
            for (int i = 0; i < product.length; i++) {
                product[i] *= walkOracle.sense().sign();
            }
            return product;
        }

        Contribution contribution(double[] theta, Pullback pullback) {
            int k = pullback.size();
            if (k > MAX_PARAMETERS) {
                return new Contribution(value(theta), pullback.of(mean()), 0);
            }
            double[][] slopes = solved.slopes(pullback);
            double[] gradient = new double[k];
            Arrays.setAll(gradient, i -> slopes[i][source]);
            if (trip.network().isOnVertices()) {
                pullback.add(trip.source(), 1, gradient);
            }
            return new Contribution(value(theta), gradient, 0);
        }
    }

    /**
     * Draws walks from the Gibbs distribution.
     *
     * @param input theta, and the oracle
     * @param count the number of walks, at least 1
     * @param seed the seed of the draws
     * @return for each walk, the number of times that the walk takes each coordinate, length d; the caller owns them
     * @throws OracleException with code UNBOUNDED if the sum over walks does not converge, INFEASIBLE if there is no
     * path
     */
    public List<double[]> draws(Input input, int count, long seed) {
        TripWalks walks = new TripWalks(input);
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, input.key().step(), input.key().example());
        List<double[]> draws = new ArrayList<>();
        for (int r = 0; r < Arguments.atLeast("count", count, 1); r++) {
            random.startSample(r);
            draws.add(walks.draw(random));
        }
        return draws;
    }

    @Override
    public Pass forward(Input input) {
        TripWalks walks = new TripWalks(input);
        return Pass.exact(walks.mean(), walks::product);
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        TripWalks walks = new TripWalks(input);
        return ValueAndGradient.exact(walks.value(input.theta()), walks.mean());
    }

    /**
     * Evaluates F_eps and its gradient in the parameters of a cost model. If the parameters are few, one system with
     * all parameters as right-hand sides serves all trips to the same target at the same theta.
     *
     * @param input theta, and the oracle
     * @param pullback takes gradients in theta to gradients in the parameters, at this theta
     * @return the value and the gradient in the parameters
     * @throws OracleException with code UNBOUNDED if the sum over walks does not converge, INFEASIBLE if there is no
     * path
     * @throws InvalidArgumentException if the pullback is for a theta of fewer coordinates
     */
    public Contribution contribution(Input input, Pullback pullback) {
        TripWalks walks = new TripWalks(input);
        try {
            return walks.contribution(input.theta(), pullback);
        } catch (IndexOutOfBoundsException outside) {
            throw new InvalidArgumentException(
                    "the pullback is not of theta with " + input.theta().length + " coordinates",
                    "Maybe it is of the features of another example");
        }
    }

    /**
     * Returns the logarithm of the Gibbs probability of one path: (&lt;theta, y&gt; - F_eps) / eps for scores, (F_eps -
     * &lt;theta, y&gt;) / eps for costs.
     *
     * @param input theta, and the oracle
     * @param y the path; read only
     * @return the logarithm, at most 0
     * @throws OracleException with code UNBOUNDED if the sum over walks does not converge, INFEASIBLE if there is no
     * path
     */
    public double logProbability(Input input, Vertex y) {
        double value = new TripWalks(input).value(input.theta());
        return input.oracle().sense().sign() * (y.dot(input.theta()) - value) / epsilon;
    }
}
