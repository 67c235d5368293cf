package io.dither.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecidersTest {
    private static final Answer DONE = Answer.json(200, "done");

    private static int status(CompletableFuture<Answer> answer) {
        CompletionException failed = assertThrows(CompletionException.class, answer::join);
        return ((Refusal) failed.getCause()).answer().status();
    }

    @Test
    void whatIsTooMuchIsRefusedAtOnceAndWhatIsGivenUpLeavesItsPlace() {
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        CountDownLatch end = new CountDownLatch(1);
        Deciders deciders = new Deciders(new ServiceSettings("127.0.0.1", 0, 1000, 1, 1, 1), clock);
        try {
            CompletableFuture<Answer> runs = deciders.submit(() -> {
                awaitUninterruptibly(end);
                return DONE;
            });
            CompletableFuture<Answer> waits = deciders.submit(() -> DONE);
            CompletableFuture<Answer> refused = deciders.submit(() -> DONE);
            assertTrue(refused.isDone());
            assertEquals(503, status(refused));
            assertFalse(waits.isDone());
            assertEquals(504, status(waits));
            assertEquals(504, status(runs));
            assertEquals(0, deciders.waitingRequests());
            CompletableFuture<Answer> later = deciders.submit(() -> DONE);
            end.countDown();
            assertEquals(200, later.join().status());
            deciders.stopAccepting();
            assertEquals(503, status(deciders.submit(() -> DONE)));
        } finally {
            end.countDown();
            deciders.interrupt();
            clock.shutdownNow();
        }
    }

    /** As a solver does that does not stop when it is asked to. */
    private static void awaitUninterruptibly(CountDownLatch end) {
        while (true) {
            try {
                end.await();
                return;
            } catch (InterruptedException asked) {
                assertTrue(end.getCount() >= 0);
            }
        }
    }

    /** Interrupting the work takes a while here, and the work fails meanwhile. */
    @Test
    void workThatFailsAtTheInterruptOfTheTimeLimitDoesNotAnswer() {
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        Deciders deciders = new Deciders(new ServiceSettings("127.0.0.1", 0, 1000, 1, 1, 1), clock);
        try {
            assertEquals(504, status(deciders.submit(() -> {
                new SlowlyInterrupted().beginHere();
                assertThrows(InterruptedException.class, () -> Thread.sleep(30_000));
                throw new Refusal(503, "the service stops");
            })));
        } finally {
            deciders.interrupt();
            clock.shutdownNow();
        }
    }

    /** The thread that interrupts a thread in an operation of this channel has to close the channel first. */
    private static final class SlowlyInterrupted extends AbstractInterruptibleChannel {
        void beginHere() {
            begin();
        }

        @Override
        protected void implCloseChannel() {
            LockSupport.parkNanos(500_000_000);
        }
    }

    @Test
    void whatAllRequestsHoldIsLimited() throws IOException {
        Budget budget = new Budget(100_000);
        byte[] part = new byte[60_000];
        try (Budget.Share first = budget.share();
                Budget.Share second = budget.share()) {
            Blocks blocks = new Blocks(first);
            blocks.write(part);
            assertEquals(60_000, new Answer(200, Answer.JSON, blocks.all()).bytes());
            assertEquals(
                    503,
                    assertThrows(Refusal.class, () -> new Blocks(second).write(part))
                            .answer()
                            .status());
        }
        try (Budget.Share third = budget.share()) {
            new Blocks(third).write(part);
        }
    }

    @Test
    void aClosedShareTakesNoMoreBytes() {
        Budget budget = new Budget(100);
        Budget.Share closed = budget.share();
        assertTrue(closed.take(60));
        closed.close();
        assertFalse(closed.take(60));
        try (Budget.Share next = budget.share()) {
            assertTrue(next.take(100));
        }
    }
}
