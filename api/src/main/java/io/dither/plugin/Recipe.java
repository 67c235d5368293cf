package io.dither.plugin;

import java.util.List;
import java.util.function.Function;

/**
 * A provider made from an id, a description, a factory and a list of parameters. A subclass adds the interface of its
 * kind of plugin, as in {@code OracleProvider.of}.
 *
 * @param <T> the type that it creates
 */
public abstract class Recipe<T> implements Provider<T> {
    private final String id;
    private final String description;
    private final Function<Parameters, T> create;
    private final List<Parameter> parameters;

    /**
     * Makes a provider.
     *
     * @param id the id
     * @param description one line
     * @param create creates the object
     * @param parameters the parameters that {@code create} reads
     */
    protected Recipe(String id, String description, Function<Parameters, T> create, Parameter... parameters) {
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
    public final T create(Parameters parameters) {
        return create.apply(parameters);
    }
}
