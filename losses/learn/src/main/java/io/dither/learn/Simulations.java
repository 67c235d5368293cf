package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.layer.Mixing;
import io.dither.layer.MomentFactory;
import io.dither.layer.NoiseKey;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Optional;

/** Finds out whether losses simulate decisions, as {@code local-search} does, and how well their simulations mix. */
public final class Simulations {
    /** The largest number of examples that {@link #mixing} simulates. */
    private static final int MAX_EXAMPLES = 50;

    private Simulations() {}

    /**
     * Measures how fast simulations at the weights of a fit forget their start.
     *
     * @param fitted a fit whose settings name its loss by a text
     * @param observations the examples of the fit, at least one; the 50 with the smallest keys are used
     * @param catalogue the plugins
     * @return the mixing; empty for losses that do not simulate
     */
    public static Optional<Mixing> mixing(Fitted fitted, List<Observation> observations, PluginCatalogue catalogue) {
        return simulatingLoss(fitted.settings(), catalogue).map(loss -> mixing(loss, fitted, observations));
    }

    /**
     * Returns whether a fit draws samples. The Fenchel-Young loss draws samples unless mean decisions under the noise
     * have a closed form; moments always draw samples; other losses do only if they simulate decisions.
     *
     * @param settings the settings of the fit, with loss and noise as texts
     * @param observations the examples of the fit, at least one
     * @param catalogue the plugins
     * @return whether samples are drawn
     */
    public static boolean drawsSamples(
            FitSettings settings, List<Observation> observations, PluginCatalogue catalogue) {
        return drawsSamples(Fit.of(settings, catalogue), observations);
    }

    static boolean drawsSamples(Fit fit, List<Observation> observations) {
        Arguments.atLeast("observations", observations.size(), 1);
        // moments always draw samples: isExact is false for them
        if (fit.settings().usesNoise()) {
            return !fit.criterionOn(observations.get(0).oracle()).isExact(observations);
        }
        LossFactory loss = fit.loss();
        return loss == null // the settings name the loss
                ? simulatingLoss(fit.settings(), fit.catalogue()).isPresent()
                : loss.as(MomentFactory.class).isPresent(); // whether the loss simulates decisions
    }

    /**
     * Returns whether simulations are persistent: the simulations of a step continue the simulations of the previous
     * step. Such a fit cannot continue from a checkpoint.
     *
     * @param settings the settings of the fit, with the loss as a text
     * @param catalogue the plugins
     * @return whether simulations are persistent
     */
    public static boolean arePersistent(FitSettings settings, PluginCatalogue catalogue) {
        return simulatingLoss(settings, catalogue)
                .filter(MomentFactory::continuesSimulations)
                .isPresent();
    }

    /** Returns the loss if it simulates decisions; only a {@link MomentFactory} does. */
    private static Optional<MomentFactory> simulatingLoss(FitSettings settings, PluginCatalogue catalogue) {
        // these losses solve with the oracle instead of simulating decisions
        boolean usesOracle = settings.isFenchelYoung() || settings.isMoments();
        return usesOracle
                ? Optional.empty()
                : catalogue.create(LossProvider.class, settings.loss()).as(MomentFactory.class);
    }

    /** Measures the mixing of simulations for the examples with the smallest keys. */
    static Mixing mixing(MomentFactory loss, Fitted fitted, List<Observation> observations) {
        List<Example<Decision>> examples = BlockEvaluator.inOrder(observations).stream()
                .limit(MAX_EXAMPLES)
                .map(observation -> new Example<>(
                        fitted.model().theta(fitted.parameters(), observation.features()),
                        (Decision) observation.target(),
                        new NoiseKey(0, observation.key()), // step 0
                        observation.oracle()))
                .toList();
        return loss.mixing(examples, fitted.settings().seed());
    }
}
