package io.dither.data;

import io.dither.layer.Costs;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An example without what was done.
 *
 * @param id its name
 * @param features what its costs are made of
 * @param filled what can be done, with its text
 * @param coordinates the names that the data give to coordinates, in the order of theta, such as those of the layout long; empty if they
 *     have none, or those of the oracle alone
 * @param cluster the name of its group, such as a person; the id where it stands alone
 * @param covariates what is known of who decides, for the membership of classes; none unless there are columns for it
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Instance(
        String id,
        Features features,
        OracleTexts.Filled filled,
        List<String> coordinates,
        String cluster,
        double[] covariates) {
    /** {@return what can be done} */
    public LinearOracle oracle() {
        return filled.oracle();
    }

    /** {@return the text of the oracle, its braces filled} */
    public String text() {
        return filled.text();
    }

    Instance with(Features other) {
        return new Instance(id, other, filled, coordinates, cluster, covariates);
    }

    Instance with(Observation other) {
        OracleTexts.Filled observed = new OracleTexts.Filled(text(), other.oracle());
        return new Instance(id, other.features(), observed, coordinates, cluster, covariates);
    }

    /**
     * {@return a decision as a history has it, by the names of coordinates if they have some}
     *
     * @param y a decision of the oracle; read only
     */
    public String text(Vertex y) {
        return coordinates.isEmpty() ? DecisionText.of(y, oracle()) : DecisionText.of(y, coordinates);
    }

    /** {@return the name of each coordinate, or its number if it has no name of its own} */
    public List<String> names() {
        List<?> names = coordinates.isEmpty()
                ? oracle().as(NamedCoordinates.class)
                        .<List<?>>map(NamedCoordinates::coordinates)
                        .orElse(List.of())
                : coordinates;
        CoordinateNames known = CoordinateNames.of(names);
        return IntStream.range(0, oracle().dimension())
                .mapToObj(i -> i < known.size() && known.find(known.name(i)) == i ? known.name(i) : String.valueOf(i))
                .toList();
    }

    /**
     * {@return what is asked of a model: an observation of which nothing is known, for deciding reads no target}
     */
    public Observation asked() {
        return Observation.of(id, features, oracle(), Costs.of())
                .withCluster(cluster)
                .withCovariates(covariates);
    }
}
