package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.experiments.learning.ResultsView;
import io.dither.experiments.learning.ResultsView.ModelOnDecisions;
import io.dither.experiments.learning.ResultsView.Section;
import io.dither.experiments.run.StopRequest;
import io.dither.learn.Cluster;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.diagnose.LikelihoodComparison;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.PersonModel;
import io.dither.learn.study.Drift;
import io.dither.learn.study.OverTime;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decisions of a saved model on the examples of a history.
 *
 * @param saved the model
 * @param examples the history
 * @param outcomes the model's decisions beside the observed decisions
 */
record Evaluation(SavedModel saved, Examples examples, List<Outcome> outcomes) {
    /** Lets the model decide all examples; an example of a person in the training data is decided by the weights of this person. */
    static Evaluation of(SavedModel saved, Examples examples, Cluster cluster) {
        List<Observation> observations = examples.observations();
        Optional<PersonModel> persons = PersonModel.of(saved);
        try (Cluster.History history = MasterOption.send(cluster, examples, observations)) {
            List<Outcome> outcomes = persons.isPresent()
                    ? persons.get().outcomes(history, observations)
                    : history.outcomes(saved.fitted(), observations);
            return new Evaluation(saved, examples, outcomes);
        }
    }

    /** Returns the log likelihood of the observed decisions, if their probabilities have a closed form. */
    Optional<LogLikelihood> likelihood() {
        double[] logProbabilities =
                outcomes.stream().mapToDouble(Outcome::logProbability).toArray();
        int parameters = -1; // no AIC or BIC: they hold only for decisions that the model was fitted to
        List<Observation> observations =
                outcomes.stream().map(Outcome::observation).toList();
        return LogLikelihood.of(saved.fitted(), observations, logProbabilities, parameters, NameFunction.of(examples));
    }

    /**
     * Returns the section about these decisions; empty if the rows of the history were not reshaped. The module that
     * reshapes rows, such as {@code dither choice}, writes the section.
     */
    Optional<Section> decisionSection() {
        ModelOnDecisions model = modelOnDecisions();
        return ResultsView.find(model.reshape()).map(view -> view.decisions(model));
    }

    /** Returns the model with these decisions, to compare likelihoods; it must have been fitted to these decisions. */
    LikelihoodComparison.Candidate candidate() {
        return new LikelihoodComparison.Candidate(
                saved.fitted(), PersonModel.of(saved).map(PersonModel::mixture), outcomes, NameFunction.of(examples));
    }

    private ModelOnDecisions modelOnDecisions() {
        return new ModelOnDecisions(
                saved.setup().path("roles").path(Role.RESHAPE.name()).asText(), // empty if rows were not reshaped
                saved.fitted(),
                PersonModel.of(saved),
                outcomes.stream().map(Outcome::observation).toList(),
                NameFunction.of(examples));
    }

    /**
     * Returns the regret over time, or the coordinate accuracy if the true costs of an example are unknown; empty without
     * a column of times, or if all clusters of examples, such as persons, end at the same time.
     */
    Optional<OverTime> overTime() {
        Map<String, Integer> ranks = examples.ranks(); // the rank in time of each example, by its id; no id is missing
        return ranks.isEmpty()
                ? Optional.empty()
                : OverTime.of(outcomes, example -> ranks.getOrDefault(example.id(), 0));
    }

    /** Tests for drift since the model was learnt. If fits draw samples, tests weights only if {@code testsWeights}. */
    Drift drift(boolean testsWeights, int threads, PluginCatalogue catalogue) {
        return Drift.of(
                saved,
                examples.observations(),
                outcomes,
                testsWeights,
                settings -> saved.estimator(examples.shape(), settings.threads(threads), catalogue)
                        .cancelledBy(() -> {
                            StopRequest.check(); // throws after Ctrl-C
                            return false;
                        }),
                catalogue);
    }
}
