package io.dither.oracle;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a session of an oracle of unknown origin. Opening, solving and closing throw only {@link OracleException},
 * {@link InvalidArgumentException}, {@link DataException} and {@link OutOfMemoryError}; any other failure becomes the
 * cause of an OracleException. Objects from {@link #as} are not wrapped.
 */
record GuardedSession(OracleSession inner) implements OracleSession {
    static OracleSession open(LinearOracle oracle) {
        @Nullable OracleSession session;
        try {
            session = oracle.openSession();
        } catch (Throwable failure) {
            throw failed("no session of the oracle opened: ", failure);
        }
        if (session == null) {
            throw new OracleException(Code.FAILED, "no session of the oracle opened: it returned null");
        }
        return new GuardedSession(session);
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        try {
            inner.solve(theta, vertex);
        } catch (Throwable failure) {
            throw failed("the oracle failed: ", failure);
        }
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return inner.as(capability);
    }

    @Override
    public void close() {
        try {
            inner.close();
        } catch (Throwable failure) {
            throw failed("a session of the oracle did not close: ", failure);
        }
    }

    /** Returns the exception to throw for a failure; throws the failure itself if memory ran out. */
    private static RuntimeException failed(String prefix, Throwable failure) {
        if (failure instanceof OutOfMemoryError outOfMemory) {
            throw outOfMemory;
        }
        if (failure instanceof OracleException
                || failure instanceof InvalidArgumentException
                || failure instanceof DataException) {
            return (RuntimeException) failure;
        }
        return new OracleException(
                failure instanceof UnsatisfiedLinkError ? Code.NATIVE_MISSING : Code.FAILED, prefix + failure, failure);
    }
}
