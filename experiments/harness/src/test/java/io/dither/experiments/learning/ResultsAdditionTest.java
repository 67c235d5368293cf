package io.dither.experiments.learning;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.learning.ResultsView.Section;
import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.SimulatedChoices;
import io.dither.learn.model.Fitted;
import io.dither.learn.persons.Mixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsAdditionTest {
    private static final String MARK = "shown by an addition";

    /** Adds a section to fits with the mark as their message. */
    public static final class OfMarkedFits implements ResultsAddition {
        @Override
        public Optional<Section> of(Fitted fitted, Optional<Mixture> persons, List<Outcome> heldOut) {
            return fitted.message().equals(MARK)
                    ? Optional.of(new Section("", Map.of(), html -> html.element("h2", heldOut.size() + " held out")))
                    : Optional.empty();
        }
    }

    @Test
    void aPageWithoutHeldOutExamplesHasTheSection() {
        Fitted fitted = Learner.of(SimulatedChoices.MODEL)
                .noise("gumbel")
                .withoutIntervals()
                .fit(SimulatedChoices.offers(50, 4, true))
                .edit()
                .message(MARK)
                .build();
        String page = LearningReport.of("Offers", fitted).html();
        assertTrue(page.contains("<h2>0 held out</h2>"), page);
    }
}
