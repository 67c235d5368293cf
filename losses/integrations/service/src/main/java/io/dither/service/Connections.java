package io.dither.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * The connections that wait for their client: for a request, for the rest of one, or for an answer to be read. One whose client is not done
 * within a time is cut, however little it sends or takes now and then. Thread-safe.
 */
final class Connections implements Connection.Listener {
    private final Map<EndPoint, Long> since = new ConcurrentHashMap<>();
    private final Duration patience;

    Connections(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void onOpened(Connection connection) {
        waits(connection.getEndPoint());
    }

    @Override
    public void onClosed(Connection connection) {
        since.remove(connection.getEndPoint());
    }

    /** From now on the client has to do something. */
    void waits(EndPoint connection) {
        since.put(connection, System.nanoTime());
        if (!connection.isOpen()) {
            since.remove(connection);
        }
    }

    /** From now on the service has to do something. */
    void works(EndPoint connection) {
        since.remove(connection);
    }

    /** Cuts those that wait too long. */
    void cut() {
        long now = System.nanoTime();
        since.forEach((connection, begin) -> {
            if (now - begin > patience.toNanos() && since.remove(connection, begin)) {
                connection.close(new TimeoutException("the client is slower than " + patience));
            }
        });
    }
}
