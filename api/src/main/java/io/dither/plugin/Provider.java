package io.dither.plugin;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;

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
}
