package io.dither.localsearch;

import static java.util.Objects.requireNonNull;

import io.dither.layer.Contribution;
import io.dither.layer.Decision;
import io.dither.layer.Estimated;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.Mixing;
import io.dither.layer.MomentFactory;
import io.dither.layer.Pullback;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.SimulatedMoments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The gradient of the Fenchel-Young loss of the Gibbs law: m - y for scores and y - m for costs, with the observed
 * decision y and the mean m of the Gibbs law. The chains of a local search estimate m without solves (Vivier-Ardisson,
 * Blondel and Parmentier 2025, arXiv 2505.14240). The equation has no value, because chains do not estimate the
 * normalising constant; {@link FenchelYoungLoss} on the same layer estimates the value, up to a constant, by
 * additional chains.
 *
 * <p>{@link Start#OBSERVED} chains begin at the observed decision. If decisions have the law of the model, chains have
 * this law after any number of steps, and the expectation of the equation is 0 at the true weights. With fewer steps,
 * the equation is closer to 0 at wrong weights, too. If decisions have another law, the solution of the equation
 * depends on the number of steps. Thread-safe.
 *
 * @param layer the chains; closed with the equation
 */
public record LocalSearchLoss(LocalSearchLayer layer) implements EstimatingEquation<Decision> {
    /** The name that reports show. */
    public static final String NAME = "local search";

    /** Nine examples of ten must have at least this effective sample size. */
    private static final double MIN_EFFECTIVE_SAMPLES = 30;

    /** The number of chains per example that {@link Factory#mixing} runs. */
    private static final int TESTED_CHAINS = 4;

    /**
     * The equation, not yet bound to an oracle.
     *
     * @param settings the settings of the chains
     */
    public record Factory(ChainSettings settings) implements MomentFactory {
        @Override
        public double epsilon() {
            return settings.epsilon();
        }

        @Override
        public boolean continuesSimulations() {
            return settings.start() == Start.PERSISTENT;
        }

        /** Returns the factory with {@code factor} times as many chains of the same length. */
        @Override
        public Factory withSimulationsTimes(double factor) {
            return new Factory(settings.withChains((int) Math.max(1, Math.rint(factor * settings.chains()))));
        }

        @Override
        public LocalSearchLoss on(LinearOracle oracle, long seed, int threads) {
            return new LocalSearchLoss(LocalSearchLayer.of(oracle, settings, seed, threads));
        }

        /**
         * Tests four chains of this length per example: in nine examples of ten they must have an effective sample size
         * of 30. Half of the chains start at the decisions, half at arbitrary points if they can be found, all without a
         * burn-in.
         */
        @Override
        public Mixing mixing(List<Example<Decision>> examples, long seed) {
            try (LocalSearchLoss tested = withSimulationsTimes((double) TESTED_CHAINS / settings.chains())
                    .on(examples.get(0).oracle(), seed, 1)) {
                // estimates of the mean of y, with the effective sample size and R-hat of these chains
                List<ChainEstimate> estimates = tested.layer.mixing(
                        examples.stream().map(Example::input).toList(), observed(examples));
                // an approximate walk, and chains that never moved, count as no independent draws
                double[] effective = estimates.stream()
                        .mapToDouble(estimate -> estimate.isExact() ? estimate.effectiveSamples() : 0)
                        .map(count -> Double.isNaN(count) ? 0 : count)
                        .sorted()
                        .toArray();
                double[] rHats = estimates.stream()
                        .mapToDouble(ChainEstimate::rHat)
                        .filter(rHat -> !Double.isNaN(rHat))
                        .sorted()
                        .toArray();
                // the number that nine examples of ten reach, and the R-hat that nine of ten do not exceed
                double lowEffective = effective[effective.length / 10];
                double highRHat = rHats.length == 0 ? Double.NaN : rHats[rHats.length - 1 - rHats.length / 10];
                String doubt = String.format(
                        Locale.ROOT,
                        "chains of %d steps do not mix: four of them are worth %.0f independent draws in one example of ten, fewer"
                                + " than %.0f. Maybe more steps",
                        settings.steps(),
                        Math.floor(lowEffective),
                        MIN_EFFECTIVE_SAMPLES);
                return new Mixing(lowEffective, highRHat, lowEffective >= MIN_EFFECTIVE_SAMPLES ? "" : doubt);
            }
        }
    }

    /** Returns the observed decision of each example, as a feasible point of its oracle. */
    private static List<Vertex> observed(List<Example<Decision>> examples) {
        return examples.stream()
                .map(example -> example.target().feasibleFor(example.oracle()))
                .toList();
    }

    /** Makes the equation of a layer. */
    public LocalSearchLoss {
        requireNonNull(layer, "layer");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LinearOracle oracle() {
        return layer.oracle();
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public void close() {
        layer.close();
    }

    /**
     * Runs the chains of each example.
     *
     * @param examples thetas with observed decisions
     * @return the mean of y for each example
     */
    public List<ChainEstimate> estimates(List<Example<Decision>> examples) {
        return layer.estimates(examples.stream().map(Example::input).toList(), observed(examples));
    }

    @Override
    public Estimated moment(Example<Decision> example) {
        return moments(List.of(example)).get(0);
    }

    @Override
    public List<Estimated> moments(List<Example<Decision>> examples) {
        List<ChainEstimate> estimates = estimates(examples);
        return IntStream.range(0, examples.size())
                .mapToObj(i -> SimulatedMoments.moment(estimates.get(i).estimated(), examples.get(i)))
                .toList();
    }

    @Override
    public List<Contribution> contributions(List<Example<Decision>> examples, List<? extends Pullback> pullbacks) {
        Contribution.requirePullbackPerExample(examples, pullbacks);
        List<ChainEstimate> estimates = estimates(examples);
        return IntStream.range(0, examples.size())
                .mapToObj(i -> {
                    double[] mean = estimates.get(i).pulledBack(pullbacks.get(i));
                    return FenchelYoungLoss.minusObserved(
                            new Contribution(Double.NaN, mean, 0), examples.get(i), pullbacks.get(i));
                })
                .toList();
    }
}
