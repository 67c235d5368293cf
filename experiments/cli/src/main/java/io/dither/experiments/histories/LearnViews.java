package io.dither.experiments.histories;

import io.dither.experiments.learning.ResultsView;
import io.dither.experiments.learning.ResultsView.Judged;
import io.dither.experiments.learning.ResultsView.Section;
import io.dither.learn.persons.PersonResults;
import io.dither.learn.study.StudyResults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a module says of results of rows that it has reshaped, each part made once. */
final class LearnViews {
    private final StudyInput input;
    private final Optional<ResultsView> view;
    private @Nullable Section weights;
    private @Nullable Section decisions;

    LearnViews(StudyInput input) {
        this.input = input;
        view = ResultsView.find(input.reshape());
    }

    /** Returns the estimates; nothing if persons differ, who have a table of their own. */
    Optional<Section> weights(StudyResults results) {
        if (weights == null && view.isPresent() && results.persons().isEmpty()) {
            weights = view.get().weights(results.fit(), input.classical(results));
        }
        return Optional.ofNullable(weights);
    }

    /** Returns the decisions that the model was fitted to. */
    Optional<Section> decisions(StudyResults results) {
        if (decisions == null && view.isPresent()) {
            decisions = view.get()
                    .decisions(new Judged(
                            input.reshape(),
                            results.fit(),
                            results.persons().map(PersonResults::model),
                            input.observations(),
                            Alternatives.of(input.examples())));
        }
        return Optional.ofNullable(decisions);
    }

    /** Returns all parts that there are. */
    List<Section> all(StudyResults results) {
        return Stream.of(weights(results), decisions(results))
                .flatMap(Optional::stream)
                .toList();
    }
}
