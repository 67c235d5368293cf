package io.dither.experiments.localsearch;

import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.LossProvider;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Optional;

/**
 * A method of learning with certain settings, such as chains of 100 steps.
 *
 * @param family the methods that differ from this one only in their settings
 * @param name the name of the settings in tables
 * @param text the text form of the loss
 * @param rate the learning rate of the first steps of Adam
 */
record Method(Family family, String name, String text, double rate) {
    /** The families of methods: a race compares the best method of each family. */
    enum Family {
        CHAINS("chains"),
        SOLVES("perturbed solves"),
        ANNEALING("perturbed annealing"),
        ASSIGNMENTS("perturbed assignments");

        final String title;

        Family(String title) {
            this.title = title;
        }
    }

    /** The number of steps of a cooling chain that replaces a solve. */
    private static final int COOLING_STEPS = 5_000;
    /**
     * The last temperature of such a chain. It is low compared with the noise of perturbed solves and of simulated decisions, whose scale
     * is 1; a chain with a lower temperature gets stuck earlier.
     */
    private static final double LAST_EPSILON = 0.3;

    private static final String PERTURBED = "fenchel-young:noise=gaussian,epsilon=1,samples=";

    static final List<Method> ALL = List.of(
            new Method(Family.SOLVES, "1 sample", PERTURBED + 1, 0.5),
            new Method(Family.SOLVES, "1 sample, rate 0.15", PERTURBED + 1, 0.15),
            new Method(Family.SOLVES, "5 samples", PERTURBED + 5, 0.5),
            new Method(Family.ANNEALING, "1 sample", PERTURBED + 1, 0.5),
            new Method(Family.ANNEALING, "1 sample, rate 0.15", PERTURBED + 1, 0.15),
            new Method(Family.ASSIGNMENTS, "1 sample", PERTURBED + 1, 0.5),
            new Method(Family.ASSIGNMENTS, "1 sample, rate 0.15", PERTURBED + 1, 0.15),
            new Method(Family.CHAINS, "10 steps", "local-search:steps=10", 0.5),
            new Method(Family.CHAINS, "100 steps", "local-search:steps=100", 0.5),
            new Method(Family.CHAINS, "1,000 steps", "local-search:steps=1000", 0.5),
            new Method(
                    Family.CHAINS,
                    "100 steps, persistent",
                    "local-search:steps=100,start=persistent,burn-in=1000",
                    0.5));

    /** Returns the gradients of the loss for decisions of an oracle; {@code seed} is the seed of the noise. */
    EstimatingEquation<Decision> equation(LinearOracle oracle, long seed) {
        return PluginCatalogue.discover()
                .create(LossProvider.class, text)
                .on(oracle, seed, 1)
                .learningFrom(Decision.class);
    }

    /**
     * Returns the oracle that this method solves, or by whose moves it walks, to learn from a given case. Empty if the method cannot learn
     * from the case: annealing and assignments need routes.
     */
    Optional<LinearOracle> oracle(History.Case given) {
        return switch (family) {
            case SOLVES, CHAINS -> Optional.of(given.oracle());
            case ANNEALING ->
                // only routes are annealed, and only routes have a relaxation
                given.relaxed().map(assignment -> new Annealed(given.oracle(), LAST_EPSILON, COOLING_STEPS, 0));
            case ASSIGNMENTS -> given.relaxed();
        };
    }
}
