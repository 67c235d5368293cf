package io.dither.noise;

import io.dither.oracle.Parameters;
import io.dither.oracle.Plugin;

/**
 * A plugin that offers one kind of noise; found by {@link java.util.ServiceLoader}.
 *
 * <p>To register one, name the class in {@code META-INF/services/io.dither.noise.NoiseProvider}. The constructor does
 * nothing.
 */
public interface NoiseProvider extends Plugin {
    /**
     * Creates a noise.
     *
     * @param parameters the values, already checked against {@link #parameters()}
     * @return the noise
     * @throws io.dither.error.InvalidArgumentException where values do not fit together
     * @throws io.dither.error.DataException where a file cannot be read
     */
    Noise create(Parameters parameters);
}
