package io.dither.noise;

import io.dither.plugin.Provider;

/**
 * A plugin that offers one kind of noise; found by {@link java.util.ServiceLoader}.
 *
 * <p>To register one, name the class in {@code META-INF/services/io.dither.noise.NoiseProvider}. The constructor does
 * nothing.
 */
public interface NoiseProvider extends Provider<Noise> {}
