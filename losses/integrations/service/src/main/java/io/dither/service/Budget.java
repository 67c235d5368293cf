package io.dither.service;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that requests and answers may hold together, so that many of them do not fill the memory. Thread-safe. */
final class Budget {
    private final AtomicLong free;

    Budget(long bytes) {
        free = new AtomicLong(bytes);
    }

    /** What one request holds. */
    Share share() {
        return new Share();
    }

    /** The bytes of one request, until it is closed. */
    final class Share implements AutoCloseable {
        private final AtomicLong bytes = new AtomicLong();

        /** Returns whether there were so many left, and takes them. */
        boolean take(long more) {
            bytes.addAndGet(more);
            if (free.addAndGet(-more) >= 0) {
                return true;
            }
            give(more);
            return false;
        }

        private void give(long back) {
            bytes.addAndGet(-back);
            free.addAndGet(back);
        }

        /** Gives all back. */
        @Override
        public void close() {
            free.addAndGet(bytes.getAndSet(0));
        }
    }
}
