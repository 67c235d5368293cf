package io.dither.service;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that requests and answers may hold together, so that many of them do not fill the memory. Thread-safe. */
final class Budget {
    private final AtomicLong free;

    Budget(long bytes) {
        free = new AtomicLong(bytes);
    }

    /** Returns the share of a new request. */
    Share share() {
        return new Share();
    }

    /** The bytes of one request, until it is closed. */
    final class Share implements AutoCloseable {
        private final AtomicLong bytes = new AtomicLong();

        /** Takes bytes if enough are left; returns whether it did. */
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

        /** Returns all bytes to the budget. */
        @Override
        public void close() {
            free.addAndGet(bytes.getAndSet(0));
        }
    }
}
