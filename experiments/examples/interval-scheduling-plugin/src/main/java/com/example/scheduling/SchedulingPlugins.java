package com.example.scheduling;

import static io.dither.plugin.Parameter.Type.REALS;

import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginModule;
import java.util.List;

/** Offers the oracle {@code interval-scheduling:starts=(0,2,3),ends=(3,4,6)}. */
public final class SchedulingPlugins implements PluginModule {
    @Override
    public List<Plugin> plugins() {
        return List.of(OracleProvider.of(
                "interval-scheduling",
                "disjoint intervals of the largest total value",
                p -> new IntervalScheduling(p.reals("starts"), p.reals("ends")),
                Parameter.of("starts", REALS, "the starts of the intervals"),
                Parameter.of("ends", REALS, "the ends of the intervals, each above its start")));
    }
}
