package io.dither.losses;

import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.layer.EstimatingEquation;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Recipe;
import java.util.function.Function;

/** The text forms of losses; the service loader needs a public class for each. */
public final class LossProviders {
    /** The text of multiplicative noise. */
    private static final String LOGNORMAL = "lognormal";

    private LossProviders() {}

    /** A loss on a perturbed optimizer of its own. */
    private abstract static class Perturbed extends Recipe<LossFactory> {
        Perturbed(String id, String description, Function<PerturbedOptimizer, EstimatingEquation<?>> loss) {
            super(
                    id,
                    description,
                    p -> (oracle, seed, threads) -> loss.apply(layer(p, oracle, seed, threads)),
                    Parameter.optional(
                            "noise", TEXT, "gaussian", "a noise, or lognormal for factors exp(eps Z - eps^2/2)"),
                    Parameter.optional("epsilon", REAL, "1", "the amplitude of the noise, above 0"),
                    Parameter.optional("samples", INTEGER, "20", "the samples of an example and step, at least 1"));
        }
    }

    private static PerturbedOptimizer layer(Parameters p, LinearOracle oracle, long seed, int threads) {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(oracle)
                .epsilon(p.real("epsilon"))
                .samples(p.integer("samples", 1))
                .seed(seed)
                .threads(threads);
        if (p.text("noise").equals(LOGNORMAL)) {
            return builder.multiplicative().build();
        }
        Noise noise = p.create("noise", NoiseProvider.class);
        return builder.noise(noise).build();
    }

    /** {@code fenchel-young:noise=gumbel,epsilon=0.5,samples=20}. */
    public static final class FenchelYoung extends Perturbed implements LossProvider {
        /** Does nothing: for the service loader. */
        public FenchelYoung() {
            super("fenchel-young", "Fenchel-Young loss without Omega, of decisions", FenchelYoungLoss::new);
        }
    }

    /** {@code moments:noise=lognormal,epsilon=0.3}. */
    public static final class Moments extends Perturbed implements LossProvider {
        /** Does nothing: for the service loader. */
        public Moments() {
            super("moments", "simulated moments, an equation without a value, of decisions", SimulatedMoments::new);
        }
    }

    /** {@code squared:epsilon=0.5}. */
    public static final class Squared extends Perturbed implements LossProvider {
        /** Does nothing: for the service loader. */
        public Squared() {
            super("squared", "half squared distance of y_eps to decisions", SolutionLoss::squared);
        }
    }

    /** {@code black-box:lambda=10}. */
    public static final class BlackBox extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public BlackBox() {
            super(
                    "black-box",
                    "Hamming loss by black-box interpolation, of 0/1 decisions",
                    p -> (oracle, seed, threads) ->
                            SolutionLoss.hamming(new BlackBoxInterpolation(oracle, p.real("lambda"))),
                    Parameter.required("lambda", REAL, "how far to look, above 0, in the units of theta"));
        }
    }

    /** {@code spo-plus}. */
    public static final class SpoPlus extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public SpoPlus() {
            super("spo-plus", "SPO+ loss, of true costs", p -> (oracle, seed, threads) -> new SpoPlusLoss(oracle));
        }
    }

    /** {@code cost-distance}. */
    public static final class CostDistance extends Recipe<LossFactory> implements LossProvider {
        /** Does nothing: for the service loader. */
        public CostDistance() {
            super(
                    "cost-distance",
                    "half squared distance to true costs: least squares",
                    p -> (oracle, seed, threads) -> new CostDistanceLoss(oracle));
        }
    }
}
