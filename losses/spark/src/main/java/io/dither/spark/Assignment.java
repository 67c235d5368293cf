package io.dither.spark;

import io.dither.learn.PartEvaluator;
import io.dither.learn.Workload;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.List;

/** What a fit evaluates, and on which examples. */
record Assignment(Workload workload, Subset subset) implements Serializable {
    PartEvaluator on(List<Observation> part, PluginCatalogue catalogue) {
        return workload.on(subset.in(part), catalogue);
    }
}
