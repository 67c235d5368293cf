package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors by more fits. */
class RefitsTest {
    private static Learner learner(Errors errors) {
        return Learner.of(SharedLinearModel.of("a", "b")).noise("gumbel").errors(errors);
    }

    @Test
    void jackknifeAndBootstrapAgreeWithTheSandwichOnManyExamples() {
        List<Observation> rows = new ArrayList<>();
        for (Observation one : Choices.of(100, 3, 1, -0.5)) {
            rows.add(one.withCluster("g" + Integer.parseInt(one.id().substring(1)) / 2));
        }
        double right = learner(Errors.ROBUST).fit(rows).weight("a").standardError();
        Fitted jackknife = learner(Errors.JACKKNIFE).fit(rows);
        assertEquals(right, jackknife.weight("a").standardError(), 0.1 * right);
        assertTrue(jackknife.message().contains("50 clusters"), jackknife.message());
        Fitted bootstrap = learner(Errors.BOOTSTRAP).fit(rows);
        assertEquals(right, bootstrap.weight("a").standardError(), 0.2 * right);
        assertTrue(bootstrap.weight("a").low() < 1 && bootstrap.weight("a").high() > 1);
    }

    /** Each example has its share of the slope of the penalty, so that equations add up to 0. */
    @Test
    void errorsUnderAPenaltyAreThoseOfTheJackknife() {
        List<Observation> rows = Choices.of(160, 3, 2, -1);
        double right = learner(Errors.JACKKNIFE).l2(1).fit(rows).weight("a").standardError();
        Fitted pseudo = learner(Errors.PSEUDO_TRUE).l2(1).fit(rows);
        assertEquals(right, pseudo.weight("a").standardError(), 0.02 * right);
        List<Observation> few = Choices.of(100, 3, 2, -1);
        double ofFew = learner(Errors.JACKKNIFE).l2(1).fit(few).weight("a").standardError();
        Fitted small = learner(Errors.PSEUDO_TRUE).l2(1).fit(few);
        assertEquals(ofFew, small.weight("a").standardError(), 0.03 * ofFew);
    }

    @Test
    void anyLossHasErrorsByTheJackknife() {
        List<Observation> rows = Choices.of(30, 3, 1, -0.5);
        List<Fitted.Part> parts = new ArrayList<>();
        Fitted fitted = learner(Errors.JACKKNIFE)
                .loss("squared:layer=(exact:noise=gumbel)")
                .onPart(parts::add)
                .fit(rows);
        assertTrue(parts.stream().allMatch(part -> part.samples() == 1), parts.toString());
        assertTrue(fitted.weight("a").standardError() > 0, fitted.toString());
        assertTrue(fitted.epsilonWeight().isUnused(), fitted.toString());
    }

    @Test
    void whatHasNoSolutionHasNoInterval() {
        Fitted few = learner(Errors.BOOTSTRAP).fit(Choices.of(4, 3, 1, -0.5));
        assertTrue(Double.isNaN(few.weight("a").standardError()), few.toString());
    }
}
