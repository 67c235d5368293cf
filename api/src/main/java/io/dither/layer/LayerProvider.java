package io.dither.layer;

import io.dither.plugin.Provider;

/**
 * Offers a layer by name, such as {@code perturbed:noise=gumbel,epsilon=0.5} or {@code black-box:lambda=10}, named in {@code
 * META-INF/services/io.dither.layer.LayerProvider}. Losses name it in turn: {@code squared:layer=(black-box:lambda=10)}.
 */
public interface LayerProvider extends Provider<LayerFactory> {}
