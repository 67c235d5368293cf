package io.dither.learn;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings.Weighting;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.NoiseModel;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides with a fitted model: takes features, and returns the decision, its cost and alternatives. Reuses sessions for
 * the same oracle, and for similar oracles to which a session can switch. Thread-safe.
 */
public final class Predictor implements AutoCloseable {
    /**
     * A decision.
     *
     * @param decision the best solution at the mean costs under the noise
     * @param cost its cost (or score) at the mean costs under the noise
     */
    public record Prediction(Vertex decision, double cost) implements Serializable {}

    /**
     * A decision with its probability under the noise.
     *
     * @param decision the solution
     * @param probability its probability, exact or estimated from samples
     * @param cost its cost (or score) at the mean costs under the noise
     */
    public record Alternative(Vertex decision, double probability, double cost) implements Serializable {}

    /** The mean costs of the last example: often a caller asks for its decision, and then for its alternatives. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record LastCosts(Features features, LinearOracle oracle, double[] costs) {}

    private final CostModel model;
    private final double[] parameters;
    private final NoiseModel noise;
    private final double epsilon;
    private DecisionLikelihood likelihood;
    private Weighting weighting = Weighting.IMPORTANCE;
    private final IdleSessions sessions = new IdleSessions();
    private final AtomicReference<@Nullable LastCosts> last = new AtomicReference<>();
    private volatile InexactPolicy inexact = InexactPolicy.FAIL;

    /**
     * Makes a predictor of a model.
     *
     * @param model the standardised cost model
     * @param parameters its parameters, in standardised units; read only
     * @param noise the distribution of the noise
     * @param epsilon the amplitude of the noise
     */
    public Predictor(CostModel model, double[] parameters, NoiseModel noise, double epsilon) {
        this.model = model;
        int length = model.names().size() + GroupEffects.of(model).size();
        this.parameters = Arguments.finite("parameters", parameters, length).clone();
        this.noise = Objects.requireNonNull(noise, "noise");
        this.epsilon = epsilon;
        likelihood = new DecisionLikelihood(noise, epsilon);
    }

    /**
     * Makes a predictor of a fit.
     *
     * @param fitted the fit
     * @return the predictor
     */
    public static Predictor of(Fitted fitted) {
        Predictor predictor = new Predictor(fitted.model(), fitted.parameters(), fitted.noise(), fitted.epsilon())
                .inexact(fitted.inexact());
        predictor.likelihood = DecisionLikelihood.of(fitted);
        predictor.weighting = fitted.settings().weighting();
        return predictor;
    }

    /** Returns how the fit used the weights of examples. */
    Weighting weighting() {
        return weighting;
    }

    /**
     * Makes a predictor of a saved model, with the plugins on the class path.
     *
     * @param path its folder, or its model.json
     * @return the predictor
     * @throws DataException if it is not a model of a readable version, or a file has changed
     * @throws io.dither.error.InvalidArgumentException if a fit by moments found no weights at which the moments are 0
     */
    public static Predictor load(Path path) {
        return of(SavedModel.load(path).fitted().requireRoot());
    }

    /**
     * Makes a predictor of a saved model whose cost model is your own record.
     *
     * @param path its folder, or its model.json
     * @param modelClass the class of the cost model, such as {@code MyModel.class}
     * @return the predictor
     * @throws DataException if it is not a model of a readable version, a file has changed, or the cost model is of
     *     another class and has no provider
     * @throws io.dither.error.InvalidArgumentException if a fit by moments found no weights at which the moments are 0
     */
    public static Predictor load(Path path, Class<? extends CostModel> modelClass) {
        return of(SavedModel.load(path, modelClass).fitted().requireRoot());
    }

    /**
     * Makes a predictor of a saved model.
     *
     * @param path its folder, or its model.json
     * @param catalogue the cost models and noises by name
     * @return the predictor
     * @throws DataException if it is not a model of a readable version, or a file has changed
     * @throws io.dither.error.InvalidArgumentException if a fit by moments found no weights at which the moments are 0
     */
    public static Predictor load(Path path, PluginCatalogue catalogue) {
        return of(SavedModel.load(path, catalogue).fitted().requireRoot());
    }

    /**
     * Chooses what happens if a solve ends before its solution is proved optimal. The {@link Vertex#gap()} of a
     * decision bounds its distance from the optimal cost.
     *
     * @param policy the policy; the default is the policy of the fit, or {@link InexactPolicy#FAIL} after the public
     *     constructor, which knows no fit
     * @return this
     */
    public Predictor inexact(InexactPolicy policy) {
        inexact = requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Computes the mean costs under the noise: the costs of the model plus the mean of the noise. The mean is left out
     * if theta with noise could leave the domain of the oracle, or if the mean changes no decision, for example if it
     * raises all costs by the same number and each decision chooses a single coordinate.
     *
     * @param features the features of an example
     * @param oracle the feasible decisions
     * @return theta, length d; read only
     */
    public double[] costs(Features features, LinearOracle oracle) {
        LastCosts cached = last.get();
        if (cached != null && cached.features() == features && haveSameMean(cached.oracle(), oracle)) {
            return cached.costs();
        }
        double[] costs = noise.meanCosts(model, parameters, features, epsilon, oracle);
        last.set(new LastCosts(features, oracle, costs));
        return costs;
    }

    /**
     * Returns whether the mean of the noise is the same for both oracles: it depends on no property of an oracle except
     * these four.
     */
    private static boolean haveSameMean(LinearOracle oracle, LinearOracle other) {
        return oracle.domain() == other.domain()
                && oracle.sense() == other.sense()
                && oracle.dimension() == other.dimension()
                && oracle.traits().equals(other.traits());
    }

    /**
     * Computes the best decision.
     *
     * @param features the features of an example
     * @param oracle the feasible decisions
     * @return the best solution and its cost
     * @throws OracleException if the solve fails, or the costs are outside the domain of the oracle
     */
    public Prediction predict(Features features, LinearOracle oracle) {
        double[] costs = costs(features, oracle);
        Vertex best = solve(oracle, costs);
        return new Prediction(best, best.objective(costs));
    }

    /** Solves with an idle session, or with a new one. */
    Vertex solve(LinearOracle oracle, double[] costs) {
        return sessions.solve(oracle, costs, inexact);
    }

    /**
     * Computes the log probability of a decision, if it is known without samples: for example for choices under Gumbel
     * noise, or if the loss of the fit is itself an exact likelihood.
     *
     * @param features the features of an example
     * @param oracle the feasible decisions
     * @param decision the decision
     * @return the natural logarithm of its probability; NaN if it is unknown
     */
    public double logProbability(Features features, LinearOracle oracle, Decision decision) {
        return likelihood.logProbability(model.theta(parameters, features), decision, oracle);
    }

    /**
     * Computes the mean solution under the noise, in closed form if there is one, otherwise from samples. For
     * coordinates of 0 or 1, the mean is the probability of 1.
     *
     * @param features the features of an example
     * @param oracle the feasible decisions
     * @param samples the number of samples, at least 1, if any are drawn
     * @param seed the seed of the noise
     * @return the mean solution, length d; the caller owns it
     */
    public double[] probabilities(Features features, LinearOracle oracle, int samples, long seed) {
        return noisyDecisions(features, oracle).mean(samples, seed);
    }

    private NoisyDecisions noisyDecisions(Features features, LinearOracle oracle) {
        sessions.requireOpen();
        return new NoisyDecisions(noise, epsilon, inexact, features, model.theta(parameters, features), oracle);
    }

    /**
     * Computes the most probable decisions. Probabilities have no sampling error if each decision is a single coordinate and
     * probabilities have a closed form; otherwise they are estimated from samples.
     *
     * @param features the features of an example
     * @param oracle the feasible decisions
     * @param count the largest number of decisions, at least 1
     * @param samples the number of samples, at least 1, if any are drawn
     * @param seed the seed of the noise
     * @return the decisions, the most probable first
     */
    public List<Alternative> alternatives(Features features, LinearOracle oracle, int count, int samples, long seed) {
        double[] costs = costs(features, oracle);
        if (Criterion.isExactChoice(noise, oracle)) {
            return mostProbable(probabilities(features, oracle, samples, seed), count, costs);
        }
        List<Alternative> all = new ArrayList<>();
        noisyDecisions(features, oracle).distribution(samples, seed).atoms().forEach(atom -> {
            Vertex vertex = new Vertex(costs.length);
            for (int i = 0; i < costs.length; i++) {
                if (atom.solution()[i] != 0) {
                    vertex.add(i, atom.solution()[i]);
                }
            }
            all.add(new Alternative(vertex, atom.probability(), vertex.objective(costs)));
        });
        all.sort(Comparator.comparing(Alternative::probability).reversed());
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    /** Returns the most probable choices of a single coordinate. */
    private static List<Alternative> mostProbable(double[] probabilities, int count, double[] costs) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .filter(j -> probabilities[j] > 0)
                .sorted(Comparator.comparing((Integer j) -> probabilities[j]).reversed())
                .limit(count)
                .map(j -> {
                    Vertex vertex = new Vertex(probabilities.length);
                    vertex.add(j, 1);
                    return new Alternative(vertex, probabilities[j], vertex.objective(costs));
                })
                .toList();
    }

    /** Closes the idle sessions. Closing again does nothing; a decision after closing fails with code CLOSED. */
    @Override
    public void close() {
        sessions.close();
    }
}
