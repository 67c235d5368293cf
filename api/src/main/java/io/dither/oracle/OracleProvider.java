package io.dither.oracle;

import java.util.List;

/**
 * A plugin that offers one kind of oracle; found by {@link java.util.ServiceLoader}.
 *
 * <p>To register one, name the class in {@code META-INF/services/io.dither.oracle.OracleProvider}. The constructor does
 * nothing; native libraries load on first use.
 */
public interface OracleProvider {
    /**
     * Returns the id by which users ask for the oracle: lower-case letters, digits and hyphens.
     *
     * @return the id, such as {@code argmax}
     */
    String id();

    /**
     * Describes the oracle in one line.
     *
     * @return the description
     */
    String description();

    /**
     * Describes the parameters that {@link #create(Parameters)} reads.
     *
     * @return the parameters, in the order in which help shows them
     */
    List<Parameter> parameters();

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
