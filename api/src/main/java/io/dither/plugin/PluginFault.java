package io.dither.plugin;

import java.util.ServiceConfigurationError;

/** Describes an exception of a plugin for the person who installed it. */
final class PluginFault {
    private PluginFault() {}

    /** Returns the failure with its cause, and advice for the most frequent causes. */
    static String describe(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = String.valueOf(failure.getMessage());
        // the class of a failure with a cause is mostly ServiceConfigurationError, which adds nothing to the message
        String description =
                cause == null ? failure.getClass().getSimpleName() + ": " + message : message + " (" + cause + ")";
        return description + advice(failure, cause == null ? failure : cause);
    }

    private static String advice(Throwable failure, Throwable cause) {
        if (cause instanceof UnsupportedClassVersionError) {
            return ". Maybe run it with a later Java";
        }
        if (cause instanceof UnsatisfiedLinkError) {
            return ". Maybe its native library is not installed";
        }
        if (cause instanceof ClassNotFoundException) {
            return ". Maybe put the jar and all libraries that it needs into one folder: such a folder is one plugin";
        }
        if (cause instanceof LinkageError) {
            return ". Maybe it was built for another version of Dither, or a library of it is missing: put the jar"
                    + " and its libraries into one folder, which is one plugin";
        }
        // an error of the service loader itself has no cause
        return failure instanceof ServiceConfigurationError && cause == failure
                ? ". Maybe a name in its META-INF/services is wrong, or the jar is damaged"
                : "";
    }
}
