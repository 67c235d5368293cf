package com.example.scheduling;

import static io.dither.plugin.Parameter.Type.REALS;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@code interval-scheduling:starts=(0,2,3),ends=(3,4,6)}. */
public final class IntervalSchedulingProvider implements OracleProvider {
    @Override
    public String id() {
        return "interval-scheduling";
    }

    @Override
    public String description() {
        return "disjoint intervals of the largest total value";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("starts", REALS, "the starts of the intervals"),
                Parameter.required("ends", REALS, "their ends, each above its start"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        return new IntervalScheduling(parameters.reals("starts"), parameters.reals("ends"));
    }
}
