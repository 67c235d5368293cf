package io.dither.noise;

import io.dither.oracle.Parameter;
import io.dither.oracle.Parameters;
import java.util.List;
import java.util.function.Function;

/** A provider made of its four answers; the classes in {@link NoiseProviders} only name it for the service loader. */
class NoiseRecipe implements NoiseProvider {
    private final String id;
    private final String description;
    private final Function<Parameters, Noise> create;
    private final List<Parameter> parameters;

    NoiseRecipe(String id, String description, Function<Parameters, Noise> create, Parameter... parameters) {
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
    public final Noise create(Parameters given) {
        return create.apply(given);
    }
}
