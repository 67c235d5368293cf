package com.example.roster;

import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@code roster:asked=((0,1,0);(0,0,0);(1,0,0))}. */
public final class RosterProvider implements OracleProvider {
    @Override
    public String id() {
        return "roster";
    }

    @Override
    public String description() {
        return "two shifts a day planned by Timefold; theta weighs what should not be: " + Roster.COUNTS;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("asked", TEXT, "a row an employee, a column a day: 1 for a day that was asked off"),
                Parameter.optional("moves", INTEGER, "1000", "how many moves of local search a plan takes"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        return new RosterOracle(parameters.rows("asked"), parameters.integer("moves", 1));
    }
}
