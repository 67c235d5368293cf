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
    /** When the time limit of a client started, as {@link System#nanoTime}. */
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

    /** Notes that it is the client's turn from now on: to send a request or to read a response. Does not block. */
    void startTimeLimit(EndPoint connection) {
        starts.put(connection, System.nanoTime());
        if (!connection.isOpen()) { // onClosed may have run before
            starts.remove(connection);
        }
    }

    /** Notes that the client has done its turn: the service now computes the response. */
    void endTimeLimit(EndPoint connection) {
        starts.remove(connection);
    }

    /** Closes the connections of clients whose time limit is over. */
    void closeSlow() {
        long now = System.nanoTime();
        starts.forEach((connection, begin) -> {
            if (now - begin > timeLimit.toNanos() && starts.remove(connection, begin)) {
                connection.close(new TimeoutException("the client is slower than " + timeLimit));
            }
        });
    }
}
