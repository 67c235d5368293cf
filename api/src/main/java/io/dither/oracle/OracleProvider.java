package io.dither.oracle;

/**
 * A plugin that offers one kind of oracle; found by {@link java.util.ServiceLoader}.
 *
 * <p>To register one, name the class in {@code META-INF/services/io.dither.oracle.OracleProvider}. The constructor does
 * nothing; native libraries load on first use.
 */
public interface OracleProvider extends Plugin {
    /**
     * Creates an oracle.
     *
     * @param parameters the values, already checked against {@link #parameters()}
     * @return the oracle
     * @throws io.dither.error.InvalidArgumentException where values do not fit together
     * @throws io.dither.error.DataException where a file cannot be read
     */
    LinearOracle create(Parameters parameters);
}
