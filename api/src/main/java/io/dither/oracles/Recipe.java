package io.dither.oracles;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Parameter;
import io.dither.oracle.Parameters;
import java.util.List;
import java.util.function.Function;

/** A provider made of its four answers; the public classes in {@link Providers} only name it for the service loader. */
class Recipe implements OracleProvider {
    private final String id;
    private final String description;
    private final Function<Parameters, LinearOracle> create;
    private final List<Parameter> parameters;

    Recipe(String id, String description, Function<Parameters, LinearOracle> create, Parameter... parameters) {
        this.id = id;
        this.description = description;
        this.create = create;
        this.parameters = List.of(parameters);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public final LinearOracle create(Parameters given) {
        return create.apply(given);
    }
}
