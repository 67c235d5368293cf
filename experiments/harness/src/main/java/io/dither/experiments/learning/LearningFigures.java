package io.dither.experiments.learning;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows.
 *
 * @param title its title
 * @param provenance where the model comes from
 * @param fitted the fit whose weights are shown
 * @param importance what the features of a grown model do, none for others
 * @param truth the true weights and epsilon by name, where they are known
 * @param judged the fit that made the held-out decisions
 * @param held how many examples were held out
 * @param comparison the metrics, or null where nothing was held out
 * @param excess what observed decisions cost more, or null where that is unknown
 * @param calibration probabilities against frequencies, or null where they were not asked for
 * @param worst the worst-predicted examples, or null where none is known
 * @param map where coordinates lie, or null
 * @param noise which noise fits, or null where it was not asked for
 * @param logit the recursive logit, or null where the examples are no paths or it was not asked for
 * @param isScore whether theta is a score, of which more is better, and not a cost
 * @param unit the feature that theta is measured in, or nothing
 */
record LearningFigures(
        String title,
        Map<String, String> provenance,
        Fitted fitted,
        List<Importance> importance,
        Map<String, Double> truth,
        Fitted judged,
        int held,
        @Nullable Comparison comparison,
        @Nullable Excess excess,
        @Nullable Calibration calibration,
        @Nullable WorstExamples worst,
        @Nullable RoadMap map,
        @Nullable NoiseChoice noise,
        @Nullable RecursiveLogit logit,
        boolean isScore,
        String unit) {}
