package io.dither.xgboost;

import io.dither.error.OracleException;
import io.dither.storage.LeftOvers;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Makes calls of XGBoost, and reports their failures in one line. The first call loads the native library. */
final class Natives {
    static {
        // XGBoost unpacks its library (18 MB) into the temporary folder; a process that was killed has not deleted its
        // copy
        LeftOvers.remove(Pattern.compile("(lib)?xgboost4j\\d+\\.(so|dylib|dll)"));
    }

    private Natives() {}

    /** Runs a call of XGBoost. */
    static <T> T call(Callable<T> call) {
        try {
            return call.call();
        } catch (LinkageError missing) {
            throw new OracleException(
                    OracleException.Code.NATIVE_MISSING,
                    "the native library of XGBoost cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + reason(missing)
                            + ". Maybe the OpenMP runtime is missing, such as the package libgomp1, or the temporary directory "
                            + System.getProperty("java.io.tmpdir") + " is full or read-only.",
                    missing);
        } catch (XGBoostError failed) {
            throw new OracleException(
                    OracleException.Code.FAILED, "XGBoost failed: " + firstLine(failed.getMessage()), failed);
        } catch (RuntimeException unexpected) {
            throw unexpected;
        } catch (Exception impossible) { // XGBoost throws no other checked exceptions
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the first line of the message of the innermost cause; the name of its class if it has no message. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String line = firstLine(innermost.getMessage());
        return line.isBlank() ? innermost.getClass().getSimpleName() : line;
    }

    private static String firstLine(@org.jspecify.annotations.Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
