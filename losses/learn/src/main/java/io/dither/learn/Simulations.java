package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.layer.Example;
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

/** What is known of the simulations of losses such as {@code local-search}. */
public final class Simulations {
    /** So many examples tell whether simulations are worth errors. */
    private static final int LOOKED_AT = 50;

    private Simulations() {}

    /**
     * Looks whether simulations forget where they begin, at what was found.
     *
     * @param found a fit, whose settings name its loss by a text
     * @param observations its examples, at least one, of which 50 are looked at
     * @param catalogue the plugins
     * @return what was seen; nothing for losses that simulate nothing, or by independent solves
     */
    public static Optional<Mixing> mixing(Fitted found, List<Observation> observations, PluginCatalogue catalogue) {
        return simulated(found.settings(), catalogue).map(loss -> mixing(loss, found, observations));
    }

    /**
     * Returns whether a fit draws samples: not where the oracles and the noise have a closed form, and not by a likelihood.
     *
     * @param settings of the fit, which name its loss and its noise by texts
     * @param observations its examples, at least one
     * @param catalogue the plugins
     * @return whether it does
     */
    public static boolean areDrawn(FitSettings settings, List<Observation> observations, PluginCatalogue catalogue) {
        Arguments.atLeast("observations", observations.size(), 1);
        return settings.usesNoise()
                ? !Fit.of(settings, catalogue)
                        .criterionOn(observations.get(0).oracle())
                        .isExact(observations)
                : simulated(settings, catalogue).isPresent();
    }

    /**
     * Returns whether simulations of a fit go on from step to step, so that no checkpoint can continue it.
     *
     * @param settings of the fit, which name its loss by a text
     * @param catalogue the plugins
     * @return whether they do
     */
    public static boolean remember(FitSettings settings, PluginCatalogue catalogue) {
        return simulated(settings, catalogue).filter(MomentFactory::remembers).isPresent();
    }

    private static Optional<MomentFactory> simulated(FitSettings settings, PluginCatalogue catalogue) {
        boolean solves = settings.isFenchelYoung() || settings.isMoments();
        return solves
                ? Optional.empty()
                : catalogue.create(LossProvider.class, settings.loss()).as(MomentFactory.class);
    }

    static Mixing mixing(MomentFactory simulated, Fitted found, List<Observation> observations) {
        List<Example<Decision>> some = BlockEvaluator.inOrder(observations).stream()
                .limit(LOOKED_AT)
                .map(one -> new Example<>(
                        found.model().theta(found.parameters(), one.features()),
                        (Decision) one.target(),
                        new NoiseKey(0, one.key()),
                        one.oracle()))
                .toList();
        return simulated.mixing(some, found.settings().seed());
    }
}
