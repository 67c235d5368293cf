package io.dither.service;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes of all requests for decisions and of their responses together, so that many of them do not fill
 * the memory. Each request has a share, which counts the bytes that it has taken. Thread-safe.
 */
final class Budget {
    private final AtomicLong free;

    Budget(long bytes) {
        free = new AtomicLong(bytes);
    }

    /** Returns the share of a new request, which has taken no bytes yet. */
    Share share() {
        return new Share();
    }

    /** The bytes that a request and its response have taken; closing the share returns them. */
    final class Share implements AutoCloseable {
        private long bytes;
        private boolean isClosed;

        /**
         * Takes bytes if enough are left in the budget and the share is open; returns whether it took them. (A request
         * that was given up at its time limit may still write when its share is closed.)
         */
        synchronized boolean take(long count) {
            boolean isTaken = !isClosed && free.getAndUpdate(left -> left < count ? left : left - count) >= count;
            bytes += isTaken ? count : 0;
            return isTaken;
        }

        /** Returns all bytes to the budget; no more can be taken. */
        @Override
        public synchronized void close() {
            free.addAndGet(bytes);
            bytes = 0;
            isClosed = true;
        }
    }
}
