package io.dither.ortools;

import com.google.ortools.Loader;
import io.dither.error.OracleException;

/** The one place that loads OR-Tools' native library, on first use. */
final class Natives {
    private Natives() {}

    /** Loads the library, or does nothing where it is loaded. */
    static void load() {
        load(Loader::loadNativeLibraries);
    }

    static void load(Runnable loader) {
        try {
            loader.run();
        } catch (LinkageError | RuntimeException failure) {
            throw new OracleException(
                    OracleException.Code.NATIVE_MISSING,
                    "the native library of OR-Tools cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + reason(failure)
                            + ". Maybe there is no OR-Tools for this platform, its jar com.google.ortools:ortools-<platform>"
                            + " is not on the class path, or the temporary directory "
                            + System.getProperty("java.io.tmpdir") + " is full or read-only.",
                    failure);
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.isBlank() ? failure.getClass().getSimpleName() : line;
    }
}
