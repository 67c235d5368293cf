package io.dither.data;

import io.dither.layer.Costs;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import java.util.List;

/**
 * An example without what was done.
 *
 * @param id its name
 * @param features what its costs are made of
 * @param oracle what can be done
 * @param text the text of the oracle, its braces filled
 * @param coordinates the names of the coordinates in the long layout, in the order of theta; empty in the others
 * @param cluster the name of its group, such as a person; the id where it stands alone
 * @param covariates what is known of who decides, for the membership of classes; none unless there are columns for it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Instance(
        String id,
        Features features,
        LinearOracle oracle,
        String text,
        List<String> coordinates,
        String cluster,
        double[] covariates) {
    Instance with(Features other) {
        return new Instance(id, other, oracle, text, coordinates, cluster, covariates);
    }

    Instance with(Observation other) {
        return new Instance(id, other.features(), other.oracle(), text, coordinates, cluster, covariates);
    }

    /**
     * {@return what is asked of a model: an observation of which nothing is known, for deciding reads no target}
     */
    public Observation asked() {
        return Observation.of(id, features, oracle, Costs.of())
                .withCluster(cluster)
                .withCovariates(covariates);
    }
}
