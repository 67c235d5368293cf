package io.dither.people.tastes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published log likelihoods and estimates of the Swiss route choices. */
class SwissTastesTest {
    private static void assertWeight(Weight weight, double estimate, double error, int digits) {
        assertEquals(estimate, weight.estimate(), 0.5 * Math.pow(10, -digits));
        assertEquals(error, weight.standardError(), 0.015 * error);
    }

    /** Few draws and no errors, which the long tests have. */
    @Test
    void logLikelihoodsAreThePublishedOnes() {
        FittedTastes fitted = Tastes.of(SwissRoutes.MODEL)
                .law(Law.LOGNORMAL)
                .draws(64)
                .with("errors", "NONE")
                .fit(SwissRoutes.read());
        assertEquals(-1665.6885, fitted.commonLogLikelihood(), 1e-4);
        assertEquals(-0.0597706, fitted.commonFit().weight("tt").estimate(), 5e-7);
        assertEquals(-0.1318153, fitted.commonFit().weight("tc").estimate(), 5e-7);
        assertEquals(-1443.7, fitted.logLikelihood().value(), 6);
        assertEquals(-1.9843, fitted.taste("tt").location().estimate(), 0.2);
        assertEquals(0.4662, fitted.taste("tt").spread().estimate(), 0.2);
    }

    @Tag("long")
    @Test
    void independentLognormalTastes() {
        List<Observation> all = SwissRoutes.read();
        FittedTastes fitted = Tastes.of(SwissRoutes.MODEL).law(Law.LOGNORMAL).fit(all);
        assertEquals(-1665.6885, fitted.commonLogLikelihood(), 1e-4);
        assertWeight(fitted.commonFit().weight("tt"), -0.0597706, 0.00673, 6);
        assertWeight(fitted.commonFit().weight("tc"), -0.1318153, 0.02361, 6);
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        assertEquals(-1443.7, fitted.logLikelihood().value(), 3);
        assertTrue(fitted.logLikelihood().standardError() < 0.5, fitted.toString());
        String[] names = {"tt", "tc", "hw", "ch"};
        double[] locations = {-1.9843, -1.0246, -2.9339, 0.6233};
        double[] spreads = {0.4662, 0.9843, 0.8163, 0.8263};
        for (int k = 0; k < 4; k++) {
            Taste taste = fitted.taste(names[k]);
            assertEquals(
                    locations[k],
                    taste.location().estimate(),
                    2 * taste.location().standardError());
            assertEquals(
                    spreads[k], taste.spread().estimate(), 2 * taste.spread().standardError());
            assertTrue(taste.median().value() < 0, fitted.toString());
            assertTrue(
                    fitted.estimate().simulation()[k] < 0.1 * taste.location().standardError(), fitted.toString());
        }
        assertTrue(fitted.likelihoodRatioPValue() < 1e-10);
        assertTrue(fitted.ratio("tt", "tc").low() > 0, fitted.toString());
    }

    @Tag("long")
    @Test
    void correlatedLognormalTastes() {
        FittedTastes fitted = Tastes.of(SwissRoutes.MODEL)
                .law(Law.LOGNORMAL)
                .correlated()
                .with("threads", 2)
                .fit(SwissRoutes.read());
        assertEquals(-1404.5, fitted.logLikelihood().value(), 5);
        assertTrue(fitted.population().correlation(0, 1) > 0.5, fitted.toString());
    }

    @Tag("long")
    @Test
    void classes() {
        double[] published = {-1552.534, -1490.216, -1449.524, -1431.005};
        FittedClasses fitted = Classes.of(SwissRoutes.MODEL).with("threads", 2).fit(SwissRoutes.read(), 2, 5);
        for (int count = 2; count <= 5; count++) {
            FittedClasses.Candidate candidate = fitted.search().candidates().get(count - 1);
            assertEquals(count, candidate.classes());
            assertEquals(published[count - 2], candidate.logLikelihood(), 1, fitted.toString());
        }
    }
}
