package io.dither.experiments.localsearch;

import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.LossProvider;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;

/**
 * A way to learn.
 *
 * @param name as the table says
 * @param text of the loss
 */
record Method(String name, String text) {
    static final Method[] ALL = {
        new Method("perturbed solves", "fenchel-young:noise=gaussian,epsilon=1,samples=1"),
        new Method("10 steps", "local-search:steps=10"),
        new Method("100 steps", "local-search:steps=100"),
        new Method("1,000 steps", "local-search:steps=1000"),
        new Method("100, persistent", "local-search:steps=100,start=persistent,burn-in=1000"),
    };

    EstimatingEquation<Decision> on(LinearOracle oracle, long seed) {
        return PluginCatalogue.discover()
                .create(LossProvider.class, text)
                .on(oracle, seed, 1)
                .learningFrom(Decision.class);
    }
}
