package io.dither.service;

import io.dither.error.Arguments;
import java.time.Duration;

/**
 * The settings and limits of a service.
 *
 * @param host the address on which the service listens, such as {@code 127.0.0.1}, which only programs of this machine
 *     can reach
 * @param port the port, 0 for any that is free
 * @param maxRequestBytes the largest number of bytes of a request that is accepted
 * @param timeoutSeconds the time, in seconds, after which a request without a decision is refused; also the time that a
 *     client has to send a request or to read a response
 * @param threads the number of requests that are decided at the same time
 * @param maxWaitingRequests the number of requests that may wait for a thread; further requests are refused
 */
public record ServiceSettings(
        String host, int port, int maxRequestBytes, int timeoutSeconds, int threads, int maxWaitingRequests) {
    private static final int LARGEST_PORT = 65_535;
    /** The largest value of {@code maxRequestBytes}: a gibibyte. */
    private static final int LARGEST_SIZE = 1 << 30;

    /** Requires numbers in their ranges. */
    public ServiceSettings {
        Arguments.require(!host.isBlank(), "the host is empty", "Maybe use 127.0.0.1");
        Arguments.between("port", port, 0, LARGEST_PORT);
        Arguments.between("size of requests", maxRequestBytes, 1, LARGEST_SIZE);
        Arguments.between("time of requests", timeoutSeconds, 1, 86_400);
        Arguments.between("threads", threads, 1, 1024);
        Arguments.between("waiting requests", maxWaitingRequests, 1, 1_000_000);
    }

    /**
     * {@return the default settings: port 8080 of this machine only, a million bytes, 30 seconds, a thread per
     * processor, 100 waiting requests}
     */
    public static ServiceSettings usual() {
        return new ServiceSettings(
                "127.0.0.1", 8080, 1_000_000, 30, Runtime.getRuntime().availableProcessors(), 100);
    }

    /**
     * {@return the same settings with another port}
     *
     * @param port the port, 0 for any that is free
     */
    public ServiceSettings at(int port) {
        return new ServiceSettings(host, port, maxRequestBytes, timeoutSeconds, threads, maxWaitingRequests);
    }

    Duration timeLimit() {
        return Duration.ofSeconds(timeoutSeconds);
    }
}
