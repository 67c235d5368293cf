package io.dither.experiments.histories;

import io.dither.experiments.learning.ResultsView;
import io.dither.experiments.learning.ResultsView.ModelOnDecisions;
import io.dither.experiments.learning.ResultsView.Section;
import io.dither.learn.Learner;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.UtilityModel;
import io.dither.learn.persons.PersonResults;
import io.dither.learn.study.StudyResults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Additional parts of the results: ratios of weights, and the sections of the module that has reshaped the rows, such
 * as {@code dither choice}. Each section is made once.
 */
final class LearnViews {
    private final StudyInput input;
    private final Optional<String> payIn;
    /** Makes the sections of the module that has reshaped the rows. */
    private final Optional<ResultsView> view;

    private @Nullable Section weights;
    private @Nullable Section decisions;

    /** {@code payIn} is the name of the weight that is the denominator of ratios of weights; empty for no ratios. */
    LearnViews(StudyInput input, Optional<String> payIn) {
        this.input = input;
        this.payIn = payIn;
        view = ResultsView.find(input.reshape());
    }

    /**
     * Returns the table of coefficients of utilities; empty if rows were not reshaped. Also empty if persons differ or
     * utilities are not linear, because these cases have other tables.
     */
    Optional<Section> weights(StudyResults results) {
        if (weights == null
                && view.isPresent()
                && results.persons().isEmpty()
                && UtilityModel.isLinear(results.fit().model())) {
            weights = view.get().weights(results.fit(), classical(results));
        }
        return Optional.ofNullable(weights);
    }

    /**
     * Returns the fit with classical standard errors, those of the inverse Hessian, to be shown beside its robust errors; empty if its
     * errors are not robust, or if its loss is not minus a log likelihood.
     */
    private Optional<Fitted> classical(StudyResults results) {
        Fitted fitted = results.fit();
        boolean isLikelihood = fitted.settings().errors() == FitSettings.Errors.ROBUST
                && fitted.covariance().length > 0
                && results.measures()
                        .likelihood()
                        .filter(figures -> figures.parameters() >= 0) // -1 unless the likelihood was maximised
                        .isPresent();
        return isLikelihood
                        && input.estimator(fitted.settings().errors(FitSettings.Errors.MODEL))
                                instanceof Learner learner
                ? Optional.of(learner.intervals(fitted, input.observations()))
                : Optional.empty();
    }

    /** Returns the section about the decisions that the model was fitted to; empty if rows were not reshaped. */
    Optional<Section> decisions(StudyResults results) {
        if (decisions == null && view.isPresent()) {
            decisions = view.get()
                    .decisions(new ModelOnDecisions(
                            input.reshape(),
                            results.fit(),
                            results.persons().map(PersonResults::model),
                            input.observations(),
                            NameFunction.of(input.examples())));
        }
        return Optional.ofNullable(decisions);
    }

    /** Returns ratios of weights; none if persons differ, because their ratios differ too. */
    WeightRatios ratios(StudyResults results) {
        return WeightRatios.of(results.fit(), results.persons().isPresent() ? Optional.empty() : payIn);
    }

    /** Returns the sections about weights and about decisions, if they exist. */
    List<Section> sections(StudyResults results) {
        return Stream.of(weights(results), decisions(results))
                .flatMap(Optional::stream)
                .toList();
    }
}
