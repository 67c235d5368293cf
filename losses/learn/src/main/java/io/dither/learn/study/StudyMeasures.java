package io.dither.learn.study;

import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GrownModel;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.List;

/** Computes the measures of a study on the held-out examples. */
record StudyMeasures(Study study, StudyListener listener) {
    /** Adds the measures on the held-out examples to the measures {@code ofFit} of the fit to all examples. */
    Measures of(HeldOut heldOut, Fitted fit, FitSettings setting, Measures ofFit) {
        List<Metric> relaxation = OptionalMeasurement.of(
                        () -> relaxation(heldOut), "the relaxation is not compared", listener)
                .orElse(List.of());
        return new Measures(
                ofFit.isSampled(), ofFit.likelihood(), ofFit.mixing(), relaxation, importance(heldOut, fit, setting));
    }

    /** Compares the oracle used in training with the oracle that decides; empty if they are the same. */
    private List<Metric> relaxation(HeldOut heldOut) {
        return !study.hasTrainingOracles() || heldOut.outcomes().isEmpty()
                ? List.of()
                : Relaxation.metrics(
                        heldOut.fit().orElseThrow(),
                        heldOut.outcomes(),
                        study.withTrainingOracles(heldOut.split().heldOut()));
    }

    /** Returns each feature's gain in the model of all examples and its permutation importance in the model of the training part. */
    private List<Importance> importance(HeldOut heldOut, Fitted fit, FitSettings setting) {
        double[] gains = fit.model().as(GrownModel.class).map(GrownModel::gains).orElse(new double[0]);
        List<Observation> examples = heldOut.fit().isPresent() ? heldOut.split().heldOut() : List.of();
        Fitted evaluated = heldOut.fit().orElse(fit);
        List<Importance> importance = new ArrayList<>();
        for (Importance feature : new Estimators(study, listener).of(setting).importance(evaluated, examples)) {
            // the gain of the feature with this index; there are gains, because only trees have importance
            importance.add(feature.withGain(gains[importance.size()]));
        }
        return importance;
    }
}
