package io.dither.localsearch;

import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginModule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The layer, the loss and the blocks of local search, by their text forms. */
public final class LocalSearchModule implements PluginModule {
    @Override
    public List<Plugin> plugins() {
        return List.of(
                // blocks:of=(ortools-mip:file=plan.mps),size=8
                OracleProvider.of(
                        "blocks",
                        "the inner oracle, with a walk that draws a block of coordinates anew in each step",
                        p -> Blocks.of(p.create("of", OracleProvider.class), p.integer("size", 2)), // at least 2
                        Parameter.of("of", OracleProvider.class, "the inner oracle"),
                        Parameter.of(
                                        "size",
                                        INTEGER,
                                        "the number of coordinates of a block; blocks of more than 12 are drawn approximately")
                                .withDefault("8")),
                // local-search:epsilon=1,steps=1000,chains=4,burn-in=1000
                LayerProvider.of(
                        "local-search",
                        "the mean under probabilities exp(-cost / epsilon), by the moves of a local search",
                        p -> {
                            ChainSettings settings = chainSettings(p);
                            return (oracle, seed, threads) -> LocalSearchLayer.of(oracle, settings, seed, threads);
                        },
                        chainParameters("1000", "4", Start.ANNEALED, Start.PERSISTENT)),
                // local-search:epsilon=1,steps=100,start=observed
                LossProvider.of(
                        "local-search",
                        "compares decisions with means under exp(-cost / epsilon), by a local search; has gradients, but no value",
                        p -> new LocalSearchLoss.Factory(chainSettings(p)),
                        chainParameters("100", "1", Start.values())));
    }

    /** Returns the parameters that {@link #chainSettings} reads; steps and chains have these defaults. */
    private static Parameter[] chainParameters(String steps, String chains, Start... starts) {
        String[] names = Arrays.stream(starts)
                .map(start -> start.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        return new Parameter[] {
            Parameter.of("epsilon", REAL, "the temperature, above 0, in the units of theta")
                    .withDefault("1"),
            Parameter.of("steps", INTEGER, "the number of steps of a chain after its burn-in, at least 1")
                    .withDefault(steps),
            Parameter.of("chains", INTEGER, "the number of chains per example, at least 1")
                    .withDefault(chains),
            Parameter.of(
                            "burn-in",
                            INTEGER,
                            "the number of steps before the counted ones. Default: steps, or 0 if start=observed")
                    .optional(),
            Parameter.choice("start", "the starting points of chains", names)
        };
    }

    private static ChainSettings chainSettings(Parameters p) {
        Start start = p.choice("start", Start.class);
        int steps = p.integer("steps", 1); // at least 1
        int defaultBurnIn = start == Start.OBSERVED ? 0 : steps;
        int burnIn = p.has("burn-in") ? p.integer("burn-in", 0) : defaultBurnIn;
        return new ChainSettings(p.real("epsilon"), steps, burnIn, p.integer("chains", 1), start);
    }
}
