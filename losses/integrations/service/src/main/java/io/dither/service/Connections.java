package io.dither.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * The connections whose client has to send a request or to read a response. A connection is closed if its client does
 * not finish within a time limit, even if it sends or reads some bytes. Thread-safe.
 */
final class Connections implements Connection.Listener {
    /** The time since which the service waits for the client, in nanoseconds. */
    private final Map<EndPoint, Long> since = new ConcurrentHashMap<>();

    private final Duration timeLimit;

    Connections(Duration timeLimit) {
        this.timeLimit = timeLimit;
    }

    @Override
    public void onOpened(Connection connection) {
        waitForClient(connection.getEndPoint());
    }

    @Override
    public void onClosed(Connection connection) {
        since.remove(connection.getEndPoint());
    }

    /** Records that the service waits for the client from now on. */
    void waitForClient(EndPoint connection) {
        since.put(connection, System.nanoTime());
        if (!connection.isOpen()) {
            since.remove(connection);
        }
    }

    /** Records that the client waits for the service from now on. */
    void clientWaits(EndPoint connection) {
        since.remove(connection);
    }

    /** Closes connections whose client is too slow. */
    void closeSlow() {
        long now = System.nanoTime();
        since.forEach((connection, begin) -> {
            if (now - begin > timeLimit.toNanos() && since.remove(connection, begin)) {
                connection.close(new TimeoutException("the client is slower than " + timeLimit));
            }
        });
    }
}
