package io.dither.perturbed.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocks that are finished in any order, of which two are held at a time. */
@Timeout(20)
class BlockMergerTest {
    private final BlockMerger merged = new BlockMerger(List.of(EngineTest.problem(0)), 6, 2, null);

    /** A thread that asks for the tally of a block. */
    private final class Asking extends FutureTask<@Nullable Tally> {
        private final Thread thread = new Thread(this);

        Asking(long block) {
            super(() -> merged.awaitTally(block));
            thread.start();
        }

        Asking waits() {
            while (thread.getState() != Thread.State.WAITING) {
                assertFalse(isDone());
                Thread.onSpinWait();
            }
            return this;
        }

        @Nullable
        Tally answer() throws Exception {
            return get(10, TimeUnit.SECONDS);
        }
    }

    /** Finishes a block of as many samples as its index and one. */
    private void finish(long block, @Nullable Tally tally) {
        Tally samples = Objects.requireNonNull(tally);
        for (int m = 0; m <= block; m++) {
            samples.add(new Sample(2));
        }
        merged.finish(block, samples);
    }

    @Test
    void aBlockFarAheadWaitsUntilThoseBeforeItAreMerged() throws Exception {
        Tally first = merged.awaitTally(0);
        Tally second = merged.awaitTally(1);
        Asking third = new Asking(2).waits();
        Asking fourth = new Asking(3).waits();
        finish(1, second); // held, since the first is missing
        third.waits();
        finish(0, first);
        assertNotNull(third.answer());
        assertNotNull(fourth.answer());
        assertTrue(third.answer() == second || fourth.answer() == second, "the tally of a merged block is used again");
        finish(3, fourth.answer());
        finish(2, third.answer());
        assertEquals(1 + 2 + 3 + 4, merged.totals().get(0).samples());
        assertSame(first, merged.totals().get(0));
        merged.rethrowFailures();
    }

    @Test
    void nobodyWaitsForABlockThatIsNotNeeded() throws Exception {
        assertNotNull(merged.awaitTally(0));
        Asking ahead = new Asking(4).waits();
        merged.failed(3);
        assertNull(ahead.answer());
        merged.failed(5); // a later one changes nothing
        assertTrue(merged.isNeeded(3) && !merged.isNeeded(4));
        Asking needed = new Asking(3).waits();
        assertFalse(merged.isClosed());
        merged.close();
        assertTrue(merged.isClosed());
        assertNull(needed.answer());
        assertNull(merged.awaitTally(0));
    }

    @Test
    void anInterruptEndsTheWaiting() {
        Asking ahead = new Asking(2).waits();
        ahead.thread.interrupt();
        Throwable cause = assertThrows(ExecutionException.class, ahead::answer).getCause();
        assertEquals(OracleException.Code.INTERRUPTED, ((OracleException) cause).code());
    }

    @Test
    void theFirstFailureOfTheMergedBlocksIsThrown() {
        Tally second = Objects.requireNonNull(merged.awaitTally(1));
        Tally first = Objects.requireNonNull(merged.awaitTally(0));
        assertNotSame(first, second);
        second.fail(40, new IllegalStateException("later"));
        first.fail(7, new IllegalStateException("earlier"));
        merged.finish(1, second);
        merged.finish(0, first);
        OracleException failure = assertThrows(OracleException.class, merged::rethrowFailures);
        assertTrue(
                String.valueOf(failure.getMessage()).contains("earlier (example 0, sample 7,"), failure.getMessage());
        assertFalse(merged.isNeeded(1));
    }
}
