package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CancelTest {
    @Test
    void aSolveThatDoesNotEndDoesNotKeepTheLearner() {
        CountDownLatch solving = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        LinearOracle asleep = LinearOracle.of(2, theta -> {
            solving.countDown();
            while (never.getCount() > 0) { // deaf to interrupts, as native code is
                Thread.onSpinWait();
            }
            return new double[] {1, 0};
        });
        Observation one =
                Observation.of("a", Features.of(new double[][] {{1}, {2}}), asleep, Decision.mean(new double[] {1, 0}));
        Learner learner = Learner.of(SharedLinearModel.of("x")).cancelledBy(() -> solving.getCount() == 0);
        assertThrows(StoppedException.class, () -> learner.fit(List.of(one)));
        assertEquals(1, never.getCount(), "the solve was still under way");
        never.countDown();
    }

    @Test
    void manyShortBlocksAreCancelledToo() {
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(1, () -> true)) {
            assertThrows(
                    StoppedException.class,
                    () -> workers.runAll(100, block -> {
                        LockSupport.parkNanos(20_000_000); // a fifth of the time between two checks
                        return done.incrementAndGet();
                    }));
        }
        assertTrue(done.get() < 100, "blocks were left");
    }

    @Test
    void anErrorOfAnEvaluationStaysOne() {
        try (Workers workers = new Workers(2, () -> false)) {
            Error deep = new StackOverflowError("deep");
            assertEquals(
                    deep,
                    assertThrows(
                            StackOverflowError.class,
                            () -> workers.runAll(3, block -> {
                                throw deep;
                            })));
        }
    }
}
