package io.dither.people.tastes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.choice.Elasticities;
import io.dither.learn.Choices;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasteElasticitiesTest {
    private static final List<Observation> CHOICES = Choices.of(200, 5, 1, -0.5);

    /** Spreads that may be 0 are taken as given, which is said; a location without an error leaves none. */
    @Test
    void spreadsNearZeroAreTakenAsGiven() {
        List<Observation> all = new ArrayList<>();
        CHOICES.forEach(one -> all.add(one.withCluster("p" + all.size() / 5)));
        FittedTastes tastes =
                Tastes.of(SharedLinearModel.of("x", "y")).draws(16).fit(all);
        assertEquals(WeightStatus.NEAR_ZERO, tastes.taste("x").spread().status(), tastes.toString());
        List<Observation> few = all.subList(0, 20);
        for (Weight one : Elasticities.of(tastes, 20).own(few)) {
            assertTrue(one.standardError() > 0 && one.low() < one.high(), one.toString());
            assertTrue(one.note().contains("spread(x)") && one.note().endsWith("as fixed"), one.note());
        }
        double[][] covariance = tastes.covariance().clone();
        covariance[0] = new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        for (Weight one : Elasticities.of(with(tastes, covariance), 20).own(few)) {
            assertTrue(Double.isNaN(one.standardError()), one.toString());
            assertEquals("a weight has no error", one.note());
        }
    }

    private static FittedTastes with(FittedTastes one, double[][] covariance) {
        FittedTastes.Estimate found = one.estimate();
        FittedTastes.Estimate changed = new FittedTastes.Estimate(
                found.population(), covariance, found.degreesOfFreedom(), found.simulation(), found.nearZero());
        return new FittedTastes(one.commonFit(), changed, one.procedure(), one.likelihood(), one.ending());
    }
}
