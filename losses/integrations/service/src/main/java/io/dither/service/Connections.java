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
    /** When the time of a client began to run, as {@link System#nanoTime}, by its connection. */
    private final Map<EndPoint, Long> starts = new ConcurrentHashMap<>();

    private final Duration timeLimit;

    Connections(Duration timeLimit) {
        this.timeLimit = timeLimit;
    }

    @Override
    public void onOpened(Connection connection) {
        startTimeLimit(connection.getEndPoint());
    }

    @Override
    public void onClosed(Connection connection) {
        starts.remove(connection.getEndPoint());
    }

    /** From now on the service waits for the client, which must send a request or read a response. Does not block. */
    void startTimeLimit(EndPoint connection) {
        starts.put(connection, System.nanoTime());
        if (!connection.isOpen()) { // onClosed may have run before
            starts.remove(connection);
        }
    }

    /** From now on the client waits for the service, which computes the response. */
    void endTimeLimit(EndPoint connection) {
        starts.remove(connection);
    }

    /** Closes the connections of clients that have not finished within the time limit. */
    void closeSlow() {
        long now = System.nanoTime();
        starts.forEach((connection, start) -> {
            if (now - start > timeLimit.toNanos() && starts.remove(connection, start)) {
                connection.close(new TimeoutException("the client is slower than " + timeLimit));
            }
        });
    }
}
