package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.LocalEvaluator;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PooledFitTest {
    private static final double[] TRUTH = {1, -0.5, 0.8, 0.3};
    private static final int SAMPLES = 6;

    private final AtomicLong solves = new AtomicLong();

    /** Counts solves. */
    private LinearOracle counted(LinearOracle of) {
        return LinearOracle.of(of.dimension(), of.sense(), theta -> {
            solves.incrementAndGet();
            return of.solve(theta);
        });
    }

    /** Assignments whose scores have four features and an error that nobody sees. */
    private List<Observation> assignments(int count, Sense sense) {
        LinearOracle plain = Oracles.assignment(5, 5, sense);
        KeyedRandom random = new KeyedRandom(5);
        List<Observation> all = new ArrayList<>();
        for (int e = 0; e < count; e++) {
            double[][] rows = new double[plain.dimension()][TRUTH.length];
            double[] theta = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < TRUTH.length; k++) {
                    rows[i][k] = random.nextGaussian();
                    theta[i] += TRUTH[k] * rows[i][k];
                }
                theta[i] += random.nextGaussian();
            }
            all.add(Observation.of("e" + e, Features.of(rows), counted(plain), Decision.of(plain.solve(theta))));
        }
        return all;
    }

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("a", "b", "c", "d"))
                .noise("gaussian")
                .samples(SAMPLES)
                .withoutIntervals();
    }

    @Test
    void reachesAsLittleLossByHalfTheSolves() {
        for (Sense sense : Sense.values()) {
            List<Observation> examples = assignments(20, sense);
            Fitted plain = learner().fit(examples);
            long many = solves.getAndSet(0);
            Fitted pooled = learner().pooled().fit(examples);
            // a thousandth of one parameter's chance
            assertTrue(pooled.loss() <= plain.loss() + 1e-3 / examples.size(), pooled.loss() + " " + plain.loss());
            assertTrue(2 * solves.getAndSet(0) <= many, pooled + " by half of " + many);
        }
    }

    @Test
    void endsWithTheBitsOfSolves() {
        List<Observation> examples = assignments(20, Sense.MAXIMIZE);
        Fitted pooled = learner().pooled().fit(examples);
        Learner plain = learner();
        Criterion criterion = plain.job().criterionOn(examples.get(0).oracle());
        try (BlockEvaluator blocks = new BlockEvaluator(
                        pooled.model(), criterion, plain.settings().seed(), examples);
                Evaluator solved = new LocalEvaluator(blocks, 1, () -> false, part -> {})) {
            Sums sums = solved.sums(new Evaluator.Request(pooled.parameters(), 1, 0, SAMPLES))
                    .orElseThrow();
            assertEquals(sums.meanLoss(), pooled.loss());
        }
    }

    @Test
    void threadsAndTheOrderOfRowsChangeNoBit() {
        List<Observation> examples = assignments(20, Sense.MINIMIZE);
        Fitted one = learner().pooled().fit(examples);
        Collections.shuffle(examples, new Random(1));
        Fitted other = learner().pooled().threads(3).fit(examples);
        assertArrayEquals(one.parameters(), other.parameters());
        assertEquals(one.progress(), other.progress());
    }

    @Test
    void aPenaltyAndFixedWeightsHoldAsInPlainFits() {
        List<Observation> examples = assignments(20, Sense.MAXIMIZE);
        Fitted plain = learner().l1(0.05).l2(0.01).fix("b", -0.5).fit(examples);
        Fitted pooled = learner().l1(0.05).l2(0.01).fix("b", -0.5).pooled().fit(examples);
        assertEquals(-0.5, pooled.weight("b").estimate());
        for (Weight weight : plain.weights()) {
            assertEquals(weight.estimate(), pooled.weight(weight.name()).estimate(), 0.02, weight.name());
        }
    }

    @Test
    void aClosedFormIsUsedAsEver() {
        List<Observation> choices = Choices.of(50, 4, 1, -0.5, 0);
        Learner exact = Learner.of(SharedLinearModel.of("a", "b", "c")).noise("gumbel");
        assertArrayEquals(
                exact.fit(choices).parameters(), exact.pooled().fit(choices).parameters());
    }

    /** An oracle with an offset, which decisions do not tell. */
    private record WithOffset(LinearOracle of) implements LinearOracle {
        @Override
        public int dimension() {
            return of.dimension();
        }

        @Override
        public Sense sense() {
            return of.sense();
        }

        @Override
        public Set<Trait> traits() {
            return Set.of(Trait.OFFSET);
        }

        @Override
        public OracleSession openSession() {
            OracleSession session = of.openSession();
            return (theta, vertex) -> {
                session.solve(theta, vertex);
                vertex.offset(2);
            };
        }
    }

    @Test
    void withAnOffsetNothingIsKnownBeforeTheFirstSolves() {
        List<Observation> examples = assignments(5, Sense.MINIMIZE).stream()
                .map(one -> Observation.of(one.id(), one.features(), new WithOffset(one.oracle()), one.target()))
                .toList();
        Fitted plain = learner().fit(examples);
        long many = solves.getAndSet(0);
        Fitted pooled = learner().pooled().fit(examples);
        // a tenth of a standard error in the gradient ends both: some hundredth of one parameter's chance
        assertEquals(plain.loss(), pooled.loss(), 1e-2 / examples.size());
        assertTrue(2 * solves.get() <= many, solves + " of " + many);
    }

    @Test
    void whatHasNoBoundIsRefused() {
        List<Observation> examples = assignments(3, Sense.MAXIMIZE);
        assertRefused(learner().miniBatches(2, 2, 0.1), examples, "mini-batches");
        assertRefused(learner().earlyStopping(0.3), examples, "early stopping");
        assertRefused(learner().checkpoint(Path.of("nowhere")), examples, "checkpoint");
        assertRefused(learner().inexact(InexactPolicy.ACCEPT), examples, "inexact");
        assertRefused(learner().loss("spo-plus"), examples, "Fenchel-Young");
        assertRefused(Learner.of(SharedLinearModel.of(List.of("a", "b", "c", "d"), Link.SOFTPLUS)), examples, "linear");
    }

    private static void assertRefused(Learner learner, List<Observation> examples, String why) {
        String message = String.valueOf(assertThrows(
                        InvalidArgumentException.class, () -> learner.pooled().fit(examples))
                .getMessage());
        assertTrue(message.contains(why), message);
    }

    @Test
    void heuristicsAreRefused() {
        Observation one = assignments(1, Sense.MAXIMIZE).get(0);
        LinearOracle guess = new LinearOracle() {
            @Override
            public int dimension() {
                return one.oracle().dimension();
            }

            @Override
            public io.dither.oracle.OracleSession openSession() {
                return one.oracle().openSession();
            }

            @Override
            public Set<Trait> traits() {
                return Set.of(Trait.HEURISTIC);
            }
        };
        assertRefused(learner(), List.of(Observation.of("x", one.features(), guess, one.target())), "heuristic");
    }
}
