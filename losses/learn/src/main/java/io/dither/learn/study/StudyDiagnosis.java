package io.dither.learn.study;

import io.dither.learn.Outcome;
import io.dither.learn.diagnose.Baselines;
import io.dither.learn.diagnose.Calibration;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.persons.PersonModel;
import io.dither.learn.persons.PersonResults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the diagnosis of a study on the held-out examples. This takes further solves, and a further fit if the model
 * is made of trees.
 */
final class StudyDiagnosis {
    private StudyDiagnosis() {}

    static Optional<Diagnosis> of(Study study, StudyResults results, StudyListener listener) {
        return results.heldOut()
                .fit()
                .flatMap(trained -> OptionalMeasurement.of(
                        () -> diagnose(study, results, trained, listener), "there is no diagnosis", listener));
    }

    private static Diagnosis diagnose(Study study, StudyResults results, Fitted trained, StudyListener listener) {
        HeldOut heldOut = results.heldOut();
        Holdout split = heldOut.split();
        Map<String, List<Outcome>> others = new LinkedHashMap<>(outcomesOfSimplerModel(study, results, listener));
        others.putAll(Baselines.of(trained.model(), split.training(), split.heldOut(), study.names()));
        Diagnosis diagnosis = Diagnosis.of(trained, heldOut.outcomes(), others, Diagnosis.SAMPLES, study.seed());
        return averagedOverPersons(diagnosis, results, study.seed());
    }

    /**
     * If weights differ between persons, replaces the calibration by one whose probabilities are averaged over all
     * persons, because held-out persons are unknown.
     */
    private static Diagnosis averagedOverPersons(Diagnosis diagnosis, StudyResults results, long seed) {
        Optional<PersonModel> persons = results.persons().flatMap(PersonResults::trained);
        return diagnosis.calibration() == null || persons.isEmpty()
                ? diagnosis
                : diagnosis.with(
                        Calibration.of(diagnosis.outcomes(), persons.get()::probabilities, Diagnosis.SAMPLES, seed));
    }

    /**
     * Returns the decisions of a simpler model with the same loss, by the name of the model: the same weights for all
     * persons, no effects of groups, or weights instead of trees. Returns an empty map if there is no simpler model.
     */
    private static Map<String, List<Outcome>> outcomesOfSimplerModel(
            Study study, StudyResults results, StudyListener listener) {
        CostModel model = results.fit().model();
        if (!results.heldOut().simplerOutcomes().isEmpty()) {
            return Map.of(results.simplerName(), results.heldOut().simplerOutcomes());
        }
        if (!model.names().isEmpty()) { // the model is not made of trees
            return Map.of();
        }
        listener.stage("learning weights to compare with");
        Holdout split = results.heldOut().split();
        Fitted fitted = new Estimators(study, listener)
                .ofSimpler(model, results.setting())
                .fit(split.training());
        return Map.of("weights, same loss", Outcome.all(split.heldOut(), fitted));
    }
}
