package io.dither.data;

import io.dither.learn.model.Observation;
import java.util.List;

/**
 * What was read of a history. The observations are sorted by their ids, so that the order of rows means nothing.
 *
 * @param columns where the features come from; its names are those of the cost model's features
 * @param instances the examples, in the order in which they first appear
 * @param observations what was done, or where there is no such column the true costs; empty where there is neither
 */
public record Examples(FeatureColumns columns, List<Instance> instances, List<Observation> observations) {
    /**
     * Creates the examples.
     *
     * @param columns where the features come from
     * @param instances the examples; copied
     * @param observations what was done; copied
     */
    public Examples {
        instances = List.copyOf(instances);
        observations = List.copyOf(observations);
    }
}
