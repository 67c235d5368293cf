package com.example.roster;

import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginModule;
import java.util.List;

/** Offers {@code roster:asked=((0,1,0);(0,0,0);(1,0,0))}. */
public final class RosterPlugins implements PluginModule {
    @Override
    public List<Plugin> plugins() {
        return List.of(OracleProvider.of(
                "roster",
                "two shifts a day planned by Timefold; theta weighs what should not be: " + Roster.COUNTS,
                p -> new RosterOracle(p.rows("asked"), p.integer("moves", 1)),
                Parameter.required("asked", TEXT, "a row an employee, a column a day: 1 for a day that was asked off"),
                Parameter.optional("moves", INTEGER, "1000", "how many moves of local search a plan takes")));
    }
}
