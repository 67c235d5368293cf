package io.dither.localsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fits by chains, to decisions drawn from the very law. */
class LocalSearchFitTest {
    private static final LinearOracle SET = Oracles.topK(6, 2);
    private static final double[] TRUTH = {1, -0.7};
    private static final SharedLinearModel MODEL = SharedLinearModel.of("a", "b");

    private static List<Observation> decisions(int n, long seed) {
        List<Observation> all = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(seed);
        for (int i = 0; i < n; i++) {
            random.startSample(i);
            double[][] rows = new double[6][2];
            double[] theta = new double[6];
            for (int j = 0; j < 6; j++) {
                rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                theta[j] = TRUTH[0] * rows[j][0] + TRUTH[1] * rows[j][1];
            }
            all.add(Observation.of("day" + i, Features.of(rows), SET, drawn(theta, random)));
        }
        return all;
    }

    /** One of the pairs, with its Gibbs probability. */
    private static double[] drawn(double[] theta, KeyedRandom random) {
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.exp(theta[i] + theta[j]);
            }
        }
        double left = random.nextDouble() * sum;
        double[] y = new double[6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i && left > 0; j++) {
                left -= Math.exp(theta[i] + theta[j]);
                if (left <= 0) {
                    y[i] = 1;
                    y[j] = 1;
                }
            }
        }
        return y;
    }

    private static Learner learner(String loss) {
        return Learner.of(MODEL).loss(loss);
    }

    @Test
    void weightsAreWithinTheirErrorsOfTheTruth() {
        Fitted fitted = learner("local-search:steps=200").fit(decisions(400, 1));
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.message());
        for (int k = 0; k < 2; k++) {
            double error = fitted.weights().get(k).standardError();
            assertTrue(error > 0.03 && error < 0.15, fitted.toString());
            assertEquals(TRUTH[k], fitted.weights().get(k).estimate(), 4 * error);
        }
    }

    @Test
    @Tag("long")
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        int held = 0;
        int histories = 60;
        for (int h = 0; h < histories; h++) {
            Fitted fitted = learner("local-search:steps=200").fit(decisions(200, 100 + h));
            for (int k = 0; k < 2; k++) {
                held += Math.abs(fitted.weights().get(k).estimate() - TRUTH[k])
                                <= 1.96 * fitted.weights().get(k).standardError()
                        ? 1
                        : 0;
            }
        }
        assertEquals(0.95, held / (2.0 * histories), 0.06, held + " held"); // three standard errors
    }

    @Test
    void chainsThatDoNotMixGiveWeightsWithoutErrors() {
        Fitted fitted = learner("local-search:steps=5").fit(decisions(400, 1));
        for (int k = 0; k < 2; k++) {
            assertEquals(TRUTH[k], fitted.weights().get(k).estimate(), 0.4);
            assertTrue(Double.isNaN(fitted.weights().get(k).standardError()));
        }
        assertTrue(fitted.message().contains("chains of 5 steps do not mix"), fitted.message());
    }

    @Test
    void persistentChainsLearnByMiniBatches() {
        List<Observation> decisions = decisions(300, 2);
        Fitted fitted = learner("local-search:steps=5,start=persistent")
                .miniBatches(60, 30, 0.05)
                .fit(decisions);
        Fitted whole = learner("local-search:steps=200").fit(decisions);
        for (int k = 0; k < 2; k++) {
            double error = whole.weights().get(k).standardError();
            assertEquals(
                    whole.weights().get(k).estimate(), fitted.weights().get(k).estimate(), 2 * error);
        }
        assertTrue(Double.isNaN(fitted.loss()));
    }

    @Test
    void onlyFullBatchesHaveStandardErrors() {
        List<Observation> decisions = decisions(20, 4);
        assertEquals("", learner("local-search").reasonWithoutErrors(decisions));
        String reason = learner("local-search").miniBatches(2, 5, 0.1).reasonWithoutErrors(decisions);
        assertTrue(reason.contains("not that of a model of decisions"), reason);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        List<Observation> decisions = decisions(60, 3);
        double[] one =
                learner("local-search:steps=50").threads(1).fit(decisions).parameters();
        double[] two =
                learner("local-search:steps=50").threads(2).fit(decisions).parameters();
        assertTrue(Arrays.equals(one, two));
        Learner persistent = learner("local-search:steps=5,start=persistent").miniBatches(3, 10, 0.05);
        assertTrue(Arrays.equals(
                persistent.threads(1).fit(decisions).parameters(),
                persistent.threads(2).fit(decisions).parameters()));
    }

    @Test
    void whatNeedsValuesOrContinuesIsRefused() {
        List<Observation> decisions = decisions(20, 4);
        assertThrows(
                InvalidArgumentException.class,
                () -> learner("local-search").earlyStopping(0.2).fit(decisions));
        assertThrows(
                InvalidArgumentException.class,
                () -> learner("local-search")
                        .miniBatches(2, 5, 0.1)
                        .earlyStopping(0.2)
                        .fit(decisions));
        assertThrows(
                InvalidArgumentException.class,
                () -> learner("local-search").learnEpsilon().fit(decisions));
        Learner persistent = learner("local-search:start=persistent").miniBatches(2, 5, 0.1);
        assertThrows(
                InvalidArgumentException.class,
                () -> persistent.checkpoint(Path.of("none")).fit(decisions));
    }
}
