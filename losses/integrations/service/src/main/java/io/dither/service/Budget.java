package io.dither.service;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes of all requests and responses together, so that many of them do not fill the memory. Thread-safe.
 */
final class Budget {
    private final AtomicLong free;

    Budget(long bytes) {
        free = new AtomicLong(bytes);
    }

    /** Returns the share of a new request. */
    Share share() {
        return new Share();
    }

    /** The bytes that a request and its response have taken; closing the share returns them. */
    final class Share implements AutoCloseable {
        private final AtomicLong bytes = new AtomicLong();

        /** Takes bytes if enough are left in the budget; returns whether it took them. */
        boolean take(long count) {
            bytes.addAndGet(count);
            if (free.addAndGet(-count) >= 0) {
                return true;
            }
            give(count);
            return false;
        }

        private void give(long count) {
            bytes.addAndGet(-count);
            free.addAndGet(count);
        }

        /** Returns all bytes to the budget. */
        @Override
        public void close() {
            free.addAndGet(bytes.getAndSet(0));
        }
    }
}
