package io.dither.plugin;

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
     * @throws io.dither.error.InvalidArgumentException where values do not fit together
     * @throws io.dither.error.DataException where a file cannot be read
     */
    T create(Parameters parameters);
}
