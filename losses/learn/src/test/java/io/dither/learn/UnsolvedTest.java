package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Solvers that end some solves without any solution. */
class UnsolvedTest {
    private static final int OPTIONS = 6;
    private static final double[] TRUTH = {1, -0.5};
    private static final double KEPT = 1000;

    /** Chooses two of six, and finds nothing for one in so many thetas, unless it is given more time. */
    private record Hasty(int oneIn, Sense sense, boolean keepsCosts) implements LinearOracle {
        private static final LinearOracle ALL = Oracles.topK(OPTIONS, 2);

        @Override
        public int dimension() {
            return OPTIONS;
        }

        @Override
        public Set<Trait> traits() {
            return keepsCosts ? Set.of(Trait.ZERO_ONE, Trait.OFFSET) : Set.of(Trait.ZERO_ONE);
        }

        @Override
        public OracleSession openSession() {
            return new Session(this, ALL.openSession());
        }
    }

    private static final class Session implements LimitedSession {
        private final Hasty oracle;
        private final OracleSession all;
        private double factor = 1;

        Session(Hasty oracle, OracleSession all) {
            this.oracle = oracle;
            this.all = all;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            double[] scores = theta.clone();
            for (int i = 0; i < scores.length; i++) {
                scores[i] = oracle.sense.sign() * theta[i] + (oracle.keepsCosts ? 0.1 * i : 0);
            }
            all.solve(scores, vertex);
            long bits = Double.doubleToLongBits(theta[0]) >>> 8;
            if (oracle.oneIn > 0 && factor == 1 && bits % oracle.oneIn == 0) {
                throw new OracleException(Code.TIMEOUT, "no solution was found. Maybe raise 'seconds'");
            }
            double offset = 0;
            for (int k = 0; oracle.keepsCosts && k < vertex.size(); k++) {
                offset += oracle.sense.sign() * (KEPT + 0.1 * vertex.index(k));
            }
            vertex.offset(offset);
        }

        @Override
        public void scaleLimits(double times) {
            factor = times;
        }

        @Override
        public void interrupt() {}
    }

    private static List<Observation> history(Hasty oracle) {
        KeyedRandom random = new KeyedRandom(3);
        Hasty right = new Hasty(0, oracle.sense, oracle.keepsCosts);
        List<Observation> all = new ArrayList<>();
        for (int n = 0; n < 150; n++) {
            double[][] rows = new double[OPTIONS][TRUTH.length];
            double[] theta = new double[OPTIONS];
            for (int i = 0; i < OPTIONS; i++) {
                Arrays.setAll(rows[i], k -> random.nextGaussian());
                theta[i] = TRUTH[0] * rows[i][0] + TRUTH[1] * rows[i][1] + random.nextGaussian();
            }
            all.add(Observation.of("week " + n, Features.of(rows), oracle, Decision.of(right.solve(theta))));
        }
        return all;
    }

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("pay", "night"))
                .noise("gaussian")
                .samples(10)
                .inexact(InexactPolicy.ACCEPT);
    }

    private static void assertTruthWithin(Fitted fitted) {
        for (int k = 0; k < TRUTH.length; k++) {
            Weight weight = fitted.weights().get(k);
            assertTrue(weight.standardError() > 0, fitted.toString());
            assertEquals(TRUTH[k], weight.estimate(), 5 * weight.standardError(), fitted.toString());
        }
    }

    @Test
    void observedDecisionsStandForWhatIsNotFound() {
        for (Sense sense : Sense.values()) {
            boolean keepsCosts = sense == Sense.MAXIMIZE;
            Fitted all = learner().fit(history(new Hasty(0, sense, keepsCosts)));
            List<Observation> some = history(new Hasty(40, sense, keepsCosts));
            Fitted fitted = learner().threads(2).fit(some);
            assertTruthWithin(fitted);
            assertEquals("", all.message());
            Pattern told = Pattern.compile(
                    "[\\d,]+ of [\\d,]+ solves ended without a proof; ([\\d,]+) of ([\\d,]+) solves found no"
                            + " solution within their limits, most often for example 'week \\d+': the best known solutions replaced them");
            var parts = told.matcher(fitted.message());
            assertTrue(parts.matches(), fitted.message());
            double share = number(parts.group(1)) / number(parts.group(2));
            assertEquals(1 / 40.0, share, 0.005);
            for (int k = 0; k < TRUTH.length; k++) {
                double error = all.weights().get(k).standardError();
                assertEquals(
                        all.weights().get(k).estimate(), fitted.weights().get(k).estimate(), error / 2);
                assertEquals(error, fitted.weights().get(k).standardError(), 0.2 * error);
            }
            assertEquals(fitted.weights(), learner().threads(1).fit(some).weights());
        }
    }

    /** A first pass knows less than the last of a search: nearly the same loss is the same data. */
    @Test
    void intervalsMayFollowLater() {
        List<Observation> some = history(new Hasty(40, Sense.MAXIMIZE, false));
        Fitted without = learner().withoutIntervals().fit(some);
        assertTruthWithin(learner().intervals(without, some));
        List<Observation> others = history(new Hasty(3, Sense.MINIMIZE, false));
        assertThrows(RuntimeException.class, () -> learner().intervals(without, others));
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    @Test
    void momentsGoOnToo() {
        List<Observation> some = history(new Hasty(40, Sense.MINIMIZE, false));
        Fitted fitted = learner().moments().fix("pay", 1).fit(some);
        Weight night = fitted.weights().get(1);
        assertEquals(-0.5, night.estimate(), 5 * night.standardError(), fitted.toString());
        assertTrue(fitted.message().contains("found no solution"), fitted.message());
    }

    @Test
    void aSecondTryWithMoreTimeLosesNothing() {
        List<Observation> some = history(new Hasty(40, Sense.MAXIMIZE, false));
        Fitted again = learner().inexact(InexactPolicy.ACCEPT.retrying(10)).fit(some);
        Fitted all = learner().fit(history(new Hasty(0, Sense.MAXIMIZE, false)));
        assertEquals(all.weights(), again.weights());
        assertFalse(again.message().contains("no solution"), again.message());
    }

    @Test
    void aFailureIsAmongItsSolves() {
        List<Observation> none = history(new Hasty(1, Sense.MAXIMIZE, false));
        OracleException ended =
                assertThrows(OracleException.class, () -> learner().threads(1).fit(none));
        assertTrue(String.valueOf(ended.getMessage()).startsWith("21 of 21 solves"), ended.getMessage());
    }

    @Test
    void tooManyEndTheFitAndNameAnExample() {
        List<Observation> some = history(new Hasty(8, Sense.MAXIMIZE, false));
        OracleException ended =
                assertThrows(OracleException.class, () -> learner().fit(some));
        assertEquals(Code.TIMEOUT, ended.code());
        assertTrue(
                String.valueOf(ended.getMessage())
                        .matches(
                                "21 of \\d+ solves found no solution within their limits, most often for example 'week \\d+':"
                                        + " more than 5 %\\. Maybe raise the limits in the oracle's text, or set inexact = retry:10,accept"
                                        + " \\(example 'week \\d+', sample \\d, step 0, seed 0\\)"),
                ended.getMessage());
        OracleException first = assertThrows(
                OracleException.class,
                () -> learner().inexact(InexactPolicy.FAIL).fit(some));
        assertTrue(
                String.valueOf(first.getMessage())
                        .matches("no solution was found\\. Maybe raise 'seconds' \\(example 'week \\d+', sample .*"),
                first.getMessage());
    }

    /** Takes the better two of the first three, and knows of no bound. */
    private record Weak() implements LinearOracle {
        @Override
        public int dimension() {
            return OPTIONS;
        }

        @Override
        public Sense sense() {
            return Sense.MAXIMIZE;
        }

        @Override
        public Set<Trait> traits() {
            return Set.of(Trait.ZERO_ONE, Trait.HEURISTIC);
        }

        @Override
        public OracleSession openSession() {
            OracleSession all = Hasty.ALL.openSession();
            return (theta, vertex) -> {
                double[] seen = theta.clone();
                Arrays.fill(seen, 3, OPTIONS, Double.NEGATIVE_INFINITY);
                all.solve(Arrays.stream(seen).map(one -> Math.max(one, -1e9)).toArray(), vertex);
                vertex.gap(Double.POSITIVE_INFINITY);
            };
        }
    }

    /** It brings about the better decisions of others under no weights: these are not handed out, and the solver is named. */
    @Test
    void aSolverWeakerThanThoseWhoDecidedIsNamed(@TempDir Path folder) {
        List<Observation> some = history(new Hasty(0, Sense.MAXIMIZE, false)).stream()
                .map(one -> one.withOracle(new Weak()))
                .toList();
        Fitted fitted = learner().moments().fix("pay", 1).fit(some);
        assertEquals(Fitted.Status.NO_ROOT, fitted.status(), fitted.toString());
        assertTrue(
                fitted.message().contains("Maybe the solver finds worse solutions than the observed decisions"),
                fitted.message());
        assertFalse(fitted.toString().contains("proof"), fitted.toString());
        assertFalse(
                fitted.progress().toString().contains("proof"),
                fitted.progress().toString());
        for (Executable use : List.<Executable>of(
                fitted::requireRoot, fitted::requireIdentified, () -> Predictor.load(saved(fitted, folder)))) {
            String message = assertThrows(InvalidArgumentException.class, use).getMessage();
            assertTrue(message.startsWith("these weights are not to be used (no-root): the moments have"), message);
        }
    }

    @Test
    void whatIsFixedWithTheWrongSignIsNamed() {
        Fitted fitted = learner().moments().fix("pay", -1).fit(history(new Hasty(0, Sense.MAXIMIZE, false)));
        assertEquals(Fitted.Status.NO_ROOT, fitted.status(), fitted.toString());
        assertTrue(fitted.message().contains("contradict the fixed weights (check their signs)"), fitted.message());
        assertFalse(fitted.message().contains("all optimal"), fitted.message());
    }

    private static Path saved(Fitted fitted, Path folder) {
        SavedModel.of(fitted).save(folder);
        return folder;
    }
}
