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
 * Serves a fitted model: features in, decision, cost and alternatives out. It needs no training code. Thread-safe; sessions are
 * kept and turned from one oracle of a family to the next.
 */
public final class Predictor implements AutoCloseable {
    /**
     * A decision.
     *
     * @param decision the best solution at the costs that deciders see on average
     * @param cost its cost (or score) there
     */
    public record Prediction(Vertex decision, double cost) implements Serializable {}

    /**
     * A decision that deciders make.
     *
     * @param decision the solution
     * @param probability how often, as drawn
     * @param cost its cost (or score) at the costs that deciders see on average
     */
    public record Alternative(Vertex decision, double probability, double cost) implements Serializable {}

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Priced(Features features, LinearOracle oracle, double[] costs) {}

    private final CostModel model;
    private final double[] parameters;
    private final NoiseModel noise;
    private final double epsilon;
    private DecisionLikelihood likelihood;
    private Weighting weighting = Weighting.IMPORTANCE;
    private final IdleSessions sessions = new IdleSessions();
    private final AtomicReference<@Nullable Priced> last = new AtomicReference<>();
    private volatile InexactPolicy inexact = InexactPolicy.FAIL;

    /**
     * Serves a model.
     *
     * @param model the cost model, standardised
     * @param parameters its parameters, in standardised units; read only
     * @param noise the law of what deciders see besides
     * @param epsilon its amplitude
     */
    public Predictor(CostModel model, double[] parameters, NoiseModel noise, double epsilon) {
        this.model = model;
        int size = model.names().size() + GroupEffects.of(model).size();
        this.parameters = Arguments.finite("parameters", parameters, size).clone();
        this.noise = Objects.requireNonNull(noise, "noise");
        this.epsilon = epsilon;
        likelihood = new DecisionLikelihood(noise, epsilon, "");
    }

    /**
     * Serves what a learner found.
     *
     * @param fitted what it found
     * @return the predictor
     */
    public static Predictor of(Fitted fitted) {
        Predictor predictor = new Predictor(fitted.model(), fitted.parameters(), fitted.noise(), fitted.epsilon())
                .inexact(fitted.inexact());
        predictor.likelihood = DecisionLikelihood.of(fitted);
        predictor.weighting = fitted.settings().weighting();
        return predictor;
    }

    /** Returns what weights of examples were where the model was fitted. */
    Weighting weighting() {
        return weighting;
    }

    /**
     * Serves a saved model, found with the plugins on the class path.
     *
     * @param place its folder, or its model.json
     * @return the predictor
     * @throws DataException if it is not a model of this version, or a file has changed
     * @throws io.dither.error.InvalidArgumentException if its moments had no root
     */
    public static Predictor load(Path place) {
        return of(SavedModel.load(place).fitted().requireRoot());
    }

    /**
     * Serves a saved model whose cost model is a record of your own.
     *
     * @param place its folder, or its model.json
     * @param own the class of the cost model, such as {@code MyModel.class}
     * @return the predictor
     * @throws DataException if it is not a model of this version or of this class, or a file has changed
     * @throws io.dither.error.InvalidArgumentException if its moments had no root
     */
    public static Predictor load(Path place, Class<? extends CostModel> own) {
        return of(SavedModel.load(place, own).fitted().requireRoot());
    }

    /**
     * Serves a saved model.
     *
     * @param place its folder, or its model.json
     * @param catalogue where its cost model and its noise are found
     * @return the predictor
     * @throws DataException if it is not a model of this version, or a file has changed
     * @throws io.dither.error.InvalidArgumentException if its moments had no root
     */
    public static Predictor load(Path place, PluginCatalogue catalogue) {
        return of(SavedModel.load(place, catalogue).fitted().requireRoot());
    }

    /**
     * Chooses what happens where a solve ends before a proof of optimality; {@link Vertex#gap()} of a decision says how far from
     * optimal it may be.
     *
     * @param policy the policy; that of the learner unless chosen
     * @return this
     */
    public Predictor inexact(InexactPolicy policy) {
        inexact = requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Computes the costs that deciders see on average: those of the model and the mean of the noise, unless that changes no decision.
     *
     * @param features the features of an example
     * @param oracle what can be done
     * @return theta, length d; read only
     */
    public double[] costs(Features features, LinearOracle oracle) {
        Priced known = last.get();
        if (known != null && known.features() == features && isAlike(known.oracle(), oracle)) {
            return known.costs();
        }
        double[] costs = noise.meanCosts(model, parameters, features, epsilon, oracle);
        last.set(new Priced(features, oracle, costs));
        return costs;
    }

    /** Returns whether the noise has the same mean on both. */
    private static boolean isAlike(LinearOracle one, LinearOracle other) {
        return one.domain() == other.domain()
                && one.sense() == other.sense()
                && one.dimension() == other.dimension()
                && one.traits().equals(other.traits());
    }

    /**
     * Decides.
     *
     * @param features the features of an example
     * @param oracle what can be done
     * @return the best solution and its cost
     * @throws OracleException if the solve fails, or the costs leave the domain of the oracle
     */
    public Prediction predict(Features features, LinearOracle oracle) {
        double[] costs = costs(features, oracle);
        Vertex best = solve(oracle, costs);
        return new Prediction(best, best.objective(costs));
    }

    /** Solves by an idle session, or by a new one. */
    Vertex solve(LinearOracle oracle, double[] costs) {
        return sessions.solve(oracle, costs, inexact);
    }

    /**
     * Computes how probable a decision is: where that is known without samples, as of choices under Gumbel noise, or by the likelihood
     * that the model was fitted by.
     *
     * @param features the features of an example
     * @param oracle what can be done
     * @param decision the decision
     * @return the natural logarithm of its probability; NaN if that is not known
     */
    public double logProbability(Features features, LinearOracle oracle, Decision decision) {
        return likelihood.logProbability(model.theta(parameters, features), decision, oracle);
    }

    /**
     * Computes the probability of each coordinate, y_eps: in closed form if there is one, otherwise by samples.
     *
     * @param features the features of an example
     * @param oracle what can be done
     * @param samples how many samples, at least 1, if any are drawn
     * @param seed the seed of the noise
     * @return the mean solution, length d; the caller owns it
     */
    public double[] probabilities(Features features, LinearOracle oracle, int samples, long seed) {
        return noisy(features, oracle).mean(samples, seed);
    }

    private NoisyDecisions noisy(Features features, LinearOracle oracle) {
        sessions.requireOpen();
        return new NoisyDecisions(noise, epsilon, inexact, features, model.theta(parameters, features), oracle);
    }

    /**
     * Computes the probabilities of decisions: those of {@link #probabilities} if each decision is one coordinate and these are known
     * without samples, otherwise by samples.
     *
     * @param features the features of an example
     * @param oracle what can be done
     * @param count how many of the likeliest, at least 1
     * @param samples how many samples, at least 1, if any are drawn
     * @param seed the seed of the noise
     * @return the likeliest decisions, likeliest first
     */
    public List<Alternative> alternatives(Features features, LinearOracle oracle, int count, int samples, long seed) {
        double[] costs = costs(features, oracle);
        if (Criterion.isExactChoice(noise, oracle)) {
            return likeliest(probabilities(features, oracle, samples, seed), count, costs);
        }
        List<Alternative> all = new ArrayList<>();
        noisy(features, oracle).atoms(samples, seed).atoms().forEach(atom -> {
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

    /** Returns the likeliest choices of one coordinate. */
    private static List<Alternative> likeliest(double[] shares, int count, double[] costs) {
        return IntStream.range(0, shares.length)
                .boxed()
                .filter(j -> shares[j] > 0)
                .sorted(Comparator.comparing((Integer j) -> shares[j]).reversed())
                .limit(count)
                .map(j -> {
                    Vertex vertex = new Vertex(shares.length);
                    vertex.add(j, 1);
                    return new Alternative(vertex, shares[j], vertex.objective(costs));
                })
                .toList();
    }

    /** Closes the idle sessions; closing twice does nothing, deciding afterwards is a CLOSED error. */
    @Override
    public void close() {
        sessions.close();
    }
}
