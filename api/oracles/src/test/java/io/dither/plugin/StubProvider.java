package io.dither.plugin;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import java.util.List;
import java.util.function.Function;

/** A provider whose answers a test chooses. */
record StubProvider(String id, List<Parameter> parameters, Function<Parameters, LinearOracle> factory)
        implements OracleProvider {
    @Override
    public String description() {
        return "chosen by a test";
    }

    @Override
    public LinearOracle create(Parameters given) {
        return factory.apply(given);
    }
}
