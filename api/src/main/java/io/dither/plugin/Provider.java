package io.dither.plugin;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.util.Objects;

/**
 * A plugin that creates something from its parameters alone, such as an oracle or a noise.
 *
 * @param <T> what it creates
 */
public interface Provider<T> extends Plugin {
    /**
     * Creates what the plugin offers.
     *
     * @param parameters the values, already checked against {@link #parameters()}
     * @return what was made
     * @throws InvalidArgumentException if values do not fit together
     * @throws DataException if a file cannot be read
     */
    T create(Parameters parameters);

    /**
     * Creates what can be used: the catalogue calls this.
     *
     * @param parameters the parameters, checked
     * @return what {@link #create} returns
     * @throws NullPointerException if it, or something that it must know of itself, is null
     */
    default T created(Parameters parameters) {
        return Objects.requireNonNull(create(parameters), "it returned null");
    }
}
