package io.dither.oracle;

import io.dither.plugin.Provider;

/**
 * A plugin that offers one kind of oracle; found by {@link java.util.ServiceLoader}.
 *
 * <p>To register one, name the class in {@code META-INF/services/io.dither.oracle.OracleProvider}. The constructor does
 * nothing; native libraries load on first use.
 */
public interface OracleProvider extends Provider<LinearOracle> {}
