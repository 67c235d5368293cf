package io.dither.layer;

import io.dither.plugin.Provider;

/**
 * Offers a loss by name, such as {@code spo-plus} or {@code fenchel-young:noise=gumbel,epsilon=0.5,samples=20}, named in {@code
 * META-INF/services/io.dither.layer.LossProvider}.
 */
public interface LossProvider extends Provider<LossFactory> {}
