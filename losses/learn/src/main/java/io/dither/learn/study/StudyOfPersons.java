package io.dither.learn.study;

import io.dither.learn.Cluster;
import io.dither.learn.Outcome;
import io.dither.learn.Simulations;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.PersonEstimator;
import io.dither.learn.persons.PersonModel;
import io.dither.learn.persons.PersonResults;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a study if weights differ between persons. */
record StudyOfPersons(Study study, Cluster.History history, StudyListener listener) {
    /** Returns the results without provenance, which {@link StudyRun} adds. */
    StudyResults results(PersonEstimator estimator, Holdout split, FitSettings setting) {
        List<Observation> all = study.withTrainingOracles(study.observations());
        CostModel model = study.factory().on(study.shape());
        PersonResults persons = estimator.fit(
                new PersonEstimator.Task(
                        model, study.seeded(setting), study.plugins(), listener::stage, listener::isCancelled),
                // without times, all decisions have the same position in time
                new PersonEstimator.Decisions(history, split, all, study.time().orElse(example -> 0)));
        List<Observation> examples = split.heldOut();
        Optional<PersonModel> trained = persons.trained();
        HeldOut heldOut = new HeldOut(
                split,
                trained.map(PersonModel::typical),
                trained.map(trainedModel -> trainedModel.outcomes(examples)).orElse(List.of()),
                trained.map(trainedModel ->
                                Outcome.all(examples, trainedModel.mixture().commonFit()))
                        .orElse(List.of()));
        Mixture mixture = persons.model().mixture();
        Measures ofFit = Measures.of(
                        Simulations.drawsSamples(mixture.commonFit().settings(), all, study.plugins()))
                .with(LogLikelihood.of(mixture, all, study.names()), Optional.empty()); // no Markov chains are used
        Fitted typical = persons.model().typical();
        Measures measures = new StudyMeasures(study, listener).of(heldOut, typical, setting, ofFit);
        return new StudyResults(setting, heldOut, typical, Map::of, measures, Optional.of(persons));
    }
}
