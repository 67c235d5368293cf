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
 * An example without its decision.
 *
 * @param id its name
 * @param features the features of its coordinates
 * @param oracleWithText its oracle, with its text
 * @param coordinates the names that the data give to coordinates, in the oracle's order, such as the names in the
 * layout long; empty if only the oracle names its coordinates, or nothing does
 * @param cluster the name of its cluster, such as a person; the id if there are no clusters
 * @param covariates the numbers on which membership of classes depends; empty without such columns
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Instance(
        String id,
        Features features,
        OracleTexts.OracleWithText oracleWithText,
        List<String> coordinates,
        String cluster,
        double[] covariates) {
    /** {@return the oracle} */
    public LinearOracle oracle() {
        return oracleWithText.oracle();
    }

    /** {@return the text of the oracle, with braces filled} */
    public String oracleText() {
        return oracleWithText.text();
    }

    Instance with(Features other) {
        return new Instance(id, other, oracleWithText, coordinates, cluster, covariates);
    }

    /** Returns the same example with the features and the oracle of an observation that was made from it. */
    Instance with(Observation observation) {
        OracleTexts.OracleWithText oracle = new OracleTexts.OracleWithText(oracleText(), observation.oracle());
        return new Instance(id, observation.features(), oracle, coordinates, cluster, covariates);
    }

    /**
     * {@return the text of a decision, as in a history, by the names of coordinates if there are any}
     *
     * @param y a decision of the oracle; read only
     */
    public String text(Vertex y) {
        return coordinates.isEmpty() ? DecisionText.of(y, oracle()) : DecisionText.of(y, coordinates);
    }

    /** {@return the name of each coordinate, or the number of a coordinate without a unique name} */
    public List<String> names() {
        List<?> names = coordinates.isEmpty()
                ? oracle().as(NamedCoordinates.class)
                        .<List<?>>map(NamedCoordinates::coordinates)
                        .orElse(List.of())
                : coordinates;
        CoordinateNames coordinateNames = CoordinateNames.of(names);
        return IntStream.range(0, oracle().dimension())
                .mapToObj(i -> i < coordinateNames.size() && coordinateNames.find(coordinateNames.name(i)) == i
                        ? coordinateNames.name(i)
                        : String.valueOf(i))
                .toList();
    }

    /** {@return this example as an observation with neither decision nor costs, so that a model can decide it} */
    public Observation undecided() {
        return Observation.of(id, features, oracle(), Costs.of())
                .withCluster(cluster)
                .withCovariates(covariates);
    }
}
