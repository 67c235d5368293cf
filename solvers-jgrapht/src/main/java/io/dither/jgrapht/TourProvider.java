package io.dither.jgrapht;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Recipe;

/** Offers {@link Tour}. */
public final class TourProvider extends Recipe<LinearOracle> implements OracleProvider {
    /** Creates the provider. */
    public TourProvider() {
        super(
                "jgrapht-tour",
                "Round trip through n cities, optimal up to " + Tour.MOST_EXACT
                        + ", beyond by a heuristic with a bound; theta: costs of the edges",
                p -> Tour.oracle(p.integer("cities", 3)),
                Parameter.required("cities", Parameter.Type.INTEGER, "the number of cities, at least 3"));
    }
}
