package io.dither.ortools.internal;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPSolver;
import com.sun.jna.Platform;
import io.dither.error.OracleException;
import java.io.IOException;
import java.nio.file.Path;

/** The one place that loads OR-Tools' native library, on first use. */
public final class Natives {
    private static final String LIBRARY = "jniortools";
    private static boolean loaded;

    private Natives() {}

    /** Loads the library, unless it is loaded already. */
    public static synchronized void load() {
        if (!loaded) {
            load(() -> {
                // a library serves the classes of the class loader that loaded it, here this class's own
                if (Natives.class.getClassLoader() != Loader.class.getClassLoader()
                        || !(loadInstalled() || loadKept())) {
                    Loader.loadNativeLibraries();
                }
                // the loader may fail in silence, for example without a temporary directory; a native call does not
                MPSolver.infinity();
            });
            loaded = true;
        }
    }

    /** The user's own build, in {@code java.library.path}, comes first. */
    private static boolean loadInstalled() {
        try {
            System.loadLibrary(LIBRARY);
            return true;
        } catch (UnsatisfiedLinkError none) {
            return false;
        }
    }

    /** OR-Tools' own loader unpacks 70 MB at each start, and leaves them behind where the process is killed. */
    private static boolean loadKept() {
        if (Platform.isWindows()) {
            return false; // there the parts of the library are loaded one by one
        }
        String folder = "ortools-" + Platform.RESOURCE_PREFIX + "/";
        String name = System.mapLibraryName(LIBRARY);
        try {
            Path unpacked = NativeCache.ofUser().folderOf(NativeJar.holding(folder, name));
            System.load(unpacked.resolve(name).toString());
            return true;
        } catch (IOException | RuntimeException | UnsatisfiedLinkError unfit) {
            return false; // OR-Tools' own loader tries once more, and its failure is told
        }
    }

    static void load(Runnable loader) {
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
