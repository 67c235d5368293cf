package io.dither.learn.study;

import io.dither.error.Arguments;
import io.dither.learn.Cluster;
import io.dither.learn.Estimator;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Simulations;
import io.dither.learn.Tuning;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a study: chooses the settings, fits to the training part, and fits to all examples. */
final class StudyRun {
    private final Study study;
    private final Cluster.History history;
    private final StudyListener listener;
    private final Estimators estimators;

    StudyRun(Study study, Cluster.History history, StudyListener listener) {
        this.study = study;
        this.history = history;
        this.listener = listener;
        estimators = new Estimators(study, listener);
    }

    StudyResults results() {
        List<Observation> observations = study.observations();
        Holdout parts = study.time()
                .map(time -> Holdout.latest(observations, study.heldOutShare(), time))
                .orElseGet(() -> Holdout.split(observations, study.heldOutShare(), study.seed()));
        int candidates = study.candidates().size();
        Arguments.require(
                candidates == 1 || study.persons().isEmpty(),
                "a study of persons needs a single setting, such as one epsilon, not " + candidates,
                "Maybe --epsilon 1");
        // the training part is empty if all clusters are held out, for example if there is only one cluster
        FitSettings setting = bestSetting(parts.training().isEmpty() ? observations : parts.training());
        Holdout split = withTrainingOracles(parts);
        List<Observation> all = study.withTrainingOracles(observations);
        return study.persons()
                .map(estimator -> withProvenance(
                        new StudyOfPersons(study, history, listener).results(estimator, split, setting),
                        estimators.of(setting),
                        all))
                .orElseGet(() -> resultsOfSameWeights(split, all, setting));
    }

    /** Returns the split with the oracles to train on in the training part; held-out examples keep the oracles that decide. */
    private Holdout withTrainingOracles(Holdout parts) {
        return new Holdout(study.withTrainingOracles(parts.training()), parts.heldOut());
    }

    /**
     * Returns the results if all persons have the same weights. {@code Map::of} stands for the provenance, which is added
     * last.
     */
    private StudyResults resultsOfSameWeights(Holdout split, List<Observation> all, FitSettings setting) {
        HeldOut heldOut = heldOut(split, setting);
        listener.stage("learning on all " + all.size() + " examples");
        Estimator estimator = estimators.of(setting, Study.Part.ALL);
        Measures initial = Measures.of(estimator.drawsSamples(all));
        Fitted fitted = estimator
                .onSearchEnd(fit -> listener.fitted(withProvenance(
                        new StudyResults(setting, heldOut, fit, Map::of, initial, Optional.empty()), estimator, all)))
                .fit(history, all);
        Measures ofFit = initial.with(
                LogLikelihood.of(fitted, all, true, study.names()), Simulations.mixing(fitted, all, study.plugins()));
        Measures measures = new StudyMeasures(study, listener).of(heldOut, fitted, setting, ofFit);
        return withProvenance(
                new StudyResults(setting, heldOut, fitted, Map::of, measures, Optional.empty()), estimator, all);
    }

    /** Replaces the provenance by that of the fit to all examples. */
    private StudyResults withProvenance(StudyResults results, Estimator estimator, List<Observation> all) {
        return new StudyResults(
                results.setting(),
                results.heldOut(),
                results.fit(),
                new Origin(() -> provenance(results, estimator.digest(all))),
                results.measures(),
                results.persons());
    }

    private Map<String, String> provenance(StudyResults results, String digest) {
        Map<String, String> provenance =
                study.provenance(results.setting(), results.fit().model());
        results.samples().ifPresent(text -> provenance.put("samples", text));
        provenance.put("seed", String.valueOf(study.seed()));
        provenance.put("fit sha256", digest);
        return provenance;
    }

    /** Computes the provenance when it is first needed, and only once, because its digest reads all examples. */
    private static final class Origin implements Supplier<Map<String, String>> {
        private final Supplier<Map<String, String>> computation;
        private @Nullable Map<String, String> provenance;

        Origin(Supplier<Map<String, String>> computation) {
            this.computation = computation;
        }

        @Override
        public synchronized Map<String, String> get() {
            Map<String, String> texts = provenance == null ? computation.get() : provenance;
            provenance = texts;
            return texts;
        }
    }

    /** Fits to the training part and decides the held-out examples, if there are any. */
    private HeldOut heldOut(Holdout split, FitSettings setting) {
        if (split.heldOut().isEmpty() || split.training().isEmpty()) {
            return HeldOut.none(split);
        }
        listener.stage("learning on " + split.training().size() + " examples");
        Fitted fitted =
                estimators.of(setting, Study.Part.TRAINING).withoutIntervals().fit(history, split.training());
        List<Outcome> outcomes = OptionalMeasurement.outcomes(history, fitted, split.heldOut(), listener);
        if (outcomes.isEmpty()) {
            return HeldOut.none(split);
        }
        // held-out examples without a solution have no outcome
        Holdout solved = new Holdout(
                split.training(), outcomes.stream().map(Outcome::observation).toList());
        List<Outcome> simpler = List.of();
        if (!GroupEffects.of(fitted.model()).isEmpty()) {
            listener.stage("learning without effects to compare with");
            Fitted simpleFit = estimators.ofSimpler(fitted.model(), setting).fit(history, split.training());
            simpler = OptionalMeasurement.of(
                            () -> history.outcomes(simpleFit, solved.heldOut()),
                            "there is no comparison with a model without effects",
                            listener)
                    .orElse(List.of());
        }
        return new HeldOut(solved, Optional.of(fitted), outcomes, simpler);
    }

    /** Returns the best of the study's settings by cross-validation on these examples, or its only settings. */
    private FitSettings bestSetting(List<Observation> observations) {
        List<FitSettings> candidates = study.candidates();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        listener.stage("choosing among " + candidates.size() + " settings by " + study.folds() + " folds");
        List<Holdout> folds = folds(observations);
        Tuning.Table table = Tuning.crossValidate(
                candidates, estimators::of, history, folds, outcomes -> Metrics.forChoosing(outcomes, study.metric()));
        listener.stage(table.toString().stripTrailing());
        return table.best().setting();
    }

    private List<Holdout> folds(List<Observation> observations) {
        List<Holdout> folds = study.time()
                .map(time -> Holdout.rolling(observations, study.folds(), time))
                .orElseGet(() -> Holdout.folds(observations, study.folds(), study.seed()));
        return folds.stream().map(this::withTrainingOracles).toList();
    }
}
