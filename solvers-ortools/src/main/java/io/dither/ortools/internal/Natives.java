package io.dither.ortools.internal;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPSolver;
import com.sun.jna.Platform;
import io.dither.error.OracleException;
import java.io.IOException;
import java.nio.file.Path;

/** Loads OR-Tools' native library at its first use. */
public final class Natives {
    private static final String LIBRARY = "jniortools";
    private static boolean loaded;

    private Natives() {}

    /** Loads the library, unless it is loaded already. */
    public static synchronized void load() {
        if (!loaded) {
            runLoader(() -> {
                // native methods of OR-Tools work only if the class loader of OR-Tools loads the library; loadInstalled
                // and loadCached load it by the class loader of this class
                if (Natives.class.getClassLoader() != Loader.class.getClassLoader()
                        || !(loadInstalled() || loadCached())) {
                    Loader.loadNativeLibraries();
                }
                // the loader may fail silently, for example without a temporary directory; a native call does not
                MPSolver.infinity();
            });
            loaded = true;
        }
    }

    /** Loads the user's own build from {@code java.library.path}; returns false if there is none that can be loaded. */
    private static boolean loadInstalled() {
        try {
            System.loadLibrary(LIBRARY);
            return true;
        } catch (UnsatisfiedLinkError notInstalled) {
            return false;
        }
    }

    /**
     * Loads the library from a cache; returns false if this is not possible. OR-Tools' own loader unpacks 70 MB at each
     * start, and leaves them on the disk if the process is killed.
     */
    private static boolean loadCached() {
        if (Platform.isWindows()) {
            return false; // on Windows the parts of the library must be loaded one by one
        }
        String folder = "ortools-" + Platform.RESOURCE_PREFIX + "/";
        String name = System.mapLibraryName(LIBRARY);
        try {
            Path unpacked = NativeCache.ofUser().folderOf(NativeJar.find(folder, name));
            System.load(unpacked.resolve(name).toString());
            return true;
        } catch (IOException | RuntimeException | UnsatisfiedLinkError failure) {
            return false; // OR-Tools' own loader tries next, and its failure is reported
        }
    }

    /** Runs a loader; if it fails, throws NATIVE_MISSING with advice. */
    static void runLoader(Runnable loader) {
        try {
            loader.run();
        } catch (LinkageError | RuntimeException failure) {
            throw new OracleException(
                    OracleException.Code.NATIVE_MISSING,
                    "the native library of OR-Tools cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + reason(failure)
                            + ". Maybe add the jar of this platform to the class path, com.google.ortools:ortools-linux-x86-64,"
                            + " -linux-aarch64, -darwin-x86-64, -darwin-aarch64 or -win32-x86-64 (there are no others), or make"
                            + " room: the temporary directory " + System.getProperty("java.io.tmpdir")
                            + " may be full or read-only.",
                    failure);
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.isBlank() ? failure.getClass().getSimpleName() : line;
    }
}
